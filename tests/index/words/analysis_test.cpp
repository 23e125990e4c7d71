#include "index/words/analysis.h"
#include "index/words/fold.h"
#include "index/words/vocabulary.h"
#include "index/words/words.h"
#include <ctime>
#include <gtest/gtest.h>
#include <random>

using namespace tangible;
using namespace tangible::index;

namespace {

std::vector<std::string> folded_words(std::string_view text, std::string_view language = "en") {
    Analyser analyser;
    std::vector<std::string> out;
    for (const auto& t : analyser.analyse(text, language).tokens) out.emplace_back(analyser.folded(t.word));
    return out;
}

std::vector<std::string> part_words(std::string_view text) {
    Analyser analyser;
    std::vector<std::string> out;
    for (const auto& t : analyser.analyse(text, "en").tokens)
        for (auto part : analyser.parts(text, t)) out.emplace_back(analyser.folded(part));
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST(Analysis, FindsTheWordsOfATextAndFoldsThem) {
    const struct {
        std::string text;
        Words words;
    } rows[] = {
        {"They TRUST us.", {"they", "trust", "us"}},
        {"", {}},
        {" \n.,;!-–—'“”()", {}},
        // One term however it is written.
        {"co-production coproduction Co‑production co‐production",
         {"coproduction", "coproduction", "coproduction", "coproduction"}},
        {"co\u00ADproduction copro\u00ADduction", {"coproduction", "coproduction"}},
        {"co production", {"coproduction"}},
        {"our co production work", {"our", "coproduction", "work"}},
        {"Co, production", {"co", "production"}},
        {"well being, well done", {"wellbeing", "well", "done"}},
        {"non-profit non profit nonprofit", {"nonprofit", "nonprofit", "nonprofit"}},
        {"community-led and state-of-the-art", {"communityled", "and", "stateoftheart"}},
        {"2019-20 and 3-year and year-3", {"2019", "20", "and", "3", "year", "and", "year", "3"}},
        {"- co- -led a--b", {"co", "led", "a", "b"}},
        {"We didn't, they didn’t", {"we", "didnt", "they", "didnt"}},
        {"the Trust's Trust’s trusts'", {"the", "trust", "trust", "trusts"}},
        {"rock 'n' roll", {"rock", "n", "roll"}},
        {"the U.K. and e.g. this.Next", {"the", "uk", "and", "eg", "this", "next"}},
        {"1,000 3.5 1,2 2019,2020 12:30", {"1000", "3.5", "1", "2", "2019", "2020", "12", "30"}},
        {"covid19 COVID-19 3rd", {"covid19", "covid", "19", "3rd"}},
        {"anna@example.org/a_b", {"anna", "example", "org", "a", "b"}},
        // Accents, composed or not; letters that do not decompose.
        {"café cafe\u0301 CAFÉ", {"cafe", "cafe", "cafe"}},
        {"Łódź zażółć Ærø straße œuvre", {"lodz", "zazolc", "aero", "strasse", "oeuvre"}},
        {"tŷ dŵr gŵyl", {"ty", "dwr", "gwyl"}},
        {"İstanbul ISTANBUL ısı", {"istanbul", "istanbul", "isi"}},
        {"ﬁne ｗｉｄｅ", {"fine", "wide"}},
        {"ΣΟΦΟΣ σοφός", {"σοφοσ", "σοφοσ"}},
        {"Ёлка ёлка мой", {"елка", "елка", "мой"}},
        {"한국어", {"한국어"}},
        // Arabic and Urdu: vowel signs, tatweel, the shapes of alef, heh and yeh.
        {"مُحَمَّد محمد محـــمد", {"محمد", "محمد", "محمد"}},
        {"أحمد إحمد آحمد احمد", {"احمد", "احمد", "احمد", "احمد"}},
        {"مدرسة مدرسه", {"مدرسه", "مدرسه"}},
        {"ہم کی", {"هم", "كي"}},
        {"٢٠١٩ ۲۰۱۹ २०१९", {"2019", "2019", "2019"}},
        // Vowel signs of other scripts are letters.
        {"हिन्दी", {"हिन्दी"}},
    };
    for (const auto& row : rows) EXPECT_EQ(folded_words(row.text), row.words) << row.text;
}

TEST(Analysis, ScriptsWithoutSpacesAreSegmented) {
    for (std::string text : {"我们一起工作，信任很重要。", "一緒に働くことが大切です。", "เราทำงานร่วมกัน"}) {
        const auto words = folded_words(text, "und");
        EXPECT_GT(words.size(), 2u) << text;
        for (const auto& w : words) EXPECT_LT(w.size(), text.size() / 2) << text;
    }
    EXPECT_EQ(folded_words("NHS信任2019"), (Words{"nhs", "信任", "2019"}));
}

TEST(Analysis, HyphenatedWordsHaveParts) {
    EXPECT_EQ(part_words("community-funded"), (Words{"community", "funded"}));
    EXPECT_EQ(part_words("co production"), (Words{"co", "production"}));
    EXPECT_EQ(part_words("state-of-the-art"), (Words{"state", "of", "the", "art"}));
    EXPECT_EQ(part_words("O'Brien and l’espoir"), (Words{"o", "brien", "l", "espoir"}));
    EXPECT_EQ(part_words("didn't we're Trust's U.K. café 1,000"), Words{});
    EXPECT_EQ(part_words("the mother-in-law's"), (Words{"mother", "in", "law"}));
}

TEST(Analysis, SpansAreTheWordsAsWritten) {
    const std::string text = "Our co-production — café's.\n我们工作 2,000!";
    Analyser analyser;
    const auto analysis = analyser.analyse(text, "en");
    Words written;
    for (const auto& t : analysis.tokens) written.emplace_back(cut(text, t.span));
    EXPECT_EQ(written, (Words{"Our", "co-production", "café's", "我们", "工作", "2,000"}));
}

TEST(Analysis, EachTokenKnowsItsSentence) {
    const std::string text = "We met. They listened!\nTea was made.";
    Analyser analyser;
    const auto analysis = analyser.analyse(text, "en-GB");
    ASSERT_EQ(analysis.sentences.size(), 3u);
    for (const auto& t : analysis.tokens) {
        const auto& s = analysis.sentences.at(t.sentence);
        EXPECT_LE(s.begin, t.span.begin);
        EXPECT_GE(s.end, t.span.end);
    }
    EXPECT_EQ(analysis.tokens.back().sentence, 2u);
    EXPECT_EQ(analysis.language, "en");
}

TEST(Analysis, StemsFollowTheTextsLanguage) {
    Analyser analyser;
    EXPECT_EQ(analyser.stem_of("trusting", "en"), analyser.stem_of("trusted", "en-GB"));
    EXPECT_EQ(analyser.stem_of("co-producing", "en"), analyser.stem_of("coproduced", "en"));
    EXPECT_EQ(analyser.stem_of("dysgu", "cy"), "dysgu");
    EXPECT_EQ(analyser.stem_of("trusted", "cy"), "trusted");
    EXPECT_EQ(analyser.stem_of("trusted", "und"), "trusted");
    EXPECT_EQ(analyser.stem_of("université", "fr"), analyser.stem_of("universites", "fr"));
    EXPECT_EQ(analyser.stem_of("...", "en"), "");
    for (const auto& language : Analyser::stemmed_languages())
        EXPECT_FALSE(analyser.stem_of("partner", language).empty()) << language;
}

TEST(Analysis, LongWordsAreCutBetweenLetters) {
    for (std::string letter : {"a", "é", "한", "ш", "字", "😀"}) {
        std::string word;
        while (word.size() < 5000) word += letter;
        for (const auto& w : folded_words(word, "und")) {
            EXPECT_LE(w.size(), max_word_bytes);
            EXPECT_EQ(cut_at_letter(w, w.size()), w);
        }
    }
    EXPECT_EQ(cut_at_letter("aé", 2), "a");
}

// The shortcut for ASCII gives the same result as ICU.
TEST(Analysis, FoldingAsciiEqualsFoldingByIcu) {
    std::mt19937 random(7);
    const std::string_view alphabet = "aAbBsStTzZ019.'-, ";
    for (int i = 0; i < 200'000; ++i) {
        std::string word(random() % 12, ' ');
        for (char& c : word)
            c = random() % 8 ? alphabet[random() % alphabet.size()] : static_cast<char>(random() % 128);
        ASSERT_EQ(folded(word), folded_by_icu(word)) << testing::PrintToString(word);
    }
    const std::string long_word(100, 'Q');
    EXPECT_EQ(folded(long_word), folded_by_icu(long_word));
    EXPECT_EQ(folded(std::string(40'000, '1') + ".5"), folded_by_icu(std::string(40'000, '1') + ".5"));
}

// Vocabulary folds words in place just as `folded` does, and each folded form has exactly one number.
TEST(Analysis, EachFoldedFormHasOneNumber) {
    Vocabulary vocabulary;
    std::mt19937 random(11);
    for (int i = 0; i < 50'000; ++i) {
        std::string word(1 + random() % 5, 'a');
        for (char& c : word) c = "abCD12'-\xC3\xA9"[random() % 10];
        const auto number = vocabulary.number_of_written(word);
        const auto expected = folded(word);
        if (expected.empty()) {
            ASSERT_EQ(number, Vocabulary::none);
            continue;
        }
        ASSERT_EQ(vocabulary.word(number), expected);
        ASSERT_EQ(vocabulary.number_of_written(expected), number) << expected;
    }
}

TEST(Analysis, AcceptsAnyBytes) {
    std::mt19937 random(3);
    Analyser analyser;
    for (int i = 0; i < 3000; ++i) {
        std::string bytes(random() % 200, ' ');
        for (char& c : bytes) c = static_cast<char>(random() % 3 ? random() % 256 : "a-' .,é"[random() % 8]);
        std::uint32_t end = 0;
        for_each_word(bytes, [&](const Written& w) {
            ASSERT_LE(end, w.span.begin);
            ASSERT_LT(w.span.begin, w.span.end);
            end = w.span.end;
        });
        const auto analysis = analyser.analyse(bytes, "en");
        for (const auto& t : analysis.tokens) {
            ASSERT_LE(t.span.end, bytes.size());
            analyser.parts(bytes, t);
            analyser.stem(t.word, "en");
        }
    }
}

TEST(Analysis, LongTextsTakeLinearTime) {
    Analyser analyser;
    const auto ms = [&](const std::string& piece, std::size_t bytes) {
        std::string text;
        while (text.size() < bytes) text += piece;
        const auto start = std::clock();
        analyser.analyse(text, "en");
        return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    for (std::string piece : {"a", "a-", "a'", "a.", "1,000", "co ", "\u00AD", "a\u0301", "字", "ก", "e\u0301-"}) {
        const double one = ms(piece, 200'000), eight = ms(piece, 1'600'000);
        EXPECT_LT(eight, 8 * 4 * std::max(one, 2.0)) << piece << ": " << one << " ms and " << eight << " ms";
    }
}
