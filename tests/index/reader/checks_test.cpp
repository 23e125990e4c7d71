// Damage to the index: whichever bytes of its files change, a question is answered as before or refused.
#include "index/building/catch_up.h"
#include "index/building/index.h"
#include "index/building/rebuild.h"
#include "index/evidence/evidence.h"
#include "index/reader/checks.h"
#include "index/search/search.h"
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "tests/index/stories.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Damage : testing::Test {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    Codebook book = tests::small_codebook("1");
    Cues cues{book};
    std::mt19937 random{5};

    Damage() {
        tests::InventedStories stories(3);
        for (int i = 0; i < 60; ++i) {
            auto story = stories.story();
            story.consent.uses = {Use::team, Use::count};
            tests::put(store, story);
            if (i % 20 == 19) catch_up(store, cues, folder.path());
        }
    }
    fs::path index() const { return live(folder.path()); }

    /// The answers to some questions.
    std::string answers() {
        Searcher searcher(folder.path(), store, book);
        std::string out;
        for (const char* words :
             {"", "trust", "\"let us down\"", "year:2000..2030 trust OR tea", "theme:rel.trust", "caf*"}) {
            Query query(Use::team);
            query.words = words;
            query.limit = 100;
            out += to_json(searcher.search(query)) + "\n";
        }
        return out;
    }
    /// Changes a few random bytes of one file, or cuts off its end; returns the name of the file.
    std::string damage() {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(index()))
            if (entry.path().filename() != "flintlock" && fs::file_size(entry.path()) > 0)
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        const auto file = files[random() % files.size()];
        auto bytes = content(file);
        if (random() % 10 == 0)
            bytes.resize(random() % bytes.size());
        else
            for (auto left = 1 + random() % 4; left > 0; --left)
                bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        return file.filename();
    }
};

// TANGIBLE_SEEDS sets the number of trials.
TEST_F(Damage, NeverGivesAnotherAnswer) {
    const char* wanted = std::getenv("TANGIBLE_SEEDS");
    const int seeds = wanted ? std::atoi(wanted) : 300;
    const auto right = answers();
    const tests::Folder spare;
    fs::copy(index(), spare.path() / "whole");
    int refused = 0;
    for (int seed = 0; seed < seeds; ++seed) {
        const auto file = damage();
        try {
            EXPECT_EQ(answers(), right) << "seed " << seed << " in " << file;
        } catch (const Error& e) {
            EXPECT_TRUE(e.kind == ErrorKind::storage || e.kind == ErrorKind::temporary) << e.what();
            ++refused;
        }
        const auto place = index();
        fs::remove_all(place);
        fs::copy(spare.path() / "whole", place);
    }
    EXPECT_GT(refused, seeds * 9 / 10) << "few bytes are never read";
    EXPECT_EQ(answers(), right) << "a copy of the index is as good";
}

TEST_F(Damage, IsNoticedAndTheIndexRebuilt) {
    const auto right = answers();
    for (int seed = 0; seed < 10; ++seed) {
        damage();
        catch_up(store, cues, folder.path());
        EXPECT_EQ(answers(), right);
        const auto file = damage();
        EXPECT_TRUE(repair(store, cues, folder.path()) || file == "checks") << file;
        EXPECT_EQ(answers(), right);
    }
    EXPECT_FALSE(repair(store, cues, folder.path())) << "nothing is damaged";
}

TEST_F(Damage, IsNotSeenInACopyOfTheFiles) {
    const tests::Folder other;
    fs::copy(index(), other.path() / "copy");
    EXPECT_TRUE(Checks().unharmed(other.path() / "copy"));
    fs::remove(other.path() / "copy/checks");
    EXPECT_TRUE(Checks().unharmed(other.path() / "copy")) << "an index without checks counts as unharmed";
}

}  // namespace
}  // namespace tangible::index
