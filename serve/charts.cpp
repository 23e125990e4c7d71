#include "serve/charts.h"
#include "serve/call.h"
#include <algorithm>
#include <cmath>

namespace tangible::serve {
namespace {

std::string number(double v) {
    auto text = std::to_string(std::lround(v * 10) / 10.0);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

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

std::string rect(double x, double y, double w, double h) {
    return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w) + "\" height=\"" + number(h) +
           "\"/>";
}

std::string text(double x, double y, const char* anchor, const std::string& words) {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" +
           html_escaped(words) + "</text>";
}

// Marks are links for the pointer; keyboards reach the same links in the table, so they are no tab stops.
std::string linked(const Bar& bar, const std::string& inside) {
    if (bar.href.empty()) return "<g>" + inside + "</g>";
    return "<a href=\"" + html_escaped(bar.href) + "\" tabindex=\"-1\">" + inside + "</a>";
}

}  // namespace

std::string columns_svg(const Chart& chart) {
    constexpr double step = 56, tall = 150, head = 22, foot = 24;
    double width = std::max<double>(step * static_cast<double>(chart.bars.size()), step);
    double top = greatest(chart.bars);
    auto out = opened(chart, width, head + tall + foot);
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        double x = step * static_cast<double>(i), high = bar.value / top * tall;
        out += linked(bar, rect(x + 8, head + tall - high, step - 16, std::max(high, 1.0)) +
                               text(x + step / 2, head + tall - high - 6, "middle", bar.caption) +
                               text(x + step / 2, head + tall + 17, "middle", bar.label));
    }
    return out + "</svg>";
}

std::string bars_svg(const Chart& chart) {
    constexpr double step = 30, names = 190, wide = 330, room = 90;
    double top = greatest(chart.bars);
    auto out =
        opened(chart, names + wide + room, step * static_cast<double>(std::max<std::size_t>(chart.bars.size(), 1)));
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const auto& bar = chart.bars[i];
        double y = step * static_cast<double>(i), w = bar.value / top * wide;
        out += linked(bar, text(names - 8, y + 20, "end", bar.label) + rect(names, y + 5, std::max(w, 1.0), step - 10) +
                               text(names + w + 6, y + 20, "start", bar.caption));
    }
    return out + "</svg>";
}

}  // namespace tangible::serve
