// Makes lines of words in three steps. Words are put together into lines. List signs that stand alone mark the lines
// beside them. Page numbers, running heads and what browsers print are removed from the edges of the pages.
#include "ingest/pdf/page_lines.h"
#include "ingest/pdf/glyphs.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace tangible::ingest {
namespace {

constexpr double margin_share = 0.12;  // of a page's height: where running heads and page numbers are
constexpr double usual_space = 0.25;   // the space between words, in sizes of the letters
/// More signs than that are a drawing, and comparing each with each line would take long.
constexpr std::ptrdiff_t most_signs_on_a_page = 300;
constexpr std::size_t edge_lines = 3;  // how many lines at each end of a page may be running heads

// ---- words to lines ------------------------------------------------------------------------

/// Returns how far two boxes overlap in height, as a share of the lower one.
template <class A, class B> double overlap(const A& a, const B& b) {
    double height = std::min(a.bottom - a.top, b.bottom - b.top);
    return height <= 0 ? 0 : (std::min(a.bottom, b.bottom) - std::max(a.top, b.top)) / height;
}

/// Decides whether `next` is on the same line as `last`: at the same height, and not clearly left of its end.
bool goes_on(const Word& last, const Word& next) {
    return overlap(last, next) > 0.5 && next.left > last.right - 0.5 * std::max(last.size, 1.0);
}

/// Returns the first character of UTF-8 text.
std::string_view first_letter(std::string_view s) {
    std::size_t n = 1;
    while (n < s.size() && continues(s[n])) ++n;
    return s.substr(0, std::min(n, s.size()));
}

/// Decides whether text is a sign in front of list items. The last ones in the table are private characters of the
/// Symbol and Wingdings fonts.
bool is_list_sign(std::string_view s) {
    static const std::set<std::string_view> signs = {"•",      "◦",      "▪",      "●",      "○",      "■",     "□",
                                                     "‣",      "⁃",      "∙",      "·",      "➢",      "✓",     "❖",
                                                     "\uF0B7", "\uF0A7", "\uF0D8", "\uF076", "\uF0FC", "\uF02D"};
    return signs.contains(s);
}

/// Makes a line of words. Its largest letters give its height: a small superscript does not move it. Lines from right
/// to left are mirrored, so that they can be measured like all others.
PrintedLine line_of(const std::vector<Word>& words, double page_width, std::size_t page) {
    PrintedLine line;
    line.page = page;
    line.page_width = page_width;
    line.left = words.front().left;
    line.right = words.back().right;
    line.top = words.front().top;
    line.bottom = words.front().bottom;
    std::string drawn;
    double gaps = 0;
    int spaces = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& w = words[i];
        bool tall = w.size > line.size;
        if (tall) line.top = w.top, line.bottom = w.bottom, line.size = w.size;
        bool dense = i > 0 && ends_densely(words[i - 1].text) && begins_densely(w.text);
        bool gap = i > 0 && !dense && (words[i - 1].space_after || w.left - words[i - 1].right > 0.15 * w.size);
        if (gap) drawn += ' ', gaps += w.left - words[i - 1].right, ++spaces;
        drawn += w.text;
    }
    line.space = spaces > 0 ? gaps / spaces : usual_space * line.size;
    drawn = letters_of_glyphs(drawn);
    bool from_right = mostly_right_to_left(drawn);
    const Word& first = from_right ? words.back() : words.front();
    line.first_word = begins_densely(first.text) ? line.size : first.right - first.left;
    line.item = is_list_sign(first_letter(drawn));
    line.text = reading_order(drawn);
    if (from_right) {
        double left = page_width - line.right;
        line.right = page_width - line.left;
        line.left = left;
    }
    return line;
}

/// Removes list signs that were drawn by themselves, and marks the lines beside them as items.
void join_list_signs(std::vector<PrintedLine>& lines) {
    if (std::ranges::count_if(lines, is_list_sign, &PrintedLine::text) > most_signs_on_a_page) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_list_sign(lines[i].text)) continue;
        for (PrintedLine& other : lines)
            if (!is_list_sign(other.text) && overlap(lines[i], other) > 0.5) other.item = true;
    }
    std::erase_if(lines, [](const PrintedLine& l) { return is_list_sign(l.text); });
}

/// Makes the lines of one page, ordered by columns.
std::vector<PrintedLine> lines_of(const PrintedPage& page, std::size_t number) {
    std::vector<PrintedLine> lines;
    std::vector<Word> words;
    auto finish = [&] {
        if (!words.empty()) lines.push_back(line_of(words, page.width, number));
        words.clear();
    };
    for (const Word& word : page.words) {
        if (!words.empty() && !goes_on(words.back(), word)) finish();
        words.push_back(word);
    }
    finish();
    join_list_signs(lines);
    return by_columns(std::move(lines));
}

// ---- page numbers and running heads --------------------------------------------------------

/// Replaces every number by "#", so that "Page 3" and "Page 4" are the same.
std::string without_numbers(std::string_view text) {
    std::string s;
    for (char c : text) {
        bool digit = std::isdigit(static_cast<unsigned char>(c));
        if (!digit || s.empty() || s.back() != '#') s += digit ? '#' : c;
    }
    return s;
}

/// Decides whether a line is a page number, in English, Welsh, Polish and the like.
bool is_page_number(std::string_view text) {
    static const std::set<std::string, std::less<>> shapes = {
        "#",          "# / #",       "#/#",       "# of #",        "# o #",    "# z #",        "- # -",  "– # –",
        "[#]",        "(#)",         "|#",        "# |",           "| #",      "Page #",       "page #", "Page # of #",
        "Page # / #", "Page #/#",    "Tudalen #", "Tudalen # o #", "Strona #", "Strona # z #", "p. #",   "P a g e #",
        "# | Page",   "# | P a g e", "Page | #"};
    return shapes.contains(without_numbers(text));
}

/// Decides whether a line is what browsers print around a page: its address with the page's number, or date and time
/// with its title.
bool is_browser_stamp(std::string_view text) {
    std::string shape = without_numbers(text);
    bool address = text.find("://") < 8 && shape.ends_with("#/#");
    return address || shape.starts_with("#/#/#, #:#") || shape.starts_with("#.#.#, #:#");
}

/// The lines nearest to the top and the bottom of a page, which may be running heads.
struct Edges {
    std::vector<PrintedLine*> top, bottom;
    bool all = false;  ///< nothing stands between them: then they are the page's text
};

/// Finds the first and last lines of a page within its margins.
Edges edges_of(std::vector<PrintedLine>& lines, double height) {
    Edges edges;
    std::vector<PrintedLine*> by_height;
    for (PrintedLine& line : lines) by_height.push_back(&line);
    std::ranges::sort(by_height, {}, &PrintedLine::top);
    for (PrintedLine* line : by_height)
        if (edges.top.size() < edge_lines && line->bottom < height * margin_share) edges.top.push_back(line);
    std::ranges::reverse(by_height);
    for (PrintedLine* line : by_height)
        if (edges.bottom.size() < edge_lines && line->top > height * (1 - margin_share)) edges.bottom.push_back(line);
    edges.all = edges.top.size() + edges.bottom.size() == lines.size();
    return edges;
}

/// Empties lines that belong to the paper and not to the text: those that repeat on a third of the pages, at least two,
/// browsers' stamps, and page numbers.
void leave_out_margins(std::vector<std::vector<PrintedLine>>& pages, const std::vector<PrintedPage>& sizes) {
    std::vector<Edges> edges;
    std::map<std::string, std::set<std::size_t>> seen_on;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        edges.push_back(edges_of(pages[i], sizes[i].height));
        for (auto* zone : {&edges[i].top, &edges[i].bottom})
            for (PrintedLine* line : *zone) seen_on[without_numbers(line->text)].insert(i);
    }
    auto runs = [&](const PrintedLine& line) {
        std::size_t on = seen_on[without_numbers(line.text)].size();
        return on >= 2 && on * 3 >= pages.size();
    };
    for (Edges& page : edges)
        for (auto* zone : {&page.top, &page.bottom})
            for (std::size_t i = 0; i < zone->size(); ++i)
                if (PrintedLine& line = *(*zone)[i];
                    (runs(line) && !page.all) || is_browser_stamp(line.text) || (i == 0 && is_page_number(line.text)))
                    line.text.clear();
}

}  // namespace

// U+2E80 to U+ABFF: Chinese characters, kana and their punctuation, and full-width forms. Not Hangul, which has spaces.
// All take three bytes.
bool begins_densely(std::string_view s) {
    std::string_view letter = s.substr(0, 3);
    bool full_width = letter >= "\uFF01" && letter <= "\uFF60";
    return letter.size() == 3 && ((letter >= "\u2E80" && letter < "\uAC00") || full_width);
}

bool ends_densely(std::string_view s) { return s.size() >= 3 && begins_densely(s.substr(s.size() - 3)); }

std::vector<PrintedLine> lines_of(const std::vector<PrintedPage>& pages) {
    std::vector<std::vector<PrintedLine>> by_page;
    for (std::size_t i = 0; i < pages.size(); ++i) by_page.push_back(lines_of(pages[i], i));
    leave_out_margins(by_page, pages);
    std::vector<PrintedLine> all;
    for (auto& lines : by_page)
        for (PrintedLine& line : lines)
            if (!line.text.empty()) all.push_back(std::move(line));
    return all;
}

}  // namespace tangible::ingest
