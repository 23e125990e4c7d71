#include "index/codebook/candidates.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

class TheCandidates : public testing::Test {
protected:
    void tell(const std::string& partnership, const std::string& text, const std::string& language = "en",
              std::vector<Coding> standing = {}) {
        Story s;
        s.id = "story " + std::to_string(++told), s.partnership = partnership, s.text = text;
        candidates.add(s, analyser.analyse(text, language), analyser, standing);
    }

    /// Many stories of two partnerships: about an allotment, about a choir, and about nothing in particular.
    void tell_many() {
        for (int i = 0; i < 6; ++i) {
            const auto p = i % 2 ? "one" : "two";
            const auto n = std::to_string(i);
            tell(p, "The allotment grew onions and beans beside the railway number" + n + ".");
            tell(p, "We sang in the choir with tenors and basses and a piano number" + n + ".");
            for (const char* day : {"Wednesday", "Saturday", "Easter"})
                tell(p, day + n + " came and everybody waited for something to begin.");
        }
    }

    static const CandidatePassage& only_of(const std::vector<Candidate>& all, const std::string& word) {
        for (const auto& c : all)
            if (std::find(c.words.begin(), c.words.end(), word) != c.words.end()) return c.passages.at(0);
        throw std::out_of_range(word);
    }

    Candidates candidates;
    Analyser analyser;
    int told = 0;
};

TEST_F(TheCandidates, are_passages_that_share_words) {
    tell_many();
    const auto all = candidates.groups();
    EXPECT_NE(only_of(all, "allotment").quote.find("onions"), std::string::npos);
    EXPECT_NE(only_of(all, "choir").quote.find("piano"), std::string::npos);
    for (const auto& c : all) {
        EXPECT_GE(c.stories, Candidates::least_stories);
        EXPECT_LE(c.passages.size(), Candidates::most_passages);
        for (std::size_t i = 1; i < c.passages.size(); ++i) EXPECT_NE(c.passages[0].story, c.passages[i].story);
    }
}

TEST_F(TheCandidates, are_the_same_each_time) {
    tell_many();
    const auto once = candidates.groups(), again = candidates.groups();
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(once[i].words, again[i].words);
}

TEST_F(TheCandidates, leave_out_what_is_tagged_but_not_what_was_rejected) {
    const std::string text = "The allotment grew onions and beans beside the railway.";
    Coding c;
    c.span = {0, static_cast<std::uint32_t>(text.size())};
    tell("one", text, "en", {c});
    EXPECT_EQ(candidates.untagged(), 0u);
    c.verdict = Verdict::rejected;
    tell("one", text, "en", {c});
    EXPECT_EQ(candidates.untagged(), 1u);
    EXPECT_EQ(candidates.sentences(), 2u);
}

TEST_F(TheCandidates, stay_within_a_language) {
    for (int i = 0; i < 8; ++i) {
        tell("one", "The festival festival brought piano music to the wintry station.");
        tell("one", "Na festiwalu grali muzykę z piano oraz skrzypce wieczorem.", "pl");
    }
    for (const auto& c : candidates.groups())
        for (const auto& p : c.passages) EXPECT_EQ(p.quote.starts_with("Na "), c.language == "pl");
}

TEST_F(TheCandidates, are_none_without_enough_text) {
    EXPECT_TRUE(candidates.groups().empty());
    tell("one", "");
    tell("one", "Two words.");
    EXPECT_TRUE(candidates.groups().empty());
}

}  // namespace
}  // namespace tangible::index
