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

Query query_of(const Call& call) { return query_of(call.query, use_of(call)); }

Query query_of(const Fields& fields, Use use) {
    constexpr std::uint32_t max_offset = 10'000, max_page_size = 100;
    constexpr std::size_t max_values = 50;
    Query query(use);
    query.words = std::string(value_of(fields, "q"));
    for (const auto& field : index::fields()) {
        auto values = values_of(fields, field.name);
        values.erase(std::remove(values.begin(), values.end(), ""), values.end());
        if (values.size() > max_values) values.resize(max_values);
        if (!values.empty()) query.filters[field.name] = std::move(values);
    }
    auto sort = value_of(fields, "sort");
    query.sort = sort == "newest" ? Sort::newest : sort == "oldest" ? Sort::oldest : Sort::relevance;
    query.limit = number(value_of(fields, "size"), 10, max_page_size);
    query.offset = std::min((number(value_of(fields, "page"), 1, max_offset) - 1) * query.limit, max_offset);
    query.confirmed_only = value_of(fields, "confirmed") == "yes";
    query.shape = shape_named(value_of(fields, "view"));
    query.per_story = number(value_of(fields, "each"), query.per_story, max_page_size);
    query.synonyms = value_of(fields, "synonyms") == "yes";
    query.until_ms = time_ms(value_of(fields, "until"));
    return query;
}

std::string address_of(const Query& q, const std::string& path) {
    std::string out = path + "?q=" + url_escaped(q.words);
    for (const auto& [field, values] : q.filters)
        for (const auto& v : values) out += "&" + url_escaped(field) + "=" + url_escaped(v);
    if (q.sort != Sort::relevance) out += q.sort == Sort::newest ? "&sort=newest" : "&sort=oldest";
    if (q.confirmed_only) out += "&confirmed=yes";
    if (q.shape != Shape::stories) out += "&view=" + std::string(name(q.shape));
    if (q.per_story != Query(q.use).per_story) out += "&each=" + std::to_string(q.per_story);
    if (q.synonyms) out += "&synonyms=yes";
    if (q.until_ms) out += "&until=" + std::to_string(q.until_ms);
    if (q.offset) out += "&page=" + std::to_string(q.offset / q.limit + 1);
    return out;
}

std::string in_words(const Query& q) {
    std::string out = q.words;
    for (const auto& [field, values] : q.filters)
        for (const auto& v : values) out += (out.empty() ? "" : " ") + field + ":" + v;
    return out.empty() ? "all stories" : out;
}

}  // namespace tangible::serve::pages
