// Counts the items of lists as Word does.  Word keeps the numbers out of the text and computes them for display;
// without them, "see point 2.1" would lead nowhere.  Bullets have no number.
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>

namespace tangible::ingest {

/// How the items of one level of a list are numbered.
struct ListLevel {
    int start = 1;     ///< number of the first item
    char format = 0;   ///< as for ordinal(); 0: no number is shown
    std::string text;  ///< "%1.%2." where %1 stands for the number of the first level, and so on
};
inline constexpr int list_depth = 9;  ///< Word has nine levels
/// How the items of all levels are numbered (Word: abstractNum).
using ListShape = std::array<ListLevel, list_depth>;

/// A list (Word: num).
struct NumberedList {
    std::string shape;            ///< id of its shape
    std::map<int, int> restarts;  ///< levels, from 0, that begin anew in this list, and at which number
};

/// The lists of a document.  Lists of the same shape continue each other's numbers, unless one restarts.
struct ListNumbers {
    std::map<std::string, ListShape> shapes;    ///< by id
    std::map<std::string, NumberedList> lists;  ///< by id

    /// Counts the next paragraph of a list, at a level from 0 to 8, and returns its label: "2.1. ".  Returns "" for a
    /// list or level that does not exist or shows no number.  Call it for each paragraph in the order of the text.
    std::string label(const std::string& list, int level);

private:
    std::map<std::string, std::array<int, list_depth>> counters_;  ///< by shape; 0: not begun
    std::set<std::string> begun_;                                  ///< lists whose restart has been done
};

}  // namespace tangible::ingest
