// Charts as SVG, made here and readable without scripts: each mark is a link to what it counts, numbers
// stand beside the marks, nothing is told by colour alone.  The table with the same numbers is the page's to print.
#pragma once
#include <string>
#include <vector>

namespace tangible::serve {

struct Bar {
    std::string label;  ///< escaped here
    double value = 0;
    std::string caption;      ///< printed at the bar's end: "12 of 40"
    std::string href;         ///< "" for none
    bool suppressed = false;  ///< the number is withheld: a hatched stub of no value, and its words below the chart
};

struct Chart {
    std::string id, title, description;  ///< `id` is a word; the others are escaped here
    std::vector<Bar> bars;
};

/// Upright bars, for years.
std::string columns_svg(const Chart&);
/// Lying bars, for kinds.
std::string bars_svg(const Chart&);

}  // namespace tangible::serve
