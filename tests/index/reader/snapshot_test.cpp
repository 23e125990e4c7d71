// A snapshot that was updated from an earlier one equals one made from the whole index.
#include "index/document/fields.h"
#include "index/reader/snapshot.h"
#include "tests/bench/helpers/random.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>
#include <xapian.h>

namespace tangible::index {
namespace {

Story story(bench::Random& random) {
    Story s;
    s.text = "We met " + std::to_string(random.below(5)) + " times.";
    for (std::size_t n = random.below(20); n > 0; --n) s.text += " And again.";
    s.language = "en";
    s.place = "Place " + std::to_string(random.below(9));
    s.partnership = random.below(2) ? "p" + std::to_string(random.below(4)) : "";
    s.year = random.below(3) ? 2010 + static_cast<int>(random.below(6)) : 0;
    s.received_ms = 1'700'000'000'000 + static_cast<std::int64_t>(random.below(1000));
    for (auto use : all_uses)
        if (use != Use::own && random.below(2)) s.consent.uses.add(use);
    return s;
}

/// Everything that a snapshot records about one story, as text.
std::string said(const Snapshot& s, DocId doc) {
    std::string out;
    for (auto use : all_uses) out += s.visible.at(use).stories.has(doc) ? "1" : "0";
    if (out == "000000") return "hidden";
    for (const auto& [prefix, columns] : s.columns)
        for (auto value : columns.of(doc)) out += " " + prefix + columns.values()[value];
    const auto& n = s.numbers;
    for (const double number : {n.year[doc], n.received_ms[doc], n.opened[doc], n.reference[doc]})
        out += " " + std::to_string(number);
    return out + " " + std::to_string(n.words[doc]);
}

void expect_equal(const Snapshot& followed, const Snapshot& whole) {
    ASSERT_EQ(followed.numbers.words.size(), whole.numbers.words.size());
    EXPECT_EQ(followed.commits, whole.commits);
    for (DocId doc = 0; doc < whole.numbers.words.size(); ++doc) EXPECT_EQ(said(followed, doc), said(whole, doc));
    for (auto use : all_uses) {
        const auto &mine = followed.visible.at(use), &theirs = whole.visible.at(use);
        EXPECT_EQ(mine.stories.docs(), theirs.stories.docs());
        EXPECT_EQ(mine.average_length, theirs.average_length);
        EXPECT_EQ(mine.newest_ms, theirs.newest_ms);
        for (const auto& [prefix, columns] : followed.columns) {
            std::map<std::string, std::uint32_t> counts, right;
            const auto fill = [&](auto& to, const Columns& c) {
                const auto all = c.counts(theirs.stories.docs());
                for (std::size_t i = 0; i < all.size(); ++i)
                    if (all[i] > 0) to[c.values()[i]] = all[i];
            };
            fill(counts, columns), fill(right, whole.columns.at(prefix));
            EXPECT_EQ(counts, right) << prefix;
        }
    }
}

TEST(Snapshot, FollowsEveryCommit) {
    Collection c;
    bench::Random random(11, 0);
    std::vector<Story> told;
    Snapshots followed;
    for (int commit = 0; commit < 60; ++commit) {
        // Sometimes there are more commits than are kept, or none, between two snapshots.
        const auto commits = commit % 20 == 19 ? 40 : random.below(4);
        for (std::size_t n = commits; n > 0; --n) {
            for (std::size_t k = random.below(4); k > 0; --k) {
                if (told.empty() || random.below(3) == 0) {
                    told.push_back(c.add(story(random)));
                    continue;
                }
                auto changed = story(random);
                auto& s = told[random.below(told.size())];
                changed.id = s.id;
                c.index(s = changed, {});
            }
            c.commit();
        }
        const Xapian::Database db(live(c.dir).string());
        Snapshots fresh;
        expect_equal(*followed.of(db), *fresh.of(db));
        if (testing::Test::HasFailure()) return;
    }
    EXPECT_GT(told.size(), 50u);
}

TEST(Snapshot, IsSharedWhileNothingChanges) {
    Collection c;
    bench::Random random(3, 0);
    c.add(story(random));
    c.commit();
    Snapshots snapshots;
    const Xapian::Database db(live(c.dir).string());
    const auto first = snapshots.of(db);
    EXPECT_EQ(snapshots.of(db), first);
    c.commit();
    const Xapian::Database later(live(c.dir).string());
    EXPECT_NE(snapshots.of(later), first);
    EXPECT_THROW(snapshots.of(db), Xapian::DatabaseModifiedError) << "a later state has been seen already";
}

}  // namespace
}  // namespace tangible::index
