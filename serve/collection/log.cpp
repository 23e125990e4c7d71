// line() writes each JSON object as a whole, under a lock, so that threads do not mix their lines. log_trouble()
// recognises repetitions because it remembers up to 100 messages with the time at which each was last written.
#include "serve/collection/log.h"
#include "schemas/ground/json_text.h"
#include <chrono>
#include <iostream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

namespace tangible::serve {
namespace {

using More = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void line(const char* level, std::string_view what, More more = {}) {
    static std::mutex mutex;
    auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    nlohmann::ordered_json members = {{"ms", now.count()}, {"level", level}, {"what", what}};
    for (const auto& [name, value] : more) members[std::string(name)] = value;
    const auto text = dumped(members);
    std::lock_guard lock(mutex);
    std::cerr << text << std::endl;
}

}  // namespace

void log_trouble(std::string_view what) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::minutes pause{1};
    constexpr std::size_t most_kept = 100;  // messages name routes and SQLite codes, so there are few different ones
    struct Said {
        Clock::time_point at;
        int left_out = 0;
    };
    static std::mutex mutex;
    static std::map<std::string, Said, std::less<>> all;
    std::lock_guard lock(mutex);
    const auto now = Clock::now();
    // Full: forget what may be written again anyway. If nothing can go, a new message is written and not remembered.
    if (all.size() >= most_kept) std::erase_if(all, [&](const auto& one) { return now - one.second.at >= pause; });
    const auto earlier = all.find(what);
    if (earlier != all.end() && now - earlier->second.at < pause) return void(++earlier->second.left_out);
    const int left_out = earlier == all.end() ? 0 : earlier->second.left_out;
    if (left_out > 0)
        line("trouble", what, {{"left_out", std::to_string(left_out)}});
    else
        line("trouble", what);
    if (earlier != all.end() || all.size() < most_kept) all.insert_or_assign(std::string(what), Said{now});
}
void log_note(std::string_view what) { line("note", what); }
void log_event(std::string_view event, More more) { line("event", event, more); }

}  // namespace tangible::serve
