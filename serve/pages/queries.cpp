#include "serve/pages/queries.h"
#include "index/fields.h"
#include "serve/pages/views.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve::pages {
namespace {

std::uint32_t number(std::string_view text, std::uint32_t otherwise, std::uint32_t most) {
    std::uint32_t n = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return std::clamp<std::uint32_t>(n, 1, most);
}

// 0 for what is no time since 1970.
std::int64_t time_ms(std::string_view text) {
    std::int64_t ms = 0;
    const auto end = text.data() + text.size();
    return std::from_chars(text.data(), end, ms).ptr == end && ms > 0 ? ms : 0;
}

}  // namespace

Query query_of(const Call& call) {
    constexpr std::uint32_t max_offset = 10'000, max_page_size = 100;
    constexpr std::size_t max_values = 50;
    Query query(use_of(call));
    query.words = std::string(value_of(call.query, "q"));
    for (const auto& field : index::fields()) {
        auto values = values_of(call.query, field.name);
        values.erase(std::remove(values.begin(), values.end(), ""), values.end());
        if (values.size() > max_values) values.resize(max_values);
        if (!values.empty()) query.filters[field.name] = std::move(values);
    }
    auto sort = value_of(call.query, "sort");
    query.sort = sort == "newest" ? Sort::newest : sort == "oldest" ? Sort::oldest : Sort::relevance;
    query.limit = number(value_of(call.query, "size"), 10, max_page_size);
    query.offset = std::min((number(value_of(call.query, "page"), 1, max_offset) - 1) * query.limit, max_offset);
    query.confirmed_only = value_of(call.query, "confirmed") == "yes";
    query.shape = shape_named(value_of(call.query, "view"));
    query.per_story = number(value_of(call.query, "each"), query.per_story, max_page_size);
    query.synonyms = value_of(call.query, "synonyms") == "yes";
    query.until_ms = time_ms(value_of(call.query, "until"));
    return query;
}

}  // namespace tangible::serve::pages
