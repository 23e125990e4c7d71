// Checks the names of the columns, then turns each row into a query and records what is wrong with it. The queries run
// one after the other, and the results are written as CSV or JSON.
#include "serve/searches/listed.h"
#include "index/document/fields.h"
#include "index/question/question.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/ground/limit_text.h"
#include "schemas/yaml/yaml.h"
#include "serve/web/call.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

constexpr std::size_t max_queries = 10'000, max_query_bytes = 1000;  // bytes: as many as the search reads
using Row = std::vector<std::string>;

/// Returns the values of a cell, trimmed: {"2018", "2019"} for "2018; 2019;".
std::vector<std::string> values_in(const std::string& cell) {
    std::vector<std::string> values;
    for (std::size_t at = 0; at <= cell.size();) {
        const auto end = std::min(cell.find(';', at), cell.size());
        if (auto value = trimmed(std::string_view(cell).substr(at, end - at)); !value.empty())
            values.emplace_back(value);
        at = end + 1;
    }
    return values;
}

/// Throws for a column that is unknown or repeated, and without the column "query".
void check(const Row& columns) {
    std::vector<std::string_view> known = {"query", "name", "confirmed"};
    for (const auto& f : index::fields()) known.push_back(f.name);
    for (const auto& column : columns)
        if (std::ranges::find(known, column) == known.end() || std::ranges::count(columns, column) > 1)
            throw Error(ErrorKind::usage,
                        "the list has a column '" + column.substr(0, 40) + "' that is unknown or used twice" +
                            yaml::did_you_mean(column, known),
                        "the columns are query, name, confirmed (yes or no), and fields such as theme or year");
    if (std::ranges::find(columns, "query") == columns.end())
        throw Error(ErrorKind::usage, "the list has no column 'query'", "its first row names the columns");
}

bool is_known(const Codebook& codebook, const std::string& id) {
    return codebook.find(id) ||
           std::ranges::any_of(codebook.groups, [&](const Group& g) { return lower_ascii(g.id) == lower_ascii(id); });
}

/// Adds the themes that a question names: "rel.trust" for "tea -theme:rel.trust".
void add_themes(const index::Question& q, std::vector<std::string>& ids) {
    if (q.kind == index::Question::Kind::field && (q.name == "theme" || q.name == "checked"))
        ids.push_back(q.words[0].text);
    for (const auto& part : q.parts) add_themes(part, ids);
}

/// Returns why the query cannot be run; "" if it can. An unknown theme would only count 0, which looks like a result.
std::string trouble_with(const ListedQuery& q, const Codebook& codebook) {
    if (q.query.words.empty() && q.query.filters.empty()) return "the row has no query";
    if (q.query.words.size() > max_query_bytes) return "the query is longer than " + in_bytes(max_query_bytes);
    std::vector<std::string> themes;
    add_themes(index::ask(q.query.words).question, themes);
    for (const char* field : {"theme", "checked"})
        if (const auto of = q.query.filters.find(field); of != q.query.filters.end())
            themes.insert(themes.end(), of->second.begin(), of->second.end());
    for (const auto& id : themes)
        if (!is_known(codebook, id)) return "there is no theme '" + id.substr(0, 40) + "'";
    return {};
}

/// Turns one row into a query. Of several things that are wrong, one is reported.
ListedQuery listed(const Row& columns, const Row& cells, std::size_t row, Use use, const Codebook& codebook) {
    ListedQuery q{row, "", Query(use), ""};
    std::string doubt;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell(trimmed(cells[i]));
        if (cell.empty()) continue;
        if (i >= columns.size())
            doubt = "the row has more cells than there are columns";
        else if (columns[i] == "query")
            q.query.words = cell;
        else if (columns[i] == "name")
            q.name = cell;
        else if (columns[i] != "confirmed")
            q.query.filters[columns[i]] = values_in(cell);
        else if (!(q.query.confirmed_only = cell == "yes") && cell != "no")
            doubt = "'confirmed' must be yes or no";
    }
    q.trouble = doubt.empty() ? trouble_with(q, codebook) : doubt;
    return q;
}

std::string joined(const std::vector<std::string>& notes) {
    std::string out;
    for (const auto& n : notes) out += (out.empty() ? "" : " ") + n;
    return out;
}

/// Returns the query in words: "trust theme:rel.trust".
std::string in_words(const Query& q) {
    std::string out = q.words;
    for (const auto& [field, values] : q.filters)
        for (const auto& v : values) out += (out.empty() ? "" : " ") + field + ":" + v;
    return out;
}

}  // namespace

std::vector<ListedQuery> listed_queries(const std::vector<Row>& rows, Use use, const Codebook& codebook) {
    if (rows.empty()) throw Error(ErrorKind::usage, "the list is empty", "its first row names the columns");
    Row columns;
    for (const auto& c : rows[0]) columns.emplace_back(trimmed(c));
    while (!columns.empty() && columns.back().empty()) columns.pop_back();
    check(columns);
    std::vector<ListedQuery> all;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (std::ranges::all_of(rows[i], [](auto& cell) { return trimmed(cell).empty(); })) continue;
        if (all.size() == max_queries)
            throw Error(ErrorKind::usage, "the list has more than " + in_digits(max_queries) + " queries",
                        "split the list into several files");
        all.push_back(listed(columns, rows[i], i + 1, use, codebook));
    }
    return all;
}

std::vector<ListedAnswer> answers(index::Searcher& searcher, std::vector<ListedQuery> queries) {
    std::vector<ListedAnswer> all;
    for (auto& q : queries) {
        index::Tally found;
        try {
            if (q.trouble.empty()) found = searcher.tally(q.query);
        } catch (const Error& e) {
            if (e.kind != ErrorKind::usage) throw;
            q.trouble = e.what();  // it asks for too much
        }
        all.push_back({std::move(q), std::move(found)});
    }
    return all;
}

std::string to_csv(const std::vector<ListedAnswer>& all) {
    std::string out = "row,name,query,stories,partnerships,passages,notes,trouble\r\n";
    for (const auto& [asked, found] : all) {
        const bool failed = !asked.trouble.empty();
        out += std::to_string(asked.row) + "," + csv_field(asked.name) + "," + csv_field(in_words(asked.query));
        for (auto n : {found.stories, found.partnerships, found.passages})
            out += "," + (failed ? "" : std::to_string(n));
        out += "," + csv_field(joined(found.notes)) + "," + csv_field(asked.trouble) + "\r\n";
    }
    return out;
}

std::string to_json(const std::vector<ListedAnswer>& all) {
    using Json = nlohmann::ordered_json;
    Json rows = Json::array();
    for (const auto& [asked, found] : all) {
        Json row = {{"row", asked.row}, {"name", asked.name}, {"query", in_words(asked.query)}};
        if (asked.trouble.empty()) {
            row["stories"] = found.stories;
            row["partnerships"] = found.partnerships;
            row["passages"] = found.passages;
            row["notes"] = found.notes;
        } else {
            row["trouble"] = asked.trouble;
        }
        rows.push_back(std::move(row));
    }
    return dumped(rows);
}

}  // namespace tangible::serve
