// Small functions write rectangles, texts, links and the hatched stub for a withheld number. columns_svg() and
// bars_svg() place them in rows or columns of fixed width and scale the bars to the greatest value. Sizes are in SVG
// user units: the style sheet scales a chart to the page. A withheld number appears nowhere in the SVG: the size of its
// stub is fixed, so that nobody can measure the number.
#include "serve/web/charts.h"
#include "schemas/shapes/evidence.h"
#include "serve/web/call.h"
#include <algorithm>
#include <cmath>

namespace tangible::serve {
namespace {

/// Returns a number with at most one decimal: "12", "3.5".
std::string number(double v) {
    auto text = std::to_string(std::lround(v * 10) / 10.0);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// Returns the greatest value, at least 1, because bars are divided by it.
double greatest(const std::vector<Bar>& bars) {
    double top = 1;
    for (const auto& b : bars) top = std::max(top, b.value);
    return top;
}

std::string opened(const Chart& c, double width, double height) {
    return "<svg class=\"chart\" role=\"group\" aria-labelledby=\"" + c.id + "-t " + c.id + "-d\" viewBox=\"0 0 " +
           number(width) + " " + number(height) + "\" xmlns=\"http://www.w3.org/2000/svg\"><title id=\"" + c.id +
           "-t\">" + html_escaped(c.title) + "</title><desc id=\"" + c.id + "-d\">" + html_escaped(c.description) +
           "</desc>";
}

// Colours are attributes of the marks, so that a chart that is saved as a file has them. On a page, the style sheet
// overrides attributes.
std::string rect(double x, double y, double w, double h) {
    return "<rect fill=\"#12436d\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w) +
           "\" height=\"" + number(h) + "\"/>";
}

std::string text(double x, double y, const char* anchor, const std::string& words) {
    return "<text fill=\"#16202a\" font-family=\"system-ui, sans-serif\" font-size=\"13\" x=\"" + number(x) +
           "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" + html_escaped(words) + "</text>";
}

bool any_suppressed(const Chart& c) {
    return std::any_of(c.bars.begin(), c.bars.end(), [](const Bar& b) { return b.suppressed; });
}

std::string key() { return std::string(suppressed_in_csv) + ": " + suppressed_in_words; }

// Hatched, so that nobody takes the stub for the bar of a small number. It is a path and not a rectangle, because the
// style sheet colours all rectangles as bars. Path commands: M moves, h and v draw lines, z closes, l draws a diagonal.
std::string stub(double x, double y, double w, double h) {
    constexpr double between = 7;
    auto path = "M" + number(x) + " " + number(y) + "h" + number(w) + "v" + number(h) + "h" + number(-w) + "z";
    for (double at = 0; at < w; at += between) {
        const double up = std::min(h, w - at);
        path += "M" + number(x + at) + " " + number(y + h) + "l" + number(up) + " " + number(-up);
    }
    return "<path d=\"" + path + "\" fill=\"none\" stroke=\"currentColor\"/>";
}

// Bars are links for the pointer. They are not tab stops, because keyboards reach the same links in the page's table.
std::string linked(const Bar& bar, const std::string& inside) {
    if (bar.href.empty()) return "<g>" + inside + "</g>";
    return "<a href=\"" + html_escaped(bar.href) + "\" tabindex=\"-1\">" + inside + "</a>";
}

}  // namespace

std::string columns_svg(const Chart& chart) {
    // Width of a column; height of the longest bar, of the captions above and the labels below it, and of the key;
    // width that the key needs; height of a stub.
    constexpr double step = 72, tall = 150, head = 22, foot = 24, line = 24, least = 390, low = 14;
    const bool keyed = any_suppressed(chart);
    double width = std::max<double>(step * static_cast<double>(chart.bars.size()), keyed ? least : step);
    double top = greatest(chart.bars);
    auto out = opened(chart, width, head + tall + foot + (keyed ? line : 0));
    if (keyed) out += text(8, head + tall + foot + 16, "start", key());
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        double x = step * static_cast<double>(i), high = bar.suppressed ? low : bar.value / top * tall;
        out += linked(bar, (bar.suppressed ? stub(x + 8, head + tall - high, step - 16, high)
                                           : rect(x + 8, head + tall - high, step - 16, std::max(high, 1.0))) +
                               text(x + step / 2, head + tall - high - 6, "middle", bar.caption) +
                               text(x + step / 2, head + tall + 17, "middle", bar.label));
    }
    return out + "</svg>";
}

std::string bars_svg(const Chart& chart) {
    // Height of a row; width of the labels, of the longest bar, and of the captions after it; height of the key; width
    // of a stub.
    constexpr double step = 30, names = 190, wide = 330, room = 90, line = 24, low = 24;
    const bool keyed = any_suppressed(chart);
    double top = greatest(chart.bars), high = step * static_cast<double>(std::max<std::size_t>(chart.bars.size(), 1));
    auto out = opened(chart, names + wide + room, high + (keyed ? line : 0));
    if (keyed) out += text(names, high + 16, "start", key());
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        double y = step * static_cast<double>(i), w = bar.suppressed ? low : bar.value / top * wide;
        out += linked(bar, text(names - 8, y + 20, "end", bar.label) +
                               (bar.suppressed ? stub(names, y + 5, w, step - 10)
                                               : rect(names, y + 5, std::max(w, 1.0), step - 10)) +
                               text(names + w + 6, y + 20, "start", bar.caption));
    }
    return out + "</svg>";
}

}  // namespace tangible::serve
