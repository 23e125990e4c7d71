// What normal text promises (schemas/ground/text.h), by example and over random bytes.
#include "ingest/text/normalise.h"
#include "schemas/ground/utf8.h"
#include <cctype>
#include <gtest/gtest.h>
#include <random>

namespace tangible::ingest {
namespace {

std::string text(std::string_view in) { return normal(in).text; }

TEST(Normal, puts_each_paragraph_on_a_line_with_single_spaces) {
    EXPECT_EQ(text("  One \t two\r\n\r\n\r\n three\u00A0four\u2028five\u2003six \n\n"),
              "One two\nthree four\nfive six");
    EXPECT_EQ(text(""), "");
    EXPECT_EQ(text(" \n\t\r\n "), "");
}

TEST(Normal, drops_invisible_characters) {
    EXPECT_EQ(text("\uFEFFco\u00ADpro\u200Bduc\u2060tion\u202E"), "coproduction");
    EXPECT_EQ(text("a\x01\x7F"
                   "b"),
              "ab");
    EXPECT_EQ(text(std::string_view("a\0b", 3)), "ab");
}

TEST(Normal, keeps_what_the_teller_wrote) {
    for (const char* kept :
         {"“curly” – ‘quotes’ — and dashes…", "• bullet", "co‑production", "-----", "½ of 3²", "قال: مرحبا"})
        EXPECT_EQ(text(kept), kept);
}

TEST(Normal, composes_letters_and_accents) {
    EXPECT_EQ(text("cafe\u0301"), "café");
    EXPECT_EQ(text("e\u200B\u0301"), "é") << "letter and accent meet when the character between them is dropped";
    EXPECT_EQ(text("\u212B"), "Å");
}

TEST(Normal, keeps_joiners_where_scripts_need_them) {
    for (const char* kept : {"می\u200Cخواهم", "ක්\u200Dෂ", "র\u200D্য", "👩\u200D👩\u200D👧", "❤\uFE0F\u200D🔥",
                             "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F"})
        EXPECT_EQ(text(kept), kept);
    EXPECT_EQ(text("trust\u200Ced wo\u200Drk"), "trusted work");
}

TEST(Normal, replaces_invalid_bytes) {
    EXPECT_EQ(text("a\xFF"
                   "b"),
              "a\uFFFD"
              "b");
    EXPECT_EQ(text("\xC3"), "\uFFFD");
    EXPECT_EQ(text("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD") << "half a surrogate pair is three broken bytes";
}

TEST(Normal, maps_back_to_the_source) {
    const std::string source = "  caf\u0065\u0301 \u00ADau\r\n\r\nlait ";
    const Normal made = normal(source);
    ASSERT_EQ(made.text, "café au\nlait");
    auto source_of = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(made.text.find(words));
        return std::string(cut(source, made.map.source_of(Span{at, at + static_cast<std::uint32_t>(words.size())})));
    };
    EXPECT_EQ(source_of("lait"), "lait");
    EXPECT_EQ(source_of("café"), "cafe\u0301");
    EXPECT_EQ(source_of("au"), "au");
    EXPECT_EQ(normal("Plain words stay.").map, OffsetMap{}) << "the empty map maps each byte to itself";
}

/// Random bytes and pieces that are hard to normalise.
std::string random_source(std::mt19937& random) {
    static const char* const pieces[] = {
        " ",        "\n",     "\r",         "a",          "Z",      "e",      "\u0301", "\u0327", "\u00AD",
        "\u200D",   "\u200C", "\uFE0F",     "\u0628",     "\u064B", "\u094D", "\u0915", "\u0653", "\u093C",
        "\u0334",   "👩",      "\U0001F3FD", "\uFEFF",     "\u2029", "\u1100", "\u1161", "\u034F", "\xFF",
        "\xE2\x80", "\u00A0", "\U0001D15E", "\U000E0067", "\u180B", "\u1820", "漢",     "\uFA10", "\u0344",
        "\u2126",   "\u0F73", "\u09C7",     "\u09BE",     "\u09CD"};
    std::string source;
    for (auto n = random() % 40; n > 0; --n)
        if (random() % 4 == 0)
            source += static_cast<char>(random());
        else
            source += pieces[random() % std::size(pieces)];
    return source;
}

bool begins_letter(std::string_view text, std::size_t at) { return at == text.size() || !continues(text[at]); }

TEST(Normal, keeps_its_promises_for_any_bytes) {
    std::mt19937 random(20261);
    for (int i = 0; i < 200'000; ++i) {
        const std::string source = random_source(random);
        const Normal made = normal(source);
        ASSERT_EQ(normal(made.text).text, made.text) << testing::PrintToString(source);
        ASSERT_EQ(made.text.find("  "), std::string::npos);
        ASSERT_EQ(made.text.find("\n\n"), std::string::npos);
        ASSERT_EQ(made.text.find(" \n"), std::string::npos);
        ASSERT_EQ(made.text.find_first_of("\r\t\0", 0, 3), std::string::npos);
        std::uint32_t before = 0;
        for (std::uint32_t at = 0; at <= made.text.size(); ++at) {
            if (!begins_letter(made.text, at)) continue;
            const std::uint32_t from = made.map.source_of(at);
            ASSERT_GE(from, before) << testing::PrintToString(source);
            ASSERT_LE(from, source.size()) << testing::PrintToString(source);
            if (at < made.text.size() && std::isalnum(static_cast<unsigned char>(made.text[at]))) {
                ASSERT_EQ(source[from], made.text[at]) << testing::PrintToString(source);
            }
            before = from;
        }
    }
}

TEST(Wraps, joins_lines_that_were_broken_to_fit) {
    EXPECT_EQ(without_hard_wraps("We met at the library every Tuesday for two years, and in the\n"
                                 "beginning nobody from the council came. Then one of them did, and\n"
                                 "she kept coming back even when we shouted at her.\n\nThat is all."),
              "We met at the library every Tuesday for two years, and in the beginning nobody from the council came. "
              "Then one of them did, and she kept coming back even when we shouted at her.\n\nThat is all.\n");
}

TEST(Wraps, leaves_verse_lists_addresses_and_long_lines) {
    for (const char* kept : {"The kettle sang,\nthe rain came down,\nand no one left\nthe room in town.\n",
                             "- we listened to each other for a long time before we did anything\n- we shared the "
                             "money and the keys of the building\n- we went on\n",
                             "Ann Lee\n12 High Street\nCardiff\nCF10 1AA\n",
                             "I came because my sister asked me to come along with her one night.\nI stayed.\n",
                             "A paragraph that is a single line, as programs write it that leave the breaking of lines "
                             "to whoever shows them to a reader.\nAnother.\n"})
        EXPECT_EQ(without_hard_wraps(kept), kept);
}

TEST(Wraps, accepts_any_bytes) {
    EXPECT_EQ(without_hard_wraps(""), "");
    EXPECT_EQ(without_hard_wraps("\xFF\r\n\r\n\x80"), "\xFF\n\n\x80\n");
}

std::vector<std::string> cut_sentences(const std::string& in, const char* language = "en") {
    std::vector<std::string> out;
    for (const Span& s : sentences(in, language)) out.emplace_back(cut(in, s));
    return out;
}

using List = std::vector<std::string>;

TEST(Sentences, end_where_people_end_them) {
    EXPECT_EQ(cut_sentences("We met. Did it help? Yes!"), (List{"We met.", "Did it help?", "Yes!"}));
    EXPECT_EQ(cut_sentences("Dr. Ali and Mrs. J. Khan came. They saw e.g. this one."),
              (List{"Dr. Ali and Mrs. J. Khan came.", "They saw e.g. this one."}));
    EXPECT_EQ(cut_sentences("It cost £3.50 at 10.30. Then we went home."),
              (List{"It cost £3.50 at 10.30.", "Then we went home."}));
    EXPECT_EQ(cut_sentences("A heading\nNext line. And I. We stayed."),
              (List{"A heading", "Next line.", "And I.", "We stayed."}));
    EXPECT_EQ(cut_sentences("ہم ملے۔ پھر ہم نے بات کی۔", "ur").size(), 2u);
    EXPECT_EQ(cut_sentences("", "en"), List{});
}

TEST(Sentences, cover_all_that_is_not_space) {
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const std::string in = normal(random_source(random)).text;
        std::size_t at = 0;
        for (const Span& s : sentences(in, "und")) {
            for (; at < s.begin; ++at) ASSERT_TRUE(in[at] == ' ' || in[at] == '\n') << testing::PrintToString(in);
            ASSERT_EQ(cut(in, s).find('\n'), std::string::npos);
            at = s.end;
        }
        for (; at < in.size(); ++at) ASSERT_TRUE(in[at] == ' ' || in[at] == '\n');
    }
}

}  // namespace
}  // namespace tangible::ingest
