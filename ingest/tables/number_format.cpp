// Reads number formats. A format code is read letter by letter: y and d mean a date, h and s a time, and m a month if
// none of these occurs. Day numbers become dates with std::chrono, in either of Excel's two calendars.
#include "ingest/tables/number_format.h"
#include "schemas/ground/ascii.h"
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace tangible::ingest {
namespace {

constexpr double last_day = 2'958'465;  // 9999-12-31

std::string day_text(std::int64_t days, bool from_1904) {
    using namespace std::chrono;
    // The older calendar counts 29 February 1900 as day 60, a day that never was. So days before it are one off.
    sys_days first = from_1904 ? sys_days{January / 1 / 1904} : sys_days{December / 30 / 1899};
    if (!from_1904 && days < 60) ++days;
    const year_month_day day{first + std::chrono::days{days}};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
}

/// Writes seconds of a day as "10:20", or "10:20:30" when there are seconds.
std::string time_text(std::int64_t seconds) {
    char text[32];
    int h = static_cast<int>(seconds / 3600), m = static_cast<int>(seconds / 60 % 60),
        s = static_cast<int>(seconds % 60);
    std::snprintf(text, sizeof text, s ? "%02d:%02d:%02d" : "%02d:%02d", h, m, s);
    return text;
}

/// Writes a number as spreadsheets show it: whole numbers without a point, others with up to 15 digits.
std::string number_text(double value) {
    char text[64];
    bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
    std::snprintf(text, sizeof text, whole ? "%.0f" : "%.15g", value == 0 ? 0.0 : value);
    return text;
}

}  // namespace

NumberFormat built_in_format(int id) {
    bool east_asian = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    if ((id >= 14 && id <= 17) || east_asian) return {true, false};
    if (id == 22) return {true, true};
    return {false, (id >= 18 && id <= 21) || (id >= 45 && id <= 47)};
}

NumberFormat format_of_code(std::string_view code) {
    NumberFormat format;
    bool month_or_minute = false;
    code = code.substr(0, code.find(';'));
    for (std::size_t i = 0; i < code.size(); ++i) {
        char c = lower_ascii(code[i]);
        if (c == '"' || c == '[') {
            auto end = code.find(c == '"' ? '"' : ']', i + 1);
            std::string inside = c == '[' ? lower_ascii(code.substr(i, std::min<std::size_t>(end - i, 4))) : "";
            if (inside == "[h" || inside == "[hh" || inside == "[m" || inside == "[mm" || inside == "[s" ||
                inside == "[ss")
                format.time = true;
            if (end == code.npos) break;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*')
            ++i;
        else if (c == 'y' || c == 'd')
            format.date = true;
        else if (c == 'h' || c == 's')
            format.time = true;
        else if (c == 'm')
            month_or_minute = true;
        else if (lower_ascii(code.substr(i, 7)) == "general")
            return {};
    }
    if (month_or_minute && !format.date && !format.time) format.date = true;
    return format;
}

std::string shown(double value, NumberFormat format, bool from_1904) {
    if ((!format.date && !format.time) || !(value >= 0 && value <= last_day)) return number_text(value);
    auto seconds = static_cast<std::int64_t>(std::llround(value * 86400));
    if (!format.date) return time_text(seconds);
    std::string day = day_text(seconds / 86400, from_1904);
    return format.time && seconds % 86400 ? day + " " + time_text(seconds % 86400) : day;
}

std::string shown(std::string_view number, NumberFormat format, bool from_1904) {
    number = trimmed(number);
    double value = 0;
    auto [end, trouble] = std::from_chars(number.data(), number.data() + number.size(), value);
    bool is_number = trouble == std::errc() && end == number.data() + number.size() && std::isfinite(value);
    return is_number ? shown(value, format, from_1904) : std::string(number);
}

}  // namespace tangible::ingest
