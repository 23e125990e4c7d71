// Checks overlap against counts by hand, fingerprints against what they promise, and both against texts that others
// wrote and measured (duplicates.jsonl, neardup).  TANGIBLE_SHOW=1 prints each pair whose measure differs.
#include "index/document/terms.h"
#include "index/words/likeness.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/documents.h"
#include "ingest/text/normalise.h"
#include "tests/index/collection.h"
#include "tests/ingest/sets.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>

namespace tangible::index {
namespace {

using nlohmann::json;
using Hashes = std::vector<std::uint64_t>;

Hashes shingles_of(const std::string& text) {
    static Analyser analyser;
    return shingles(analyser.analyse(text, "en"), analyser);
}
Overlap overlap_of(const std::string& a, const std::string& b) { return overlap(shingles_of(a), shingles_of(b)); }

bool meet(const Hashes& a, const Hashes& b) {
    const auto one = fingerprints(a), other = fingerprints(b);
    Hashes both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    return !both.empty();
}

std::string some_words(std::mt19937_64& random, std::size_t n) {
    std::string out;
    for (; n > 0; --n) out += "w" + std::to_string(random() % 2'000) + " ";
    return out;
}

TEST(Likeness, is_measured_in_runs_of_five_words) {
    const struct {
        const char *a, *b;
        Overlap expected;
    } rows[] = {
        {"", "", {0, 0}},
        {"", "We met.", {0, 0}},
        {"We met.", "we MET", {1, 0}},
        {"We met.", "We met again.", {0, 0}},
        {"One two three four five", "one, two: three; four – five!", {1, 0}},
        {"one two three four five six", "one two three four five seven", {1.0 / 3, 0}},
        {"Łódź co-production began over tea there", "łodz coproduction began over tea there", {1, 0}},
        {"one two three four five six seven eight nine ten",
         "nought one two three four five six seven eight nine ten",
         {6.0 / 7, 1}},
        {"one two three four five six seven eight nine ten",
         "ten nine eight seven six five four three two one",
         {0, 0}},
    };
    for (const auto& row : rows) {
        const auto o = overlap_of(row.a, row.b), back = overlap_of(row.b, row.a);
        EXPECT_NEAR(o.jaccard, row.expected.jaccard, 1e-9) << row.a << " / " << row.b;
        EXPECT_NEAR(o.contained, row.expected.contained, 1e-9) << row.a << " / " << row.b;
        EXPECT_EQ(o, back);
    }
}

TEST(Likeness, never_misses_a_long_common_run) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 50; ++i) {
        const auto run = some_words(random, fingerprint_window + 4);
        const auto a = some_words(random, random() % 400) + run + some_words(random, random() % 400);
        const auto b = some_words(random, random() % 4'000) + run + some_words(random, random() % 4'000);
        EXPECT_TRUE(meet(shingles_of(a), shingles_of(b))) << i;
    }
}

// About one word in fifteen differs, so about half of the shingles stay the same.
TEST(Likeness, seldom_misses_a_story_told_again_with_other_words) {
    std::mt19937_64 random(2);
    int alike = 0, met = 0;
    for (int i = 0; i < 400; ++i) {
        std::string a, b;
        for (std::size_t n = 20 + random() % 600; n > 0; --n) {
            const auto word = some_words(random, 1);
            a += word;
            b += random() % 15 ? word : some_words(random, 1);
        }
        const auto one = shingles_of(a), other = shingles_of(b);
        if (!worth_asking(overlap(one, other))) continue;
        ++alike;
        met += meet(one, other);
    }
    ASSERT_GT(alike, 100);
    EXPECT_GE(met, alike * 99 / 100);
}

TEST(Likeness, keeps_few_fingerprints_of_any_text) {
    std::mt19937_64 random(3);
    EXPECT_TRUE(fingerprints({}).empty());
    EXPECT_EQ(fingerprints(shingles_of("We met.")).size(), 1u);
    EXPECT_LE(fingerprints(shingles_of(some_words(random, 500))).size(), 30u);
    EXPECT_LE(fingerprints(shingles_of(some_words(random, 100'000))).size(), max_fingerprints);
    std::string same;
    for (int i = 0; i < 5'000; ++i) same += "no ";
    EXPECT_EQ(fingerprints(shingles_of(same)).size(), 1u);
}

// ---- in a collection ----

const std::string told = "We met in the hall on Tuesdays until the council gave us the keys, and nobody wrote minutes.";

TEST(Alike, are_stories_that_the_team_may_read_and_nobody_marked_as_distinct) {
    Collection c;
    const auto one = c.add(open_story(told));
    const auto again = c.add(open_story("WE MET in the hall on Tuesdays until the council gave us the keys."));
    const auto quoted = c.add(open_story("A neighbour wrote this to me last winter. " + told +
                                         " I keep it on my wall, "
                                         "and I read it to all who ask how this began and why we still come here."));
    c.add(open_story("The allotment by the river is another matter altogether, with other people in it."));
    auto counted_only = open_story(told);
    counted_only.consent.uses = Uses{Use::count};
    c.add(counted_only);
    c.commit();
    auto searcher = c.searcher();
    auto found = searcher.alike(one.id);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].story, again.id);
    EXPECT_EQ(found[1].story, quoted.id);
    EXPECT_EQ(found[1].overlap.contained, 1);
    c.store.note_apart(again.id, one.id, "ana", 5);
    c.store.withdraw(quoted.id);
    EXPECT_TRUE(searcher.alike(one.id).empty());
}

TEST(Alike, cannot_be_found_by_typing_a_fingerprint) {
    Collection c;
    c.add(open_story(told));
    c.commit();
    const auto term = terms::fingerprint(fingerprints(shingles_of(told)).front());
    auto searcher = c.searcher();
    for (const auto& words : {term, term.substr(0, 3) + "*", "X" + term, "\"" + term + "\"", "lang:" + term})
        EXPECT_EQ(searcher.search(asking(words)).stories, 0u) << words;
}

// ---- texts of others ----

/// The text that the manifests measure: the plain text of a mail, or that of its HTML; the whole of any other file.
std::string body_of(const std::string& name) {
    const auto bytes = ingest::content(ingest::inputs() / name);
    if (!ingest::looks_like_mail(bytes)) return ingest::normal(bytes).text;
    const auto letter = ingest::letter(bytes);
    return ingest::normal(letter.text.empty() ? ingest::text_of_html(letter.html) : letter.text).text;
}

TEST(Likeness, agrees_with_what_others_measured) {
    std::ifstream lines(ingest::inputs() / "duplicates.jsonl");
    if (!lines) GTEST_SKIP() << "the real inputs are absent";
    int rows = 0, agree = 0, alike = 0, met = 0, clusters = 0, whole = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto row = json::parse(line);
        const auto relation = row["relation"].get<std::string>();
        const bool measured = relation == "body_text_jaccard5";
        if (!measured && !relation.starts_with("body_text_cluster")) continue;
        if (line.find("#row") != line.npos) continue;  // of a table, which is not read here
        std::vector<Hashes> texts;
        for (const auto& file : row["files"]) texts.push_back(shingles_of(body_of(file)));
        for (std::size_t i = 1; i < texts.size(); ++i) {
            const auto o = overlap(texts[i - 1], texts[i]);
            const bool near = measured ? std::abs(o.jaccard - row["jaccard"].get<double>()) <= 0.1 : o.jaccard >= 0.8;
            (measured ? rows : clusters) += 1;
            (measured ? agree : whole) += near;
            if (worth_asking(o)) ++alike, met += meet(texts[i - 1], texts[i]);
            if (!near && std::getenv("TANGIBLE_SHOW")) std::cout << o.jaccard << " not " << line << '\n';
        }
    }
    std::cout << "duplicates: " << agree << " of " << rows << " pairs measure the same, " << whole << " of " << clusters
              << " cluster pairs are alike; of " << alike << " alike pairs " << met << " share a fingerprint\n";
    EXPECT_GE(agree, rows - 4);  // they chose other bodies in mails with several texts or with old line ends
    EXPECT_GE(whole, clusters - 2);
    ASSERT_GT(alike, 20);
    EXPECT_EQ(met, alike);
}

TEST(Likeness, tells_reused_texts_from_unrelated_ones) {
    std::ifstream lines(ingest::inputs() / "neardup/expect.jsonl");
    if (!lines) GTEST_SKIP() << "the real inputs are absent";
    for (std::string line; std::getline(lines, line);) {
        const auto row = json::parse(line);
        const auto a = shingles_of(body_of("neardup/" + row["input"].get<std::string>()));
        const auto b = shingles_of(body_of("neardup/" + row["expect"]["other"].get<std::string>()));
        const auto o = overlap(a, b);
        std::cout << row["expect"]["relation"] << ": jaccard " << o.jaccard << ", contained " << o.contained
                  << (meet(a, b) ? ", meet\n" : ", do not meet\n");
        if (row["expect"]["relation"] == "unrelated")
            EXPECT_FALSE(worth_asking(o)) << line;
        else
            EXPECT_TRUE(meet(a, b)) << line;
    }
}

}  // namespace
}  // namespace tangible::index
