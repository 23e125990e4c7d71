// source_of() finds the last run that begins at or before the byte, by binary search, and counts on from there.  Bytes
// before the first run come from the same place in the source.
#include "schemas/ground/text.h"
#include "schemas/ground/utf8.h"
#include <algorithm>

namespace tangible {

std::uint32_t OffsetMap::source_of(std::uint32_t normal) const {
    auto after = std::upper_bound(runs.begin(), runs.end(), normal,
                                  [](std::uint32_t at, const Run& r) { return at < r.normal; });
    if (after == runs.begin()) return normal;
    const auto& run = after[-1];
    return run.source + (normal - run.normal);
}

// The end of a span is the source of the byte after it.  So whatever was dropped directly behind the span belongs to
// it, and no letter of the source is cut in two.
Span OffsetMap::source_of(Span s) const { return {source_of(s.begin), source_of(s.end)}; }

std::vector<Span> places_of(std::string_view text, std::string_view words, std::uint32_t near) {
    std::vector<Span> all;
    const auto size = static_cast<std::uint32_t>(words.size());
    for (auto at = words.empty() ? text.npos : text.find(words); at != text.npos; at = text.find(words, at + 1))
        all.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + size});
    std::ranges::stable_sort(all, {}, [&](Span s) { return std::max(s.begin, near) - std::min(s.begin, near); });
    return all;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

}  // namespace tangible
