// What is usual on the pages of one document: how far lines stand apart and how far they reach.
// Between page_lines.h and paragraphs.cpp; pure.
#pragma once
#include "ingest/pdf/page_lines.h"
#include <map>
#include <utility>
#include <vector>

namespace tangible::ingest {

bool other_size(const PrintedLine& a, const PrintedLine& b);
bool below(const PrintedLine& a, const PrintedLine& b);  ///< b stands below a on the same page
/// From one line to the next, in sizes of the letters.
double pitch_between(const PrintedLine& a, const PrintedLine& b);
/// True when line a could have held the first word of b and still ended before `right`.
bool has_room(const PrintedLine& a, const PrintedLine& b, double right);

/// A column of a page, or as much of it as is read downwards in one go: lines [begin, end).
struct Column {
    std::size_t begin, end;
    double left;
};
std::vector<Column> columns_of(const std::vector<PrintedLine>&);

/// How far lines of one size reach in columns that begin at the same place.  Where too few lines are full to
/// show it, the right margin is taken to be as wide as the left one.
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

/// The usual distance of lines for each size of letters, in sizes.  A size that is seldom seen has no say of its
/// own beyond what is usual for all.
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
