// Charsets by label, by byte order mark and by guess, and the two mistakes that we put right.
#include "ingest/text/charset.h"
#include "ingest/text/normalise.h"
#include "tests/processor_time.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible::ingest {
namespace {

TEST(Decoded, believes_a_label_that_fits) {
    EXPECT_EQ(decoded("caf\xE9", "iso-8859-1").text, "café");
    EXPECT_EQ(decoded("\xB1\xEA", "ISO-8859-2").text, "ąę");
    EXPECT_EQ(decoded("\xB1\xEA", "ISO-8859-2").charset, "ISO-8859-2");
    EXPECT_EQ(decoded("\x82\xA0", "shift_jis").text, "あ");
    EXPECT_EQ(decoded("\x1B$B$\"\x1B(B", "iso-2022-jp").text, "あ");
    EXPECT_EQ(decoded("plain", " \"US-ASCII\" ").charset, "US-ASCII");
}

TEST(Decoded, reads_labels_as_their_writers_meant_them) {
    EXPECT_EQ(decoded("\x93yes\x94", "iso-8859-1").text, "“yes”");
    EXPECT_EQ(decoded("\x93yes\x94", "iso-8859-1").charset, "windows-1252");
    EXPECT_EQ(decoded("\xC4\xE3", "gb2312").charset, "GB18030");
}

TEST(Decoded, sees_through_labels_that_are_wrong_or_unknown) {
    EXPECT_EQ(decoded("caf\u00E9", "iso-8859-1").text, "café");
    EXPECT_EQ(decoded("caf\xE9 au lait, tr\xE8s bon", "utf-8").text, "café au lait, très bon");
    for (const char* label : {"x-nonsense", "", "\xFF\xFE", "unknown-8bit", "utf-16", "charset=", "\"\""})
        EXPECT_EQ(decoded("It is grand", label).text, "It is grand") << label;
}

TEST(Decoded, obeys_byte_order_marks) {
    EXPECT_EQ(decoded("\xEF\xBB\xBFhi").text, "hi");
    EXPECT_EQ(decoded(std::string_view("\xFF\xFEh\0i\0", 6)).text, "hi");
    EXPECT_EQ(decoded(std::string_view("\xFE\xFF\0h\0i", 6)).charset, "UTF-16BE");
}

TEST(Decoded, recognises_utf_16_without_a_mark) {
    std::string wide;
    for (const char c : std::string("We met every Tuesday in the hall")) (wide += c) += '\0';
    EXPECT_EQ(decoded(wide).charset, "UTF-16LE");
    EXPECT_EQ(decoded(wide).text, "We met every Tuesday in the hall");
}

TEST(Decoded, undoes_double_encoding) {
    EXPECT_EQ(decoded("caf\u00C3\u00A9").text, "café");
    EXPECT_EQ(decoded("It\u00E2\u20AC\u2122s ours").text, "It’s ours");
    for (const char* kept : {"café", "Ã and é", "São Paulo", "naïve “quotes”", "£5 – €6"})
        EXPECT_EQ(decoded(kept).text, kept);
}

TEST(Decoded, reports_what_it_put_right) {
    const struct {
        const char *bytes, *label, *text, *problem;
    } cases[] = {
        {"caf\u00C3\u00A9", "", "café", "was encoded twice"},
        {"caf\u00C3\u0192\u00C2\u00A9", "", "café", "was encoded twice"},
        {"caf\u00C3\u0192\u00C6\u2019\u00C3\u201A\u00C2\u00A9", "", "café", "was encoded twice"},
        {"w\u0177r \u2014 caf\u00C3\u00A9s, \u00C2\u00A35, it\u00E2\u20AC\u2122s", "", "wŷr — cafés, £5, it’s",
         "was encoded twice"},
        {"caf\u00E9", "iso-8859-1", "café", "labelled ISO-8859-1, but reads as UTF-8"},
        {"caf\xE9 au lait, tr\xE8s bon", "utf-8", "café au lait, très bon", "labelled UTF-8"},
        {"plain", "utf-16", "plain", ""},
        {"caf\u00E9", "us-ascii", "café", ""},
        {"IRM\u00C3\u201D, \u00C2ncora, \u0175 \u00C3 \u2122", "", "IRMÃ”, Âncora, ŵ Ã ™", ""},
    };
    for (const auto& c : cases) {
        const Decoded found = decoded(c.bytes, c.label);
        EXPECT_EQ(found.text, c.text);
        EXPECT_NE(found.problem.find(c.problem), std::string::npos) << c.bytes << ": " << found.problem;
        EXPECT_EQ(found.problem.empty(), *c.problem == '\0') << c.bytes << ": " << found.problem;
    }
}

TEST(Decoded, reads_charsets_that_are_rare) {
    EXPECT_EQ(decoded("\xBD\xA4\xD5", "iso-8859-16").text, "œ€Ő");
    EXPECT_EQ(decoded("Ti\xAAng Vi\xAEt", "viscii").text, "Tiếng Việt");
    EXPECT_EQ(decoded("\xA4\xAB\xA4\xF7", "euc-jisx0213").text, "かか゚");
    EXPECT_EQ(decoded("\x1B$)C\x0E\x31\x62\x3A\x3B\x40\x7B\x40\x38\x37\x4E\x0F").text, "기본적으로");
}

TEST(Decoded, keeps_utf_8_with_a_stray_byte) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += "été à Noël ";
    EXPECT_EQ(decoded(text + "\xFF").charset, "UTF-8");
}

TEST(Decoded, guesses_by_how_it_reads) {
    // "Spotkaliśmy się w świetlicy i było nam ze sobą dobrze, choć nie zawsze łatwo."
    EXPECT_EQ(decoded("Spotkali\xB6my si\xEA w \xB6wietlicy i by\xB3o nam ze sob\xB1 dobrze, cho\xE6 nie zawsze \xB3"
                      "atwo.")
                  .charset,
              "ISO-8859-2");
    EXPECT_EQ(decoded("Spotkali\x9Cmy si\xEA w \x9Cwietlicy i by\xB3o nam ze sob\xB9 dobrze, cho\xE6 nie zawsze \xB3"
                      "atwo.")
                  .charset,
              "windows-1250");
    EXPECT_EQ(decoded("Nous nous sommes rencontr\xE9s \xE0 la biblioth\xE8que tous les mardis").text,
              "Nous nous sommes rencontrés à la bibliothèque tous les mardis");
}

// 50 MB in one line without an ASCII byte: a guess from all of it would take minutes.
TEST(Decoded, tells_the_scripts_of_the_far_east_apart_without_any_ascii) {
    const struct {
        const char *charset, *bytes;
    } rows[] = {
        {"Shift_JIS", "\x82\xED\x82\xBD\x82\xB5\x82\xBD\x82\xBF\x82\xCD\x8F\x57\x82\xDC\x82\xC1\x82\xBD\x81\x42"},
        {"EUC-JP", "\xA4\xEF\xA4\xBF\xA4\xB7\xA4\xBF\xA4\xC1\xA4\xCF\xBD\xB8\xA4\xDE\xA4\xC3\xA4\xBF\xA1\xA3"},
        {"windows-949", "\xBF\xEC\xB8\xAE\xB4\xC2 \xB8\xC5\xC1\xD6 \xB8\xF0\xBF\xA9\xBC\xAD "
                        "\xC0\xCC\xBE\xDF\xB1\xE2\xB8\xA6 \xB3\xAA\xB4\xB3\xBD\xC0\xB4\xCF\xB4\xD9"},
    };
    for (const auto& row : rows)
        for (int repeated : {1, 40}) {
            std::string text;
            for (int i = 0; i < repeated; ++i) text += row.bytes;
            EXPECT_EQ(guessed_charset(text), row.charset) << repeated;
        }
}

TEST(Decoded, judges_a_part_of_a_line_that_has_no_end) {
    const std::string words =
        "\x82\xED\x82\xBD\x82\xB5\x82\xBD\x82\xBF\x82\xCD\x8F\x57\x82\xDC\x82\xC1\x82\xBD\x81\x42";
    for (const std::size_t shift : {0, 1}) {
        std::string line(shift, 'a');
        while (line.size() < 50'000'000) line += words;
        const auto begin = ProcessorTime::now();
        EXPECT_EQ(guessed_charset(line), "Shift_JIS") << shift;
        EXPECT_LT(ProcessorTime::now() - begin, std::chrono::seconds(5));
    }
}

TEST(Decoded, accepts_any_bytes) {
    std::mt19937 random(11);
    const char* const labels[] = {"",           "utf-8", "utf-16",       "iso-2022-jp", "utf-7", "gb18030",
                                  "hz-gb-2312", "x",     "windows-1252", "big5",        "utf-32"};
    for (int i = 0; i < 300; ++i) {
        std::string bytes(random() % 200, '\0');
        for (char& c : bytes) c = static_cast<char>(random());
        const Decoded found = decoded(bytes, labels[random() % std::size(labels)]);
        EXPECT_FALSE(found.charset.empty());
        EXPECT_LE(normal(found.text).text.size(), 12 * bytes.size() + 8);
    }
}

}  // namespace
}  // namespace tangible::ingest
