#include "index/question/synonyms.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

const char* const cue_book =
    R"(codebook: {id: cues, version: 1.0.0, language: en-GB, status: draft, notice: Invented.}
sources:
  BOOK: {cite: "A book, 2020", where: "https://example.org/book"}
groups:
- id: REL
  label: Relationships
  about: How people got on.
  themes:
  - id: REL.TRUST
    label: Trust
    definition: Confidence.
    cues: [good faith, kept their word, relied on each other whatever came, housing trust worker, handshake]
    against: [mistrust, let us down]
    near: [[trust, grew, 4]]
    guards: [housing trust]
    examples: [They kept their word.]
    sources: [BOOK]
    other_languages:
      cy: {cues: [cadw eu gair, ffydd dda]}
)";

class Widened : public testing::Test {
protected:
    Widened() : book(read_codebook(cue_book, "cues.yaml")) {
        for (const auto* text : {"It was done in good faith.", "They kept their word.", "A handshake was enough.",
                                 "A housing trust worker came.", "There was mistrust."})
            c.add(open_story(text));
        c.add(open_story("Ffydd dda.", "cy"));
        c.commit();
    }
    Results search(const std::string& words, bool synonyms = true) {
        Searcher searcher(c.dir, c.store, book);
        auto q = asking(words);
        q.synonyms = synonyms;
        return searcher.search(q);
    }
    Collection c;
    Codebook book;
};

TEST_F(Widened, ACueAlsoFindsThePlainCuesOfItsThemeAndWeighsThemLess) {
    const auto r = search("good faith");
    ASSERT_EQ(r.stories, 3u);
    EXPECT_NE(r.hits[0].snippet.text.find("good faith"), std::string::npos)
        << "the story with the typed words comes first";
    EXPECT_GT(r.hits[0].weight, r.hits[1].weight);
    EXPECT_GT(r.hits[2].weight, 0);
    ASSERT_EQ(r.widened.size(), 1u);
    EXPECT_EQ(r.widened[0].words, "good faith");
    EXPECT_EQ(r.widened[0].theme, "REL.TRUST");
    EXPECT_EQ(r.widened[0].also, (std::vector<std::string>{"kept their word", "handshake"}))
        << "no long or guarded cue, and none of the other polarity, with NEAR or in another language";
    EXPECT_FALSE(r.hits[2].snippet.marks.empty()) << "the other cue is marked in the snippet";
}

TEST_F(Widened, OnlyForPlainWordsThatMatchACue) {
    const struct {
        const char* words;
        unsigned stories, widened;
    } rows[] = {{"good faith", 3, 1},         {"\"good faith\"", 1, 0},       {"faith", 1, 0},
                {"Hand-shake", 3, 1},         {"Handshakes", 3, 1},           {"mistrust", 1, 1},
                {"ffydd dda", 1, 1},          {"-handshake", 5, 0},           {"good NEAR faith", 1, 0},
                {"done in good faith", 1, 1}, {"housing trust worker", 4, 1}, {"handshake OR mistrust", 4, 2}};
    for (const auto& row : rows) {
        const auto r = search(row.words);
        EXPECT_EQ(r.stories, row.stories) << row.words;
        EXPECT_EQ(r.widened.size(), row.widened) << row.words;
        for (const auto& w : search(row.words, false).widened)
            EXPECT_FALSE(w.looked_for) << "without synonyms the theme is only named";
    }
    EXPECT_EQ(search("Hand-shake").widened.at(0).words, "Hand-shake") << "the words as they were typed";
    EXPECT_EQ(search("good faith", false).stories, 1u);
}

TEST_F(Widened, ByAtMostTwoCuesOfAQuestion) {
    EXPECT_EQ(search("handshake OR \"x\" OR handshake OR \"x\" OR handshake").widened.size(), 2u);
}

}  // namespace
}  // namespace tangible::index
