#include "ingest/pdf/paragraphs.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

/// A page on which each letter is half as wide as it is high.
struct Drawn {
    PrintedPage page{400, 600, {}};

    Drawn& line(double left, double top, std::string_view text, double size = 10) {
        double x = left;
        while (!text.empty()) {
            std::string_view word = text.substr(0, text.find(' '));
            double width = static_cast<double>(word.size()) * size / 2;
            text.remove_prefix(std::min(word.size() + 1, text.size()));
            page.words.push_back({std::string(word), x, top, x + width, top + size, size, !text.empty()});
            x += width + size / 2;
        }
        return *this;
    }
};

// 60 letters of 5 points fill the 300 points between the margins.
const std::string full = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llllx";
const std::string full_too = "Mmmm nnnn oooo pppp qqqq rrrr ssss tttt uuuu vvvv wwww xxxxx";

std::string text_of(const Drawn& drawn) { return text_of_pages({drawn.page}); }

TEST(Paragraphs, FullLinesAreJoinedAndShortOnesEnd) {
    EXPECT_EQ(text_of(Drawn()
                          .line(50, 100, full)
                          .line(50, 112, full_too)
                          .line(50, 124, "The end.")
                          .line(50, 136, full)
                          .line(50, 148, "Again.")),
              full + " " + full_too + " The end.\n" + full + " Again.");
}

TEST(Paragraphs, AGapEndsAParagraph) {
    EXPECT_EQ(text_of(Drawn()
                          .line(50, 100, full)
                          .line(50, 112, full)
                          .line(50, 124, full)
                          .line(50, 144, full_too)
                          .line(50, 156, full)),
              full + " " + full + " " + full + "\n" + full_too + " " + full);
}

TEST(Paragraphs, AnIndentBeginsAParagraphAndAHangingIndentDoesNot) {
    std::string shorter = full.substr(0, 57);
    EXPECT_EQ(text_of(Drawn().line(65, 100, shorter).line(50, 112, full).line(65, 124, shorter).line(50, 136, full)),
              shorter + " " + full + "\n" + shorter + " " + full);
    EXPECT_EQ(text_of(Drawn()
                          .line(50, 100, full)
                          .line(65, 112, shorter)
                          .line(65, 124, shorter)
                          .line(50, 136, full_too)
                          .line(65, 148, shorter)),
              full + " " + shorter + " " + shorter + "\n" + full_too + " " + shorter);
}

TEST(Paragraphs, ListSignsDrawnApartBeginTheirLines) {
    Drawn drawn;
    drawn.line(50, 100, full)
        .line(50, 112, full)
        .line(65, 124, full.substr(0, 57))
        .line(65, 136, full.substr(0, 57))
        .line(55, 124, "•")
        .line(55, 136, "•");
    EXPECT_EQ(text_of(drawn), full + " " + full + "\n" + full.substr(0, 57) + "\n" + full.substr(0, 57));
}

TEST(Paragraphs, AHeadingDrawnOnTwoLinesIsOneLine) {
    EXPECT_EQ(text_of(Drawn()
                          .line(50, 60, "From what we do to how we do", 20)
                          .line(50, 84, "it together", 20)
                          .line(50, 120, full)
                          .line(50, 132, "End.")),
              "From what we do to how we do it together\n" + full + " End.");
}

TEST(Paragraphs, TheOnlyLineOfAPageIsNotARunningHead) {
    std::vector<PrintedPage> pages;
    for (const char* words : {"Photo 1", "Photo 2", "Photo 3"}) pages.push_back(Drawn().line(50, 20, words).page);
    EXPECT_EQ(text_of_pages(pages), "Photo 1\nPhoto 2\nPhoto 3");
}

TEST(Paragraphs, PageNumbersAndRunningHeadsAreLeftOut) {
    std::vector<PrintedPage> pages;
    for (int i = 1; i <= 3; ++i)
        pages.push_back(Drawn()
                            .line(50, 20, "Stories of 2019")
                            .line(50, 100, full)
                            .line(50, 112, full)
                            .line(195, 570, "Page " + std::to_string(i) + " of 3")
                            .page);
    EXPECT_EQ(text_of_pages(pages), full + " " + full + " " + full + " " + full + " " + full + " " + full);
    EXPECT_EQ(text_of(Drawn().line(50, 100, "Short.").line(195, 570, "7")), "Short.");
    EXPECT_EQ(text_of(Drawn()
                          .line(50, 100, "Short.")
                          .line(50, 570, "file:///home/a.html 1/1")
                          .line(50, 10, "3/4/19, 8:11 PM Our story")),
              "Short.");
}

TEST(Paragraphs, NumbersInTheTextStay) {
    EXPECT_EQ(text_of(Drawn().line(50, 300, "7").line(50, 330, "Short.")), "7\nShort.");
}

TEST(Paragraphs, AHyphenOfALineBreakGoesAndAWritersHyphenStays) {
    std::string a = full.substr(0, 55) + "part-", b = "nership and co-production";
    EXPECT_EQ(text_of(Drawn().line(50, 100, a).line(50, 112, b).line(50, 140, "A partnership.")),
              full.substr(0, 55) + "partnership and co-production\nA partnership.");
    a = full.substr(0, 57) + "co-";
    EXPECT_EQ(text_of(Drawn().line(50, 100, a).line(50, 112, "production is new").line(50, 140, "Some co-production.")),
              full.substr(0, 57) + "co-production is new\nSome co-production.");
    a = full.substr(0, 55) + "part\u2010";
    EXPECT_EQ(text_of(Drawn().line(50, 100, a).line(50, 112, "nership")), full.substr(0, 55) + "partnership");
}

TEST(Paragraphs, AbsurdNumbersAndEmptyWordsDoNoHarm) {
    PrintedPage page{
        0,
        0,
        {{"a", 0, 0, 0, 0, 0, true}, {"b", -1e300, 1e300, 1e300, -1e300, 1e300, false}, {"", 5, 5, 1, 1, -3, true}}};
    EXPECT_NE(text_of_pages({page, {}, page}), "");
    EXPECT_EQ(text_of_pages({}), "");
}

}  // namespace
}  // namespace tangible::ingest
