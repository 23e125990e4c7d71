// Decides where a paragraph ends as a reader sees it: by a gap, an indent, another size of letters, a list sign, or a
// line that had room for the next word and did not take it. The steps: page_lines.h makes lines, page_measures.h
// measures what is usual, and begins_paragraph() compares each line with the one before it.
#include "ingest/pdf/paragraphs.h"
#include "ingest/pdf/line_joins.h"
#include "ingest/pdf/page_lines.h"
#include "ingest/pdf/page_measures.h"
#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

namespace tangible::ingest {
namespace {

// In sizes of the letters: an indent, how far centres may differ, how near the edge a full line ends.
constexpr double indent = 0.6, same_centre = 0.35, at_the_edge = 0.25;
/// A gap is 14 percent more than the usual distance of lines; a block is full if 70 percent of its lines are.
constexpr double gap_share = 1.14, block_fills_share = 0.7;
constexpr std::size_t smallest_block = 4;

/// The lines of a document with all their measures.
class Printed {
public:
    explicit Printed(std::vector<PrintedLine> lines)
        : lines_(std::move(lines)), pitch_(lines_), edges_(lines_.size()), joins_(lines_) {
        std::vector<Column> columns = columns_of(lines_);
        Reach reach(lines_, columns);
        for (const Column& column : columns) measure(column, reach);
    }

    std::string text() const {
        std::string text;
        bool first_of_paragraph = true;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0) {
                first_of_paragraph = begins_paragraph(i, first_of_paragraph);
                if (first_of_paragraph)
                    text += '\n';
                else
                    joins_.join(text, lines_[i].text);
            }
            text += lines_[i].text;
        }
        return text;
    }

private:
    /// The edges that a line is measured by, and whether its block is justified.
    struct Edges {
        double left = 0, right = 0;
        bool justified = false;
    };

    /// Measures the blocks of a column. A block that is narrower than its column, and full, has a right edge of its
    /// own.
    void measure(const Column& column, const Reach& reach) {
        for (std::size_t begin = column.begin, end; begin < column.end; begin = end) {
            for (end = begin + 1; end < column.end && !gap_before(end);) ++end;
            Edges edges{column.left, reach.of(column, lines_[begin])};
            double own = 0;
            for (std::size_t i = begin; i < end; ++i) own = std::max(own, lines_[i].right);
            if (end - begin >= smallest_block && share(begin, end, [&](std::size_t i) {
                                                     return !has_room(lines_[i], lines_[i + 1], own);
                                                 }) >= block_fills_share)
                edges.right = own;
            edges.justified = end - begin >= smallest_block && share(begin, end, [&](std::size_t i) {
                                                                   return reaches(lines_[i], edges.right);
                                                               }) >= block_fills_share;
            std::fill(edges_.begin() + static_cast<std::ptrdiff_t>(begin),
                      edges_.begin() + static_cast<std::ptrdiff_t>(end), edges);
        }
    }

    /// Returns the share of lines for which `holds` is true. The last line does not count: it ends where its words end.
    template <class Holds> static double share(std::size_t begin, std::size_t end, Holds holds) {
        double n = 0;
        for (std::size_t i = begin; i + 1 < end; ++i) n += holds(i);
        return n / static_cast<double>(end - begin - 1);
    }

    /// Decides whether a line ends at the right edge.
    static bool reaches(const PrintedLine& line, double right) { return line.right > right - at_the_edge * line.size; }

    /// Decides whether a line stands apart from the one before it.
    bool gap_before(std::size_t i) const {
        const PrintedLine &a = lines_[i - 1], &b = lines_[i];
        return other_size(a, b) || (below(a, b) && pitch_between(a, b) > gap_share * pitch_.of(b));
    }

    /// Decides whether a line begins with a number of up to two digits, as an item of a list: "2. ", "(3) ".
    static bool counts(std::string_view s) {
        if (s.starts_with('(')) s.remove_prefix(1);
        std::size_t n = 0;
        while (n < s.size() && n < 2 && std::isdigit(static_cast<unsigned char>(s[n]))) ++n;
        return n > 0 && n + 1 < s.size() && (s[n] == '.' || s[n] == ')') && s[n + 1] == ' ';
    }

    /// Decides whether line `i` begins a paragraph. `after_first_line`: the line before it began one, so that an indent
    /// may be a hanging one.
    bool begins_paragraph(std::size_t i, bool after_first_line) const {
        const PrintedLine &a = lines_[i - 1], &b = lines_[i];
        const Edges &at = edges_[i - 1], &here = edges_[i];
        if (b.item || counts(b.text) || gap_before(i) || has_room(a, b, at.right)) return true;
        if (at.justified && !reaches(a, at.right)) return true;
        double was = a.left - at.left, is = b.left - here.left;
        bool centred = std::abs(a.left + a.right - b.left - b.right) < same_centre * a.size;
        if (centred) return false;
        if (is > was + indent * b.size) return !after_first_line;  // else it hangs from its first line
        return is < was - indent * b.size && !after_first_line;
    }

    std::vector<PrintedLine> lines_;
    Pitch pitch_;
    std::vector<Edges> edges_;
    const LineJoins joins_;
};

}  // namespace

std::string text_of_pages(const std::vector<PrintedPage>& pages) { return Printed(lines_of(pages)).text(); }

}  // namespace tangible::ingest
