// Measures what is usual in one document: how far apart its lines stand and how far they reach. Stands between
// page_lines.h and paragraphs.cpp. Pure.
#pragma once
#include "ingest/pdf/page_lines.h"
#include <map>
#include <utility>
#include <vector>

namespace tangible::ingest {

/// Decides whether the letters of two lines differ by more than 12 percent in size.
bool other_size(const PrintedLine& a, const PrintedLine& b);
bool below(const PrintedLine& a, const PrintedLine& b);  ///< whether b stands below a on the same page
/// Returns the distance of the baselines of two lines, in sizes of a's letters.
double pitch_between(const PrintedLine& a, const PrintedLine& b);
/// Decides whether line a could have held the first word of b and still ended before `right` (points).
bool has_room(const PrintedLine& a, const PrintedLine& b, double right);

/// A column of a page, or as much of it as is read downwards in one go: lines [begin, end).
struct Column {
    std::size_t begin, end;
    double left;
};
/// Divides lines into columns: a new one begins wherever a line does not stand below the one before.
std::vector<Column> columns_of(const std::vector<PrintedLine>&);

/// How far lines of one size reach in columns that begin at the same place: their right edge, in points. Where too few
/// lines are full to show it, the right margin is taken to be as wide as the left one.
class Reach {
public:
    Reach(const std::vector<PrintedLine>&, const std::vector<Column>&);
    double of(const Column&, const PrintedLine&) const;

private:
    struct Seen {
        double right = 0;
        std::size_t full = 0, lines = 0;
    };
    std::map<std::pair<long, long>, Seen> seen_;  ///< by place and size
};

/// The usual distance of lines for each size of letters, in sizes. A size with fewer than five lines cannot have a
/// looser distance than is usual for all.
class Pitch {
public:
    explicit Pitch(const std::vector<PrintedLine>&);
    double of(const PrintedLine&) const;

private:
    using Seen = std::map<long, std::size_t>;
    static std::pair<double, std::size_t> most(const Seen&);
    std::map<long, Seen> of_size_;
    Seen of_all_;
};

}  // namespace tangible::ingest
