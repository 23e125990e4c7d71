#include "serve/log.h"
#include "schemas/json.h"
#include <chrono>
#include <iostream>
#include <mutex>
#include <string>
#include <vector>

namespace tangible::serve {
namespace {

using More = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void line(const char* level, std::string_view what, More more = {}) {
    static std::mutex mutex;
    auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    std::vector<std::pair<std::string, std::string>> members = {
        {"ms", std::to_string(now.count())}, {"level", json_string(level)}, {"what", json_string(what)}};
    for (const auto& [name, value] : more) members.emplace_back(name, json_string(value));
    const auto text = json_object(members);
    std::lock_guard lock(mutex);
    std::cerr << text << std::endl;
}

}  // namespace

void log_trouble(std::string_view what) { line("trouble", what); }
void log_note(std::string_view what) { line("note", what); }
void log_event(std::string_view event, More more) { line("event", event, more); }

}  // namespace tangible::serve
