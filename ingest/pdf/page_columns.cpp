// Orders the columns of a page one after the other. PDF programs write their lines in any order. If a page shows a
// clear gutter, an empty strip with lines on both sides, the lines left of it are read first. Lines across the gutter
// divide the page into bands. Each side is searched for more gutters, so three or more columns work too. O(lines^2) for
// each cut.
#include "ingest/pdf/page_lines.h"
#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace tangible::ingest {
namespace {

/// A column has at least 4 lines: fewer beside each other are a table or a letterhead. A page of more than 2,000 lines
/// is no text.
constexpr std::size_t smallest_column = 4, largest_page = 2000;
/// At most a quarter of the lines may cross a gutter, and the columns must stand beside each other for half the height
/// of the lower one.
constexpr double most_across_share = 0.25, side_by_side_share = 0.5;
/// How many times a page is cut: bounds the recursion.
constexpr int most_cuts = 3;

using Lines = std::vector<PrintedLine>;

/// How many lines there are on one side of a gutter, and from where to where they reach.
struct Extent {
    std::size_t lines = 0;
    double top = std::numeric_limits<double>::max(), bottom = std::numeric_limits<double>::lowest();
    void add(const PrintedLine& line) {
        ++lines;
        top = std::min(top, line.top);
        bottom = std::max(bottom, line.bottom);
    }
};

bool left_of(const PrintedLine& line, double x) { return line.right <= x; }
bool right_of(const PrintedLine& line, double x) { return line.left >= x; }

/// Decides whether the vertical line at `x` runs through a gutter.
bool is_gutter(const Lines& lines, double x) {
    Extent left, right;
    for (const PrintedLine& line : lines)
        if (left_of(line, x))
            left.add(line);
        else if (right_of(line, x))
            right.add(line);
    if (left.lines < smallest_column || right.lines < smallest_column) return false;
    double across = static_cast<double>(lines.size() - left.lines - right.lines);
    double beside = std::min(left.bottom, right.bottom) - std::max(left.top, right.top);
    double lower = std::min(left.bottom - left.top, right.bottom - right.top);
    return across <= most_across_share * static_cast<double>(lines.size()) && beside >= side_by_side_share * lower;
}

/// Returns the leftmost gutter, or a negative number. A gutter ends where some line begins, so only left edges are
/// tried.
double gutter(const Lines& lines) {
    std::vector<double> edges;
    for (const PrintedLine& line : lines) edges.push_back(line.left);
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    auto found = std::ranges::find_if(edges, [&](double x) { return is_gutter(lines, x); });
    return found == edges.end() ? -1 : *found;
}

void append(Lines& to, Lines from) { std::ranges::move(from, std::back_inserter(to)); }

}  // namespace

std::vector<PrintedLine> by_columns(std::vector<PrintedLine> lines, int cuts) {
    if (cuts >= most_cuts || lines.size() > largest_page) return lines;
    double x = gutter(lines);
    if (x < 0) return lines;
    std::ranges::stable_sort(lines, {}, &PrintedLine::top);
    Lines result, left, right;
    // A line across the gutter ends a band: first its left column, then its right one.
    auto finish_band = [&] {
        append(result, by_columns(std::exchange(left, {}), cuts + 1));
        append(result, by_columns(std::exchange(right, {}), cuts + 1));
    };
    for (PrintedLine& line : lines) {
        bool is_left = left_of(line, x), is_right = right_of(line, x);
        if (!is_left && !is_right) finish_band();
        (is_left ? left : is_right ? right : result).push_back(std::move(line));
    }
    finish_band();
    return result;
}

}  // namespace tangible::ingest
