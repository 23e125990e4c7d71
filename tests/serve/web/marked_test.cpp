#include "serve/background/progress.h"
#include "serve/web/charts.h"
#include "serve/web/marked.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

Coding on(Span s, const char* theme) {
    Coding c;
    c.span = s;
    c.theme = theme;
    return c;
}

TEST(Marked, one_number_for_codings_on_the_same_words) {
    auto p = passages({on({3, 6}, "A"), on({0, 2}, "B"), on({3, 6}, "C")});
    ASSERT_EQ(p.size(), 2u);
    EXPECT_EQ(p[0].span, (Span{0, 2}));
    EXPECT_EQ(p[1].codings.size(), 2u);
}

TEST(Marked, marks_overlaps_and_lines_and_escapes_text) {
    auto html = marked_html("a<b c\nd", passages({on({0, 3}, "A"), on({2, 7}, "B")}));
    EXPECT_EQ(html,
              "<p><a id=\"p1\"></a><mark>a&lt;</mark><a id=\"p2\"></a><mark>b</mark><a class=\"ref\" href=\"#c1\" "
              "aria-label=\"passage 1\">1</a>"
              "<mark> c</mark></p>\n<p><mark>d</mark><a class=\"ref\" href=\"#c2\" aria-label=\"passage 2\">2</a></p>");
    EXPECT_EQ(paragraphs_html("a\n<b>"), "<p>a</p>\n<p>&lt;b&gt;</p>");
    EXPECT_EQ(paragraphs_html(""), "<p></p>");
}

TEST(Marked, a_title_is_not_repeated) {
    EXPECT_EQ(after_title("Tea\nWe met.", "Tea"), 4u);
    EXPECT_EQ(after_title("Teapots", "Tea"), 0u);
    EXPECT_EQ(after_title("Tea", "Tea"), 0u);
    EXPECT_EQ(paragraphs_html("Tea\nWe met.", 4), "<p>We met.</p>");
}

TEST(Marked, a_snippet_marks_words_and_escapes_text) {
    EXPECT_EQ(snippet_html("tea & trust", {{6, 11}}), "tea &amp; <mark>trust</mark>");
    EXPECT_EQ(snippet_html("tea", {{2, 9}, {1, 2}}), "t<mark>e</mark>a") << "a mark outside the text is left out";
}

TEST(Charts, show_their_numbers_and_link_to_the_stories) {
    Chart c{"id", "A & B", "2019: 3", {{"2019", 3, "3", "/counted?q=a&b"}, {"2020", 0, "0", ""}}};
    for (const auto& svg : {columns_svg(c), bars_svg(c)}) {
        EXPECT_NE(svg.find("<title id=\"id-t\">A &amp; B</title>"), std::string::npos);
        EXPECT_NE(svg.find("href=\"/counted?q=a&amp;b\""), std::string::npos);
        EXPECT_NE(svg.find(">2020</text>"), std::string::npos);
        EXPECT_EQ(svg.find("style="), std::string::npos);
    }
    EXPECT_NE(columns_svg({"e", "", "", {}}).find("</svg>"), std::string::npos);
}

TEST(Progress, shows_how_far_how_fast_and_how_long) {
    EXPECT_EQ(progress_text(50, 200, 10), " [#######-----------------------]  25 %  50/200  5/s  00:30 left");
    EXPECT_EQ(progress_text(150, 200, 10, 100), " [######################--------]  75 %  150/200  5/s  00:10 left")
        << "resumed: the speed counts only what this run has done";
    EXPECT_EQ(progress_text(0, 0, 0), " [##############################] 100 %  0/0  0/s  00:00 left");
}

}  // namespace
}  // namespace tangible::serve
