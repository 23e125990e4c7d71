// Charts as SVG, readable without scripts: each bar links to the stories it counts, its number stands beside it, and
// colour alone never carries meaning. A page prints a table with the same numbers beside the chart, for readers who
// cannot use an image. Pure functions.
#pragma once
#include <string>
#include <vector>

namespace tangible::serve {

/// One bar. The functions below escape its texts.
struct Bar {
    std::string label;
    double value = 0;         ///< not negative; the longest bar is the greatest value, or 1 if all are below
    std::string caption;      ///< printed at the bar's end: "12 of 40"
    std::string href;         ///< where a click leads; "" for no link
    bool suppressed = false;  ///< the number is withheld: draws a hatched stub of fixed size, and a key below the chart
};

/// A chart with its texts for screen readers. The functions below escape `title` and `description`.
struct Chart {
    std::string id, title, description;  ///< `id` is a word, unique on the page: ids inside the chart begin with it
    std::vector<Bar> bars;
};

/// Returns an <svg> element with vertical bars, which suit years.
std::string columns_svg(const Chart&);
/// Returns an <svg> element with horizontal bars, which leave room for long labels.
std::string bars_svg(const Chart&);

}  // namespace tangible::serve
