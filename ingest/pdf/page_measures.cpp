// Measures lines and columns of a document. Reach keeps the farthest right edge and counts full lines by place and
// size; Pitch counts distances between lines by size. Thresholds are in sizes of the letters, so that they hold for any
// print.
#include "ingest/pdf/page_measures.h"
#include <algorithm>
#include <cmath>

namespace tangible::ingest {
namespace {

// In sizes of the letters. They allow for what programs round when they place words.
constexpr double room_to_spare = 0.05, loosest_pitch_of_few = 1.6, pitch_step = 0.05, other_size_share = 0.12;
/// Columns whose left edges differ by less begin at the same place.
constexpr double same_left_points = 9;
/// With fewer lines, nothing can be learnt from a size or a column.
constexpr std::size_t few_lines = 5, enough_full_lines = 4;

// Rounds a measure. A file may place its letters anywhere; those far off any page count as 0.
long whole(double measure) {
    constexpr double farthest = 1e9;
    return measure > -farthest && measure < farthest ? std::lround(measure) : 0;
}

long size_of(const PrintedLine& line) { return whole(line.size); }

/// The place and size under which a column's lines are counted.
std::pair<long, long> key(const Column& c, const PrintedLine& line) {
    return {whole(c.left / same_left_points), size_of(line)};
}

}  // namespace

bool other_size(const PrintedLine& a, const PrintedLine& b) {
    return std::abs(a.size - b.size) > other_size_share * std::max(a.size, b.size);
}

double pitch_between(const PrintedLine& a, const PrintedLine& b) {
    return (b.bottom - a.bottom) / std::max(a.size, 1.0);
}

bool below(const PrintedLine& a, const PrintedLine& b) { return a.page == b.page && b.bottom > a.bottom; }

std::vector<Column> columns_of(const std::vector<PrintedLine>& lines) {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == 0 || !below(lines[i - 1], lines[i])) columns.push_back({i, i, lines[i].left});
        Column& c = columns.back();
        c = {c.begin, i + 1, std::min(c.left, lines[i].left)};
    }
    return columns;
}

bool has_room(const PrintedLine& a, const PrintedLine& b, double right) {
    return a.right + a.space + b.first_word + room_to_spare * a.size < right;
}

Reach::Reach(const std::vector<PrintedLine>& lines, const std::vector<Column>& columns) {
    for (const Column& c : columns)
        for (std::size_t i = c.begin; i < c.end; ++i) {
            double& right = seen_[key(c, lines[i])].right;
            right = std::max(right, lines[i].right);
        }
    for (const Column& c : columns)
        for (std::size_t i = c.begin; i + 1 < c.end; ++i) {
            Seen& seen = seen_[key(c, lines[i])];
            ++seen.lines;
            seen.full += !has_room(lines[i], lines[i + 1], seen.right);
        }
}

// Neighbouring places are added up, since an edge may lie on the border of two.
double Reach::of(const Column& column, const PrintedLine& line) const {
    Seen all;
    auto [place, size] = key(column, line);
    for (long near : {-1, 0, 1})
        if (auto found = seen_.find({place + near, size}); found != seen_.end())
            all = {std::max(all.right, found->second.right), all.full + found->second.full,
                   all.lines + found->second.lines};
    bool shown = all.full >= enough_full_lines && all.full * 2 >= all.lines;
    return shown ? all.right : std::max(all.right, line.page_width - column.left);
}

Pitch::Pitch(const std::vector<PrintedLine>& lines) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (!below(lines[i - 1], lines[i]) || other_size(lines[i - 1], lines[i])) continue;
        long steps = whole(pitch_between(lines[i - 1], lines[i]) / pitch_step);
        ++of_size_[size_of(lines[i])][steps];
        ++of_all_[steps];
    }
}

double Pitch::of(const PrintedLine& line) const {
    double usual = std::max(loosest_pitch_of_few, most(of_all_).first);
    auto found = of_size_.find(size_of(line));
    if (found == of_size_.end()) return usual;
    auto [pitch, lines] = most(found->second);
    return lines < few_lines ? std::min(pitch, usual) : pitch;
}

// The most frequent distance, and how many lines have it.
std::pair<double, std::size_t> Pitch::most(const Seen& seen) {
    auto found = std::ranges::max_element(seen, {}, [](const auto& step) { return step.second; });
    return found == seen.end() ? std::pair{0.0, std::size_t{0}}
                               : std::pair{static_cast<double>(found->first) * pitch_step, found->second};
}

}  // namespace tangible::ingest
