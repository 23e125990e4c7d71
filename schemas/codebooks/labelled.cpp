// Parses one line after the other, so that an error names its line, and checks the type of every known key.  Whole
// numbers are accepted in place of texts, as many programs write ids as numbers.
#include "schemas/codebooks/labelled.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include "schemas/system/file.h"
#include <nlohmann/json.hpp>
#include <sstream>

namespace tangible {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_row_bytes = 16u << 20;  // far more than a story; JSON takes several times its size in memory

// `where` is "file:12: ".
[[noreturn]] void complain(const std::string& where, const std::string& what) {
    throw Error(ErrorKind::bad_schema, where + what,
                "each line must be an object: {\"id\": ..., \"text\": ..., \"labels\": [...]}");
}

std::string text_of(const Json& row, const char* key, const std::string& where) {
    const auto at = row.find(key);
    if (at == row.end() || at->is_null()) return {};
    if (at->is_number_integer()) return at->dump();
    if (!at->is_string()) complain(where, std::string("'") + key + "' should be a text");
    return at->get<std::string>();
}

bool bool_of(const Json& row, const char* key, const std::string& where) {
    const auto at = row.find(key);
    if (at == row.end() || at->is_null()) return false;
    if (!at->is_boolean()) complain(where, std::string("'") + key + "' should be true or false");
    return at->get<bool>();
}

Labelled labelled_from(const std::string& line, const std::string& where) {
    if (line.size() > max_row_bytes) complain(where, "the row is larger than " + in_bytes(max_row_bytes));
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) complain(where, "the row is not a JSON object");
    if (!row.contains("text")) complain(where, "'text' is missing here");
    Labelled out{text_of(row, "id", where),    text_of(row, "text", where),     text_of(row, "title", where),
                 text_of(row, "split", where), text_of(row, "language", where), {}};
    out.drawn = bool_of(row, "drawn", where);
    out.reviewed = bool_of(row, "reviewed", where);
    const auto labels = row.find("labels");
    if (labels == row.end() || labels->is_null()) return out;
    if (!labels->is_array()) complain(where, "'labels' should be a list");
    for (const auto& label : *labels) {
        if (!label.is_string() && !label.is_number_integer()) complain(where, "'labels' should be a list of texts");
        out.labels.push_back(label.is_string() ? label.get<std::string>() : label.dump());
    }
    return out;
}

}  // namespace

std::vector<Labelled> read_labelled(const std::filesystem::path& path) {
    constexpr std::size_t max_bytes = std::size_t{512} << 20;  // the file is read into memory as a whole
    std::istringstream in(bytes_of(path, max_bytes));
    const std::string name = path.filename().string();
    std::vector<Labelled> out;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == line.npos) continue;
        out.push_back(labelled_from(line, name + ":" + std::to_string(number) + ": "));
        if (out.back().id.empty()) out.back().id = std::to_string(number);
    }
    return out;
}

}  // namespace tangible
