// query_of() reads the parameters one by one and keeps each number within its range. address_of() writes the words, the
// filters and whatever differs from its default. An address that people typed or shortened gives
// a page all the same: only too many filters are an error.
#include "serve/searches/queries.h"
#include "index/document/fields.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve::pages {
namespace {

/// Returns the number that `text` begins with, or `otherwise` if it begins with none, moved into 1 to `most`.
std::uint32_t number(std::string_view text, std::uint32_t otherwise, std::uint32_t most) {
    std::uint32_t n = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return std::clamp<std::uint32_t>(n, 1, most);
}

/// Returns a time in milliseconds since 1970; 0 if `text` is none.
std::int64_t time_ms(std::string_view text) {
    std::int64_t ms = 0;
    const auto end = text.data() + text.size();
    return std::from_chars(text.data(), end, ms).ptr == end && ms > 0 ? ms : 0;
}

// Each value costs a look-up in the index and is repeated in every link of the page.
constexpr std::size_t most_filters = 50;

/// Returns how many values of search fields there are.
std::size_t filters_in(const Fields& fields) {
    std::size_t n = 0;
    for (const auto& field : index::fields())
        for (const auto& value : values_of(fields, field.name)) n += !value.empty();
    return n;
}

}  // namespace

Use use_of(const Call& call) { return use_of(call.role()); }

Use use_of(Role role) {
    switch (role) {
    case Role::anyone:
        return Use::publish;
    case Role::researcher:
        return Use::research;
    default:
        return Use::team;
    }
}

Query query_of(const Call& call) {
    if (const auto n = filters_in(call.query); n > most_filters)
        throw Error(ErrorKind::usage,
                    "A search can have at most " + in_digits(most_filters) + " filters. This address has " +
                        in_digits(n),
                    "Remove some of them from the address, or start a new search.");
    return query_of(call.query, use_of(call));
}

Query query_of(const Fields& fields, Use use) {
    constexpr std::uint32_t max_page_size = 100;
    Query query(use);
    std::size_t room = most_filters;
    constexpr std::size_t enough_bytes = 1'100;  // the search reads 1,000 and says so if there are more
    query.words = std::string(value_of(fields, "q").substr(0, enough_bytes));
    for (const auto& field : index::fields()) {
        auto values = values_of(fields, field.name);
        values.erase(std::remove(values.begin(), values.end(), ""), values.end());
        values.resize(std::min(values.size(), room));
        room -= values.size();
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
    if (q.limit != Query(q.use).limit) out += "&size=" + std::to_string(q.limit);
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
