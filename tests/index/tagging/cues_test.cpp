#include "index/tagging/cues.h"
#include "tests/processor_time.h"
#include <chrono>
#include <gtest/gtest.h>

using namespace tangible;
using namespace tangible::index;

namespace {

Cue phrase(std::string words, Polarity polarity = Polarity::supports, std::string language = "en") {
    return {{words}, 0, polarity, language, words};
}
Cue near(std::string a, std::string b, int within, Polarity polarity = Polarity::supports) {
    return {{a, b}, within, polarity, "en", a + " NEAR/" + std::to_string(within) + " " + b};
}

Theme theme(std::string id, std::vector<Cue> cues, std::vector<Guard> guards = {}) {
    Theme t;
    t.id = std::move(id);
    t.cues = std::move(cues);
    t.guards = std::move(guards);
    return t;
}

Codebook book(std::vector<Theme> themes) {
    Codebook b;
    b.id = "test";
    b.language = "en-GB";
    b.edition = "test 1 #0";
    b.themes = std::move(themes);
    return b;
}

std::vector<Coding> tagged(const Codebook& b, const std::string& text, const std::string& language = "en") {
    Cues cues(b);
    Analyser analyser;
    return cues.tag(text, analyser.analyse(text, language), analyser);
}

const Codebook& trust() {
    static const auto b =
        book({theme("REL.TRUST",
                    {phrase("trust us"), phrase("coproduction"), phrase("community-led"), phrase("half the votes"),
                     phrase("let us down", Polarity::against), near("trust", "each other", 4)},
                    {{"NHS trust", "en"}, {"the Trust's", "en"}, {"universal trust", "en"}})});
    return b;
}

}  // namespace

TEST(Cues, FireOnStemsWhateverTheSpelling) {
    const struct {
        std::string text;
        bool fires;
    } rows[] = {
        {"They began to trust us.", true},
        {"They TRUSTED us.", true},
        {"They were trusting us again", true},
        {"Trust. Us.", false},
        {"Trust\nus", false},
        {"trust, us", true},
        {"us trust", false},
        {"mistrust us", false},
        {"It was co-production.", true},
        {"It was co production.", true},
        {"It was co‑production.", true},
        {"Many co-productions", true},
        {"A co-produced plan", false},
        {"A community led café", true},
        {"A community-led café", true},
        {"A communityled café", true},
        {"half the vote", true},
        {"half of the votes", false},
        // Near: within four words, any order, in one sentence.
        {"Each other we trust.", true},
        {"We learned to trust and like each other.", true},
        {"Trust was what we came to have in each other.", false},
        {"There was trust. Each other we met.", false},
        // Guards switch off what they overlap, and nothing else.
        {"The NHS trust us with forms.", false},
        {"The NHS trust and each other.", false},
        {"The NHS trust said we trust each other.", true},
        {"the Trust's view of each other", false},
        {"the trust in each other", true},
        {"", false},
    };
    for (const auto& row : rows) EXPECT_EQ(!tagged(trust(), row.text).empty(), row.fires) << row.text;
}

TEST(Cues, ACodingQuotesItsSentenceAndNamesCueAndEdition) {
    const std::string text = "Tea first. In the end they trusted us, all of us. Then more tea.";
    const auto codings = tagged(trust(), text);
    ASSERT_EQ(codings.size(), 1u);
    const auto& c = codings[0];
    EXPECT_EQ(c.theme, "REL.TRUST");
    EXPECT_EQ(c.quote, "In the end they trusted us, all of us.");
    EXPECT_EQ(cut(text, c.span), c.quote);
    EXPECT_EQ(c.cue, "trust us");
    EXPECT_EQ(c.edition, "test 1 #0");
    EXPECT_EQ(c.verdict, Verdict::suggested);
    EXPECT_EQ(c.polarity, Polarity::supports);
    EXPECT_TRUE(c.coder.empty());
    EXPECT_TRUE(c.hints.empty());
}

TEST(Cues, SeveralInOneSentenceAreOneCodingAndAgainstWins) {
    auto both = tagged(trust(), "They trusted us and they let us down.");
    ASSERT_EQ(both.size(), 1u);
    EXPECT_EQ(both[0].polarity, Polarity::against);
    EXPECT_EQ(both[0].cue, "trust us; let us down");
    auto twice = tagged(trust(), "Coproduction is when they trust us.");
    ASSERT_EQ(twice.size(), 1u);
    EXPECT_EQ(twice[0].cue, "coproduction");
    EXPECT_EQ(tagged(trust(), "They trust us. They trust us.").size(), 2u);
}

TEST(Cues, HintsSayWhyToLookTwice) {
    const struct {
        std::string text;
        std::vector<std::string> hints;
    } rows[] = {
        {"They trust us.", {}},
        {"They do not trust us.", {"negation"}},
        {"They didn't trust us.", {"negation"}},
        {"They didn’t ever trust us.", {"negation"}},
        {"Not all is said about how they came to trust us.", {}},
        {"They trust us, not them.", {}},
        {"I hope they will trust us.", {"wish"}},
        {"They would never trust us.", {"wish", "negation"}},
        {"Do they trust us?", {"question"}},
        {"“Do they trust us?”", {"question"}},
        {"We hoped. They trust us.", {}},
    };
    for (const auto& row : rows) {
        const auto codings = tagged(trust(), row.text);
        ASSERT_EQ(codings.size(), 1u) << row.text;
        auto hints = codings[0].hints;
        for (const auto& h : row.hints)
            EXPECT_NE(std::find(hints.begin(), hints.end(), h), hints.end()) << row.text << " " << h;
        EXPECT_EQ(hints.size(), row.hints.size()) << row.text;
    }
}

TEST(Cues, AreMatchedInTheirLanguageOnly) {
    const auto b = book({theme("REL.TRUST", {phrase("trust us"), phrase("ymddiried ynom", Polarity::supports, "cy")})});
    EXPECT_EQ(tagged(b, "they trust us", "en-US").size(), 1u);
    EXPECT_EQ(tagged(b, "they trust us", "und").size(), 1u);
    EXPECT_EQ(tagged(b, "they trust us", "cy").size(), 0u);
    EXPECT_EQ(tagged(b, "maent yn ymddiried ynom", "cy").size(), 1u);
    auto welsh = b;
    welsh.language = "cy";
    EXPECT_EQ(tagged(welsh, "ymddiried ynom", "und").size(), 1u) << "too short to recognise: the codebook's language";
    EXPECT_EQ(tagged(b, "maent yn ymddiried ynom", "en").size(), 0u);
    EXPECT_EQ(tagged(b, "they trust us", "pl").size(), 0u);
}

TEST(Cues, OneAnalyserServesManyBooksAndTexts) {
    Cues first(book({theme("A.A", {phrase("kitchen table")})})), second(book({theme("B.B", {phrase("table")})}));
    Analyser analyser;
    const std::string text = "At the kitchen table.";
    for (int i = 0; i < 3; ++i) {
        const auto analysis = analyser.analyse(text, "en");
        EXPECT_EQ(first.tag(text, analysis, analyser).at(0).theme, "A.A");
        EXPECT_EQ(second.tag(text, analysis, analyser).at(0).theme, "B.B");
    }
}

TEST(Cues, AnEndlessSentenceGivesPassagesAroundItsCues) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "word ";
    text += "they trust us ";
    for (int i = 0; i < 400; ++i) text += "word ";
    text += "they trust us";
    const auto codings = tagged(trust(), text);
    ASSERT_EQ(codings.size(), 2u);
    for (const auto& c : codings) {
        EXPECT_LT(c.quote.size(), 600u);
        EXPECT_NE(c.quote.find("trust us"), std::string::npos);
    }
}

TEST(Cues, LongTextsFullOfCuesTakeSecondsAtMost) {
    for (std::string piece :
         {"trust each other ", "not trust us ", "trust us. ", "trust-us-", "trust trust trust each other NHS trust "}) {
        std::string text;
        while (text.size() < 2'000'000) text += piece;
        const auto start = ProcessorTime::now();
        const auto codings = tagged(trust(), text);
        EXPECT_LT(ProcessorTime::now() - start, std::chrono::seconds(20)) << piece;
        EXPECT_LE(codings.size(), 10'000u);
    }
}
