#include "schemas/ground/json_text.h"
#include "schemas/ground/visible.h"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

struct Case {
    std::string_view text, expected;
};

TEST(Visible, signs_that_control_a_display_become_marks) {
    const Case cases[] = {
        {"We met.\n\tTwice.\r\n", "We met.\n\tTwice.\r\n"},
        {"a\x1b[31mb", "a␛[31mb"},
        {std::string_view("a\0b", 3), "a␀b"},
        {"a\rb\x08\x7f", "a␍b␈␡"},
        {"a\u009b31mb\u0085", "a[U+009B]31mb[U+0085]"},
        {"a\x9b"
         "31m",
         "a\uFFFD31m"},
        {"\u202egpj.exe", "[U+202E]gpj.exe"},
        {"a\u2066b\u2069", "a[U+2066]b[U+2069]"},
        {"a\u200bb\u2060c\ufeff", "a[U+200B]b[U+2060]c[U+FEFF]"},
        {"a\u2028b", "a[U+2028]b"},
        {"a\U000E0061", "a[U+E0061]"},
        {"\xf4\x90\x80\x80 \xed\xa0\x80 \xc0\x80 \xe2\x82",
         "\uFFFD\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD \uFFFD\uFFFD"},
    };
    for (const Case& c : cases) EXPECT_EQ(visible(c.text), c.expected);
}

TEST(Visible, signs_that_scripts_need_stay) {
    for (const std::string_view text : {
             "می‌خواهم",                                                       // ZWNJ within a Persian word
             "عربي\u200f 2019 \u200eNHS\u061c",                                         // marks of direction
             "क्\u200dष",                                                                // ZWJ
             "\U0001F469\u200D\U0001F91D\u200D\U0001F469",                              // people who hold hands
             "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",  // the flag of England
             "ไทย\u200bไทย",                                                            // written without spaces
             "שלום, Ł, gŵyl, 😀, soft\u00adhyphen",
         })
        EXPECT_EQ(visible(text), text);
}

TEST(Visible, json_escapes_them_and_keeps_the_data) {
    EXPECT_EQ(dumped("a\x1b\u202eb\u009b\x7f\U000E0061é"), "\"a\\u001b\\u202eb\\u009b\\u007f\\udb40\\udc61é\"");
}

}  // namespace
}  // namespace tangible
