// The index follows the store step by step, through new stories, second readings, verdicts, consents, withdrawals,
// partnerships, new codebooks and restarts in any order; at the end it must equal what a rebuild from nothing gives.
// The order of events is random and comes from a seed, which a failure names.  The stories' references are the store's
// own and differ from run to run, so a fault that depends on them appears sooner or later.
#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "index/evidence/evidence.h"
#include "index/search/search.h"
#include "schemas/json/json.h"
#include "tests/bench/helpers/collection.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <memory>

namespace tangible {
namespace {

namespace fs = std::filesystem;
using bench::Random;

constexpr char first_edition[] = R"(
codebook: {id: follow, version: 1.0.0, language: en-GB, status: invented for a test}
groups:
- id: REL
  label: Relationships
  themes:
  - {id: REL.TRUST, label: Trust, definition: Trust grows or goes., cues: [trust, trusted each other], against: [lost trust, let us down], guards: [the trust], examples: [We built trust.], opposites: [COST.DONE]}
  - {id: REL.TIME, label: Time, definition: Unhurried time., cues: [cup of tea, kept turning up], near: [[kettle, dogs, 8]], examples: [She kept turning up.]}
- id: COST
  label: Costs
  themes:
  - {id: COST.DONE, label: Done to, definition: Things done to people., cues: [nobody asked us, tick-box], examples: [Nobody asked us.], opposites: [REL.TRUST]}
)";
// One theme is new, one is gone, and cues have changed.
constexpr char second_edition[] = R"(
codebook: {id: follow, version: 2.0.0, language: en-GB, status: invented for a test}
groups:
- id: REL
  label: Relationships
  themes:
  - {id: REL.TRUST, label: Trust, definition: Trust grows or goes., cues: [trust, honest conversation], against: [let us down], examples: [We built trust.], opposites: [COST.DONE]}
  - {id: REL.VOICE, label: Voice, definition: Being heard., cues: [listened to us, found my voice, you could have asked], examples: [They listened to us.], other_languages: {cy: {cues: [gwrando]}}}
- id: COST
  label: Costs
  themes:
  - {id: COST.DONE, label: Done to, definition: Things done to people., cues: [nobody asked us, took the credit], examples: [Nobody asked us.], opposites: [REL.TRUST]}
)";

/// One data folder, one sequence of random events.
class Walk {
public:
    Walk(const fs::path& data, std::uint64_t seed)
        : data_(data), random_(seed, 0), generator_(seed), store_(data, Store::Access::write) {
        turn_page();
    }

    void step() {
        struct Event {
            std::size_t weight;
            void (Walk::*happens)();
        };
        static constexpr Event events[] = {
            {30, &Walk::tell},    {8, &Walk::tell_again},     {18, &Walk::judge},           {12, &Walk::change_consent},
            {8, &Walk::withdraw}, {4, &Walk::read_otherwise}, {4, &Walk::name_partnership}, {2, &Walk::turn_page},
            {6, &Walk::restart},  {3, &Walk::compact},        {25, &Walk::follow},
        };
        static constexpr std::size_t all = [] {
            std::size_t sum = 0;
            for (const Event& e : events) sum += e.weight;
            return sum;
        }();
        std::size_t at = random_.below(all);
        for (const Event& e : events) {
            if (at < e.weight) return (this->*e.happens)();
            at -= e.weight;
        }
    }

    void follow() { index::catch_up(store_, *cues_, data_); }
    Store& store() { return store_; }
    const index::Cues& cues() const { return *cues_; }

private:
    void tell() { ids_.push_back(bench::put_story(store_, generator_, told_++)); }
    void tell_again() {
        if (told_ > 0) bench::put_story(store_, generator_, random_.below(told_));
    }
    void withdraw() {
        if (const StoryId* id = any()) store_.withdraw(*id);
    }
    void change_consent() {
        static constexpr Uses choices[] = {{},
                                           {Use::team},
                                           {Use::team, Use::count},
                                           {Use::team, Use::count, Use::publish, Use::quote},
                                           {Use::team, Use::count, Use::research}};
        const StoryId* id = any();
        if (id && store_.story(*id, Use::own))
            store_.set_consent(*id, {"story-form/1", random_.one_of(choices), 1'700'000'000'000});
    }
    void judge() {
        const StoryId* id = any();
        const auto story = id ? store_.story(*id, Use::own) : std::nullopt;
        if (!story) return;
        index::Analyser analyser;
        const auto codings = index::settled_codings(store_, *cues_, analyser, *story);
        Decision d;
        d.story = *id, d.coder = "coder", d.edition = cues_->codebook().edition,
        d.decided_ms = 1'700'000'000'000 + static_cast<std::int64_t>(told_);
        if (codings.empty() || random_.below(4) == 0) {
            d.theme = "REL.TRUST", d.verdict = Verdict::added,
            d.span = {0, static_cast<std::uint32_t>(story->text.find(' '))};
        } else {
            const Coding& c = codings[random_.below(codings.size())];
            d.theme = c.theme, d.verdict = random_.below(2) ? Verdict::accepted : Verdict::rejected, d.span = c.span,
            d.polarity = c.polarity;
        }
        d.quote = cut(story->text, d.span);
        store_.note(d);
    }
    /// Reads a submission again, as a better reader might later: it gives other stories, one or two.
    void read_otherwise() {
        const StoryId* id = any();
        const auto story = id ? store_.story(*id, Use::own) : std::nullopt;
        if (!story) return;
        std::vector<Story> now(1 + random_.below(2), *story);
        for (std::size_t k = 0; k < now.size(); ++k) {
            now[k].ordinal = static_cast<std::uint32_t>(k);
            now[k].text = generator_.story(random_.below(10'000)).text;
        }
        store_.read_again(story->submission);
        store_.put_stories(story->submission, now);
        ids_.push_back(store_.stories_of(story->submission).back());
    }
    void name_partnership() {
        const std::string id = "partnership-" + std::to_string(random_.zipf(300));
        store_.put_partnership(
            Partnership{id, "Partnership named " + std::to_string(told_), "", 2016, 0, "", {{"Someone", "council"}}});
    }
    void turn_page() {
        cues_ =
            std::make_unique<index::Cues>(read_codebook(++page_ % 2 ? first_edition : second_edition, "edition.yaml"));
    }
    void restart() { store_ = Store(data_, Store::Access::write); }
    void compact() {
        follow();
        index::compact(data_);
    }
    const StoryId* any() { return ids_.empty() ? nullptr : &ids_[random_.below(ids_.size())]; }

    fs::path data_;
    Random random_;
    bench::Generator generator_;
    Store store_;
    std::unique_ptr<index::Cues> cues_;
    std::vector<StoryId> ids_;
    std::size_t told_ = 0, page_ = 0;
};

constexpr const char* questions[] = {
    "",
    "garden",
    "kitchen survey",
    "\"cup of tea\"",
    "trust",
    "theme:rel.trust",
    "theme:rel",
    "theme:rel.time",
    "kettle NEAR/8 dogs",
    "council -tea",
    "year:2018..2021",
    "partner:council",
    "lang:cy",
    "pobl",
    "sąsiadka",
    "sasiadka",
    "place:place-1",
    "partnership:partnership-2",
    "upp*",
    "co production",
    "gardne",
    "nothingofthekind",
};

/// Returns all that anyone can see of an index: results, matches and evidence, as text.
std::vector<std::string> seen(const fs::path& data, Store& store, const Codebook& codebook) {
    std::vector<std::string> all;
    index::Searcher searcher(data, store, codebook);
    for (const Use use : {Use::team, Use::count, Use::publish})
        for (const char* words : questions)
            for (const bool confirmed : {false, true}) {
                Query query(use);
                query.words = words;
                query.confirmed_only = confirmed;
                query.limit = 30;
                all.push_back(std::string(name(use)) + " " + words + ": " + to_json(searcher.search(query)));
            }
    for (const Theme& theme : codebook.themes)
        for (const bool confirmed : {false, true}) {
            Evidence evidence = index::evidence(searcher, codebook, theme.id, confirmed, Use::count);
            evidence.as_of_ms = 0;
            all.push_back(theme.id + ": " + to_json(evidence));
        }
    return all;
}

void expect_same(const std::vector<std::string>& followed, const std::vector<std::string>& rebuilt) {
    ASSERT_EQ(followed.size(), rebuilt.size());
    for (std::size_t k = 0; k < followed.size(); ++k) {
        if (followed[k] == rebuilt[k]) continue;
        const auto at =
            static_cast<std::size_t>(std::ranges::mismatch(followed[k], rebuilt[k]).in1 - followed[k].begin());
        const std::size_t from = at > 120 ? at - 120 : 0;
        ADD_FAILURE() << followed[k].substr(0, 40) << "... followed: ..." << followed[k].substr(from, 240)
                      << "...\n   rebuilt: ..." << rebuilt[k].substr(from, 240);
    }
}

class Follow : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Follow, gives_the_same_index_as_a_rebuild) {
    const bench::Folder folder{{}};
    const fs::path live = folder.path() / "live", fresh = folder.path() / "fresh";
    Walk walk(live, GetParam());
    for (int k = 0; k < 220; ++k) walk.step();
    walk.follow();
    ASSERT_GT(walk.store().live().size(), 20u);

    const index::Proof proof = index::prove(walk.store(), walk.cues(), index::live(live));
    EXPECT_TRUE(proof.equal()) << testing::PrintToString(proof.differences);
    EXPECT_GT(proof.stories, 20u);
    EXPECT_EQ(index::catch_up(walk.store(), walk.cues(), live), 0u) << "there must be nothing left to apply";

    fs::copy(live, fresh, fs::copy_options::recursive);
    fs::remove_all(fresh / "index");
    index::rebuild(fresh, walk.cues());
    Store copy(fresh, Store::Access::write);
    expect_same(seen(live, walk.store(), walk.cues().codebook()), seen(fresh, copy, walk.cues().codebook()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Follow, testing::Values(1, 2, 3, 4, 5));

// The controls: the checks on which the test above relies can tell a wrong index from a right one.
class FollowControl : public testing::Test {
protected:
    FollowControl() : walk(folder.path(), 9) {
        for (int k = 0; k < 60; ++k) walk.step();
        walk.follow();
        countable = walk.store().stories(Use::count).at(0);
    }
    bool proved() { return index::prove(walk.store(), walk.cues(), index::live(folder.path())).equal(); }
    std::vector<std::string> seen_now() { return seen(folder.path(), walk.store(), walk.cues().codebook()); }
    /// Does `work` on the index that the store does not ask for, and marks the index as up to date.
    template <class Work> void tamper(Work&& work) {
        index::Writer writer(index::live(folder.path()));
        work(writer);
        writer.commit(walk.store().revision(), writer.edition());
    }

    bench::Folder folder{{}};
    Walk walk;
    StoryId countable;
};

TEST_F(FollowControl, a_missing_story_is_noticed) {
    ASSERT_TRUE(proved());
    const auto before = seen_now();
    tamper([&](index::Writer& writer) { writer.remove(countable); });
    EXPECT_FALSE(proved());
    EXPECT_NE(before, seen_now());
}

TEST_F(FollowControl, a_withdrawal_that_was_skipped_is_noticed) {
    walk.store().withdraw(countable);
    tamper([](index::Writer&) {});
    EXPECT_FALSE(proved());
    index::rebuild(folder.path(), walk.cues());
    EXPECT_TRUE(proved());
}

TEST_F(FollowControl, wrong_codings_are_noticed) {
    tamper([&](index::Writer& writer) {
        index::Analyser analyser;
        const Story story = *walk.store().story(countable, Use::team);
        Coding invented;
        invented.theme = "REL.TRUST", invented.span = {1, 2}, invented.verdict = Verdict::accepted;
        writer.replace(story, analyser.analyse(story.text, story.language), analyser, {invented});
    });
    EXPECT_FALSE(proved());
}

}  // namespace
}  // namespace tangible
