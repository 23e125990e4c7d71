// The numbers that Word counts itself and keeps out of the text, so that an item says what the page shows.  Bullets
// give nothing (see without_list_signs).
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>

namespace tangible::ingest {

struct ListLevel {
    int start = 1;
    char format = 0;   ///< as ordinal() takes it; 0: none that is shown
    std::string text;  ///< "%1.%2." with the numbers of the levels in their places
};
inline constexpr int list_depth = 9;
using ListShape = std::array<ListLevel, list_depth>;

struct NumberedList {
    std::string shape;
    std::map<int, int> restarts;  ///< by level
};

/// Lists of one shape count on together, unless one begins anew.
struct ListNumbers {
    std::map<std::string, ListShape> shapes;
    std::map<std::string, NumberedList> lists;

    /// "2.1. " for the next paragraph of a list, in the order of the text; "" when it has no number.
    std::string label(const std::string& list, int level);

private:
    std::map<std::string, std::array<int, list_depth>> counters_;  ///< by shape; 0: not begun
    std::set<std::string> begun_;                                  ///< lists whose restart has been done
};

}  // namespace tangible::ingest
