#include "index/building/index.h"
#include "index/building/rebuild.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

using namespace tangible;
using namespace tangible::index;
using tests::Folder;
using tests::InventedStories;

namespace {

namespace fs = std::filesystem;

struct Collection {
    Folder folder;
    Store store{folder.path(), Store::Access::write};
    InventedStories stories{11};
    Cues cues{tests::small_codebook("1")};
    std::vector<Story> kept;

    explicit Collection(std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) kept.push_back(tests::put(store, stories.story()));
    }
    const fs::path& data() const { return folder.path(); }
    std::size_t indexed() const {
        return static_cast<std::size_t>(
            std::count_if(kept.begin(), kept.end(), [](const Story& s) { return !s.consent.uses.empty(); }));
    }
    std::vector<std::string> index_entries() const {
        std::vector<std::string> out;
        for (const auto& e : fs::directory_iterator(data() / "index")) out.push_back(e.path().filename());
        std::sort(out.begin(), out.end());
        return out;
    }
};

// Whether any file under `folder` contains these bytes.
bool holds(const fs::path& folder, const std::string& bytes) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        if (all.find(bytes) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST(Rebuild, GivesAnIndexThatEqualsTheStore) {
    for (std::size_t n : {0u, 1u, 49u, 450u}) {
        Collection collection(n);
        std::size_t steps = 0, total = 0;
        const auto proof = rebuild(collection.data(), collection.cues, [&](const Progress& p) {
            if (std::string(p.step) != "Indexing") return;
            steps = std::max(steps, p.done);
            total = p.total;
        });
        EXPECT_TRUE(proof.equal());
        EXPECT_EQ(proof.stories, collection.indexed());
        EXPECT_EQ(steps, total);
        EXPECT_EQ(prove(collection.store, collection.cues, live(collection.data())).stories, collection.indexed());
        EXPECT_EQ(Writer(live(collection.data())).revision(), collection.store.revision());
        EXPECT_EQ(collection.index_entries().size(), 4u)
            << "the live folder, the previous one, and the files that name them";
    }
}

TEST(Rebuild, ReusesThePartsOfAnInterruptedRebuild) {
    Collection collection(120);
    const auto ids = collection.store.live();
    const auto interrupted = [&](std::size_t after) {
        EXPECT_THROW(rebuild(collection.data(), collection.cues,
                             [&](const Progress& p) {
                                 if (p.done == after) throw Error(ErrorKind::temporary, "interrupted");
                             }),
                     Error);
    };
    // Parts made earlier are counted at once, so the first progress report shows how much was reused.
    const auto taken_up = [&] {
        std::size_t first = 0;
        const auto proof = rebuild(collection.data(), collection.cues, [&](const Progress& p) {
            if (first == 0) first = p.done;
        });
        EXPECT_TRUE(proof.equal());
        EXPECT_TRUE(prove(collection.store, collection.cues, live(collection.data())).equal());
        EXPECT_EQ(Writer(live(collection.data())).revision(), collection.store.revision());
        EXPECT_FALSE(fs::exists(collection.data() / "index/unfinished"));
        return first > 1;
    };
    interrupted(100);
    EXPECT_TRUE(taken_up());
    EXPECT_FALSE(taken_up()) << "nothing is left of the previous rebuild";

    interrupted(100);
    auto changed = collection.kept.front();
    changed.title = "Another title";
    collection.store.put_stories(changed.submission, {changed});
    collection.kept.push_back(tests::put(collection.store, collection.stories.story()));
    EXPECT_TRUE(taken_up()) << "changes made since are caught up";

    interrupted(100);
    EXPECT_NO_THROW(catch_up(collection.store, collection.cues, collection.data()));
    EXPECT_TRUE(taken_up()) << "catching up leaves the unfinished parts alone";

    interrupted(100);
    for (const auto& entry : fs::recursive_directory_iterator(collection.data() / "index/unfinished"))
        if (entry.path().filename() == "postlist.glass") fs::resize_file(entry.path(), 0);
    EXPECT_THROW(taken_up(), Error) << "a damaged part is an error";
    EXPECT_FALSE(taken_up()) << "a damaged part is not reused again";

    interrupted(100);
    const Cues other(tests::small_codebook("2"));
    EXPECT_TRUE(rebuild(collection.data(), other).equal()) << "another edition starts afresh";
    EXPECT_FALSE(taken_up());

    interrupted(100);
    collection.store.withdraw(ids[3]);
    EXPECT_FALSE(taken_up()) << "a part contains withdrawn words";
    interrupted(100);
    collection.store.withdraw(ids[4]);
    catch_up(collection.store, collection.cues, collection.data());
    EXPECT_FALSE(fs::exists(collection.data() / "index/unfinished"))
        << "withdrawn words go even if nobody resumes the rebuild";
}

TEST(Rebuild, GoesBackToThePreviousIndex) {
    Collection collection(30);
    const Cues edited(tests::small_codebook("2"));
    EXPECT_THROW(go_back(collection.data(), collection.store, collection.cues), Error) << "there is no previous index";
    rebuild(collection.data(), collection.cues);
    const auto first = live(collection.data());
    rebuild(collection.data(), edited);
    collection.kept.push_back(tests::put(collection.store, collection.stories.story()));
    const auto before = live(collection.data());
    EXPECT_THROW(go_back(collection.data(), collection.store, edited), Error)
        << "the previous index is of another codebook";
    EXPECT_EQ(live(collection.data()), before);
    go_back(collection.data(), collection.store, collection.cues);
    EXPECT_EQ(live(collection.data()), first);
    EXPECT_TRUE(prove(collection.store, collection.cues, first).equal()) << "with the changes made since";
    EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 0u)
        << "catching up keeps this index live";
    go_back(collection.data(), collection.store, edited);
    EXPECT_EQ(live(collection.data()), before) << "and forward again";

    rebuild(collection.data(), edited, {}, {.kept_days = 0});
    EXPECT_EQ(collection.index_entries().size(), 2u) << "the live folder and the file that names it";
    EXPECT_THROW(go_back(collection.data(), collection.store, edited), Error) << "no previous index was kept";
}

TEST(Rebuild, KeepsThePreviousIndexForALimitedTime) {
    Collection collection(5);
    rebuild(collection.data(), collection.cues);
    const auto before = live(collection.data());
    rebuild(collection.data(), collection.cues);
    catch_up(collection.store, collection.cues, collection.data());
    EXPECT_TRUE(fs::exists(before));
    std::ofstream(collection.data() / "index/kept", std::ios::trunc) << before.filename().string() << " 1600000000\n";
    EXPECT_THROW(go_back(collection.data(), collection.store, collection.cues), Error);
    catch_up(collection.store, collection.cues, collection.data());
    EXPECT_FALSE(fs::exists(before));
    EXPECT_EQ(collection.index_entries().size(), 2u);
}

TEST(Rebuild, ManyStoriesAtOnceRebuildTheIndexAndFewDoNot) {
    Collection collection(5);
    rebuild(collection.data(), collection.cues);
    rebuild(collection.data(), collection.cues);
    const auto before = live(collection.data());
    const auto entries = collection.index_entries().size();
    const auto arrive = [&](int n) {
        collection.store.together([&] {
            for (; n > 0; --n) collection.kept.push_back(tests::put(collection.store, collection.stories.story()));
        });
    };
    arrive(100);
    EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 100u);
    EXPECT_EQ(live(collection.data()), before);
    arrive(1000);
    catch_up(collection.store, collection.cues, collection.data());
    EXPECT_NE(live(collection.data()), before);
    EXPECT_FALSE(fs::exists(before)) << "the new index contains everything in it";
    EXPECT_EQ(collection.index_entries().size(), entries) << "the index kept earlier stays";
    const auto proof = prove(collection.store, collection.cues, live(collection.data()));
    EXPECT_TRUE(proof.equal());
    EXPECT_EQ(proof.stories, collection.indexed());
    EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 0u);
}

TEST(Rebuild, WithdrawnWordsAreInNoKeptIndex) {
    Collection collection(60);
    auto s = collection.stories.story();
    s.text += " zqxtokenbetavw";
    s.consent.uses = {Use::team};
    s = tests::put(collection.store, s);
    rebuild(collection.data(), collection.cues);
    rebuild(collection.data(), collection.cues);
    EXPECT_THROW(rebuild(collection.data(), collection.cues,
                         [&](const Progress& p) {
                             if (p.done == 61) throw Error(ErrorKind::temporary, "interrupted");
                         }),
                 Error);
    ASSERT_EQ(collection.index_entries().size(), 5u) << "live, kept and unfinished";
    collection.store.withdraw(s.id);
    catch_up(collection.store, collection.cues, collection.data());
    compact(collection.data());
    EXPECT_EQ(collection.index_entries().size(), 2u);
    EXPECT_FALSE(holds(collection.data() / "index", "qxtokenb"));
}

// The story is withdrawn after all parts are made and before the new index goes live.
TEST(Rebuild, WordsWithdrawnMeanwhileAreNotInTheNewIndex) {
    Collection collection(60);
    auto s = collection.stories.story();
    s.text += " zqxtokenbetavw";
    s.consent.uses = {Use::team};
    s = tests::put(collection.store, s);
    bool gone = false;
    rebuild(collection.data(), collection.cues);
    rebuild(collection.data(), collection.cues, [&](const Progress& p) {
        if (gone || std::string(p.step) != "Merging") return;
        gone = true;
        collection.store.withdraw(s.id);
        catch_up(collection.store, collection.cues, collection.data());
        compact(collection.data());
    });
    EXPECT_TRUE(gone);
    EXPECT_FALSE(holds(collection.data() / "index", "qxtokenb"));
    EXPECT_EQ(collection.index_entries().size(), 2u);
    EXPECT_TRUE(prove(collection.store, collection.cues, live(collection.data())).equal());
}

TEST(Rebuild, TheLiveIndexIsUpdatedMeanwhile) {
    Collection collection(30);
    rebuild(collection.data(), collection.cues);
    std::size_t followed = 0;
    rebuild(collection.data(), collection.cues, [&](const Progress& p) {
        if (p.done != 10 || followed) return;
        collection.kept.push_back(tests::put(collection.store, collection.stories.story()));
        followed = catch_up(collection.store, collection.cues, collection.data());
    });
    EXPECT_EQ(followed, 1u);
    EXPECT_TRUE(prove(collection.store, collection.cues, live(collection.data())).equal())
        << "the new index has the story too";
    EXPECT_EQ(Writer(live(collection.data())).revision(), collection.store.revision());
}

TEST(Rebuild, TheProofSeesEveryKindOfDifference) {
    Collection collection(40);
    rebuild(collection.data(), collection.cues);
    const auto folder = live(collection.data());
    const auto there = std::find_if(collection.kept.begin(), collection.kept.end(),
                                    [](const Story& s) { return !s.consent.uses.empty(); });
    const auto hidden = std::find_if(collection.kept.begin(), collection.kept.end(),
                                     [](const Story& s) { return s.consent.uses.empty(); });
    ASSERT_NE(there, collection.kept.end());
    Analyser analyser;
    const auto proof_after = [&](const std::function<void(Writer&)>& harm) {
        Writer writer(folder);
        const auto revision = writer.revision();
        harm(writer);
        writer.commit(revision, writer.edition());
        return prove(collection.store, collection.cues, folder);
    };
    const auto replaced = [&](Story s, std::vector<Coding> codings) {
        return [&, s = std::move(s), codings = std::move(codings)](Writer& w) {
            w.replace(s, analyser.analyse(s.text, s.language), analyser, codings);
        };
    };
    EXPECT_TRUE(proof_after([](Writer&) {}).equal());

    const auto good = settled_codings(collection.store, collection.cues, analyser, *there);
    auto changed = *there;
    changed.text += " more";
    EXPECT_FALSE(proof_after(replaced(changed, good)).equal()) << "other words";
    changed = *there;
    changed.year += 1;
    EXPECT_FALSE(proof_after(replaced(changed, good)).equal()) << "another year";
    changed = *there;
    changed.received_ms += 1;
    EXPECT_FALSE(proof_after(replaced(changed, good)).equal()) << "another value";
    Coding coding;
    coding.theme = "REL.TRUST";
    auto more = good;
    more.push_back(coding);
    more.push_back(coding);
    EXPECT_FALSE(proof_after(replaced(*there, more)).equal()) << "other codings";
    EXPECT_FALSE(proof_after([&](Writer& w) { w.remove(there->id); }).equal()) << "a story is missing";
    EXPECT_TRUE(proof_after(replaced(*there, good)).equal());
    changed = *there;
    changed.id = make_story_id(1);
    EXPECT_FALSE(proof_after(replaced(changed, good)).equal()) << "a story too many";
    EXPECT_TRUE(proof_after([&](Writer& w) { w.remove(changed.id); }).equal());
    if (hidden == collection.kept.end()) return;
    changed = *hidden;
    changed.consent.uses.add(Use::publish);
    const auto proof = proof_after(replaced(changed, {}));
    ASSERT_EQ(proof.differences.size(), 1u) << "a story that nobody may see";
    EXPECT_EQ(proof.differences[0].substr(0, 11), hidden->id);
    EXPECT_EQ(proof.differences[0].find("trust"), std::string::npos);
}

TEST(Rebuild, SweepRemovesLeftoversAndKeepsTheLiveIndex) {
    Collection collection(30);
    rebuild(collection.data(), collection.cues);
    const auto before = live(collection.data());
    {
        const auto other = FileLock::take(collection.data() / "index.lock", 0);
        ASSERT_TRUE(other);
        EXPECT_THROW(catch_up(collection.store, collection.cues, collection.data()), Error);
    }
    fs::create_directories(collection.data() / "index/7.new/parts/part0");
    fs::create_directories(collection.data() / "index/6");
    const auto entries = collection.index_entries().size();
    sweep(collection.data());
    EXPECT_EQ(live(collection.data()), before);
    EXPECT_EQ(collection.index_entries().size(), entries - 2);
    rebuild(collection.data(), collection.cues);
    EXPECT_NE(live(collection.data()), before);
}

// Whenever a rebuild is killed, the next start finds an index that equals the store.
TEST(Rebuild, KilledAtAnyMomentItLeavesAnIndexThatEqualsTheStore) {
    Collection collection(400);
    rebuild(collection.data(), collection.cues);
    for (useconds_t us = 1000; us < 1'500'000; us = us * 3 / 2) {
        const pid_t child = fork();
        if (child == 0) {
            try {
                rebuild(collection.data(), collection.cues);
            } catch (const std::exception& e) {
                std::fprintf(stderr, "%s\n", e.what());
                _exit(1);
            }
            _exit(0);
        }
        usleep(us);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE(fs::exists(live(collection.data())));
        EXPECT_TRUE(prove(collection.store, collection.cues, live(collection.data())).equal())
            << "killed after " << us << " us";
        EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 0u);
        // The live index and the previous one, each with the file that names it, and the unfinished one.
        EXPECT_LE(collection.index_entries().size(), 5u);
        if (!WIFEXITED(status)) continue;
        EXPECT_EQ(WEXITSTATUS(status), 0);
        return;  // the rebuild finished before the kill
    }
}

TEST(Compact, RemovesWithdrawnWordsFromTheDisk) {
    Collection collection(60);
    // A rare word, found by its middle, because terms are stored without the beginning they share with their
    // neighbours.
    auto s = collection.stories.story();
    s.text += " zqxtokenbetavw";
    s.consent.uses = {Use::team};
    s = tests::put(collection.store, s);
    rebuild(collection.data(), collection.cues);
    ASSERT_TRUE(holds(collection.data() / "index", "qxtokenb")) << "holds() finds the word while it is there";
    collection.store.withdraw(s.id);
    catch_up(collection.store, collection.cues, collection.data());
    const auto before = Writer(live(collection.data())).edition();
    compact(collection.data());
    EXPECT_FALSE(holds(collection.data() / "index", "qxtokenb"));
    EXPECT_EQ(Writer(live(collection.data())).edition(), before);
    EXPECT_TRUE(prove(collection.store, collection.cues, live(collection.data())).equal());
    EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 0u);
}

TEST(Compact, WorksOnAnEmptyIndex) {
    Collection collection(0);
    compact(collection.data());
    compact(collection.data());
    EXPECT_EQ(catch_up(collection.store, collection.cues, collection.data()), 0u);
}
