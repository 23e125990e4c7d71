// Formats with gmtime_r(), so that the time zone of the machine does not matter.  The names of months are here and not
// strftime's, which depend on the locale.
#include "schemas/ground/clock.h"
#include <array>
#include <chrono>
#include <ctime>

namespace tangible {

std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string day(std::int64_t ms) {
    static constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
    std::time_t seconds = static_cast<std::time_t>(ms / 1000);
    std::tm t{};
    gmtime_r(&seconds, &t);
    return std::to_string(t.tm_mday) + " " + months[static_cast<std::size_t>(t.tm_mon)] + " " +
           std::to_string(t.tm_year + 1900);
}

std::string timestamp(std::int64_t ms) {
    const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
    std::tm t{};
    gmtime_r(&seconds, &t);
    char text[40];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &t)};
}

}  // namespace tangible
