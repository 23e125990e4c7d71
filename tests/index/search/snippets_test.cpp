#include "index/document/terms.h"
#include "index/search/snippets.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/utf8.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible::index {
namespace {

class Snippets : public testing::Test {
protected:
    Analyser analyser;

    Snippet of(const std::string& text, std::initializer_list<const char*> words, const std::string& language = "en",
               std::size_t letters = 200) {
        std::set<std::string> marked;
        for (const auto* w : words) marked.insert(terms::stem(analyser.stem_of(w, language)));
        return snippet(text, language, marked, analyser, {}, letters);
    }
    static std::string marks(const Snippet& s) {
        std::string out;
        for (auto m : s.marks) out += "[" + std::string(cut(s.text, m)) + "]";
        return out;
    }
};

const std::string filler = "It rained all week and nobody said much. We sat and drank tea and looked at the hill. ";

TEST_F(Snippets, ShowTheBestPassageOfTheText) {
    std::string text = "The council wrote once. ";
    for (int i = 0; i < 6; ++i) text += filler;
    text += "Then the councils and the gardeners trusted each other. ";
    for (int i = 0; i < 6; ++i) text += filler;
    text += "Trust came late.";
    const auto s = of(text, {"council", "trust"});
    EXPECT_EQ(marks(s), "[councils][trusted]");
    EXPECT_TRUE(s.text.starts_with("Then the councils"));
    EXPECT_EQ(s.text, cut(text, s.span));
    EXPECT_LE(s.text.size(), 220u);
    EXPECT_TRUE(s.text.ends_with("."));
}

TEST_F(Snippets, MarkNeighboursAsOne) {
    const auto s = of("The co-production group was built on trust.", {"coproduction", "group", "trust"});
    EXPECT_EQ(marks(s), "[co-production group][trust]");
}

TEST_F(Snippets, MarkAHyphenatedWordForAStemOfItsParts) {
    EXPECT_EQ(marks(of("A community-funded shed.", {"funded"})), "[community-funded]");
}

TEST_F(Snippets, MarkAHyphenatedWordForAPartAsWritten) {
    const auto s = snippet("We sat. A co-production of all.", "cy", {"production"}, analyser);
    EXPECT_EQ(marks(s), "[co-production]");
}

TEST_F(Snippets, WithoutMarksAreTheBeginningOfTheText) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += filler;
    const auto s = of(text, {"absent"});
    EXPECT_EQ(s.span.begin, 0u);
    EXPECT_TRUE(s.marks.empty());
    EXPECT_GT(s.text.size(), 80u);
    EXPECT_LE(s.text.size(), 220u);
}

TEST_F(Snippets, BeginWithThePassageAskedFor) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += filler;
    const auto at = static_cast<std::uint32_t>(text.size());
    text += "Here is the passage. " + filler + filler;
    EXPECT_TRUE(snippet(text, "en", {}, analyser, {at, at + 20}).text.starts_with("Here is the passage."));
}

TEST_F(Snippets, CutALongSentenceBetweenWords) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "word" + std::to_string(i) + (i == 150 ? " trust " : " ");
    text.pop_back();
    const auto s = of(text, {"trust"});
    EXPECT_EQ(marks(s), "[trust]");
    EXPECT_LE(s.text.size(), 200u);
    EXPECT_EQ(text[s.span.begin - 1], ' ');
    EXPECT_EQ(text[s.span.end], ' ');
}

TEST_F(Snippets, CountLettersNotBytes) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += "حديقة الحي والثقة ";
    const auto s = of(text, {"حديقة"}, "ar");
    EXPECT_GT(s.text.size(), 250u);
    EXPECT_LE(code_points(s.text), 210u);
}

TEST_F(Snippets, StayWithinAnyText) {
    std::mt19937 random(3);
    const std::string pieces[] = {"trust", "café", "الثقة", "co-",  "‑production", " ", " ",         ". ",
                                  "\n",    "…",    "'",     "信頼", "x",           "9", "\U0001F331"};
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        for (auto n = random() % 120; n > 0; --n) text += pieces[random() % std::size(pieces)];
        text = ingest::normal(text).text;
        const auto letters = 1 + random() % 60;
        const auto s = of(text, {"trust", "cafe", "production"}, "en", letters);
        ASSERT_LE(s.span.end, text.size());
        ASSERT_EQ(s.text, cut(text, s.span));
        std::uint32_t last = 0;
        for (auto m : s.marks) {
            ASSERT_LT(m.begin, m.end);
            ASSERT_GE(m.begin, last);
            ASSERT_LE(m.end, s.text.size());
            last = m.end;
        }
        for (auto at : {s.span.begin, s.span.end})
            ASSERT_TRUE(at == text.size() || !continues(text[at])) << "between letters";
    }
}

}  // namespace
}  // namespace tangible::index
