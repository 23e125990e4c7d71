#include "serve/log.h"
#include "schemas/json.h"
#include <chrono>
#include <iostream>
#include <mutex>

namespace tangible::serve {
namespace {

void line(const char* level, std::string_view what) {
    static std::mutex mutex;
    auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    auto text =
        json_object({{"ms", std::to_string(now.count())}, {"level", json_string(level)}, {"what", json_string(what)}});
    std::lock_guard lock(mutex);
    std::cerr << text << std::endl;
}

}  // namespace

void log_trouble(std::string_view what) { line("trouble", what); }
void log_note(std::string_view what) { line("note", what); }

}  // namespace tangible::serve
