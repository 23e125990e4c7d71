// label() counts the item's level up by one, starts the levels above it when they have not begun, and resets those
// below, as Word does.  text_of() then puts the counters into the pattern of the level.  Counters belong to a shape and
// not to a list: in Word, lists of one shape continue each other.
#include "ingest/formats/list_numbers.h"
#include "ingest/formats/readers.h"

namespace tangible::ingest {
namespace {

std::string text_of(const ListShape& shape, const std::array<int, list_depth>& counters, int level) {
    const std::string& pattern = shape[static_cast<std::size_t>(level)].text;
    std::string s;
    // "%2" is the place for the number of the second level.  No honest label is longer than 200 bytes.
    for (std::size_t i = 0; i < pattern.size() && s.size() < 200; ++i) {
        bool place = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        if (!place) {
            s += pattern[i];
            continue;
        }
        auto which = static_cast<std::size_t>(pattern[++i] - '1');
        s += ordinal(counters[which] ? counters[which] : shape[which].start,
                     shape[which].format ? shape[which].format : '1');
    }
    return s.empty() ? s : s + " ";
}

}  // namespace

std::string ListNumbers::label(const std::string& id, int level) {
    auto list = lists.find(id);
    if (list == lists.end() || level < 0 || level >= list_depth) return {};
    auto shape = shapes.find(list->second.shape);
    if (shape == shapes.end()) return {};

    auto& counters = counters_[shape->first];
    if (begun_.insert(id).second)
        for (auto [i, start] : list->second.restarts) counters[static_cast<std::size_t>(i)] = start - 1;
    auto at = static_cast<std::size_t>(level);
    // A level that was skipped counts as begun.  If a text begins with an item of level 2, that is "1.1", and the first
    // item of level 1 after it is "2".
    for (std::size_t i = 0; i < at; ++i)
        if (counters[i] == 0) counters[i] = shape->second[i].start;
    if (counters[at] == 0) counters[at] = shape->second[at].start - 1;
    if (counters[at] < 1'000'000) ++counters[at];
    for (std::size_t deeper = at + 1; deeper < list_depth; ++deeper) counters[deeper] = 0;
    return shape->second[at].format ? text_of(shape->second, counters, level) : "";
}

}  // namespace tangible::ingest
