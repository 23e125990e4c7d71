// Lists are JSON arrays of strings or of small objects. The map back to the raw text is a sequence of numbers of
// variable length, two for each run: how far the run begins after the one before in the normal text, and by how much
// the distance to the raw text has changed. Differences are small, so a run mostly takes two to four bytes. For example
// {normal 300, source 302} after nothing is D8 04 04: 300 and 2, each doubled by zigzag().
#include "schemas/store/common/columns.h"
#include "schemas/ground/error.h"
#include "schemas/ground/varint.h"
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::json;

[[noreturn]] void damaged() { throw Error(ErrorKind::storage, "a row of the store is damaged", "restore a backup"); }

Json json_of(const std::string& s) { return s; }
Json json_of(const Cut& c) { return {{"kind", name(c.kind)}, {"text", c.text}}; }
Json json_of(const Aside& a) { return {{"kind", name(a.kind)}, {"text", a.text}}; }
Json json_of(const Person& p) { return {{"name", p.name}, {"addr", p.addr}}; }
Json json_of(const Attachment& a) {
    return {{"filename", a.filename}, {"content_type", a.content_type}, {"size", a.size}, {"sha256", a.sha256}};
}
Json json_of(const Partner& p) { return {{"name", p.name}, {"type", p.type}}; }

template <class T> std::string list(const std::vector<T>& values) {
    Json out = Json::array();
    for (const auto& v : values) out.push_back(json_of(v));
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text(const Json& j, const char* member) { return j.at(member).get<std::string>(); }

template <class Read> auto list_of(std::string_view column, Read read) {
    std::vector<decltype(read(Json()))> out;
    try {
        for (const auto& item : Json::parse(column)) out.push_back(read(item));
    } catch (const Json::exception&) {
        damaged();
    } catch (const Error&) {  // a word that is none of ours
        damaged();
    }
    return out;
}

std::uint64_t take(std::string_view& in) {
    if (const auto n = take_varint(in)) return *n;
    damaged();
}

// Maps numbers of either sign to small positive ones: 0, -1, 1, -2 become 0, 1, 2, 3.
std::uint64_t zigzag(std::int64_t n) {
    return static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63);
}
std::int64_t unzigzag(std::uint64_t n) { return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1); }

}  // namespace

std::string column_of(const std::vector<std::string>& v) { return list(v); }
std::string column_of(const std::vector<Cut>& v) { return list(v); }
std::string column_of(const std::vector<Aside>& v) { return list(v); }
std::string column_of(const std::vector<Attachment>& v) { return list(v); }
std::string column_of(const std::vector<Partner>& v) { return list(v); }

std::vector<std::string> strings_of(std::string_view column) {
    return list_of(column, [](const Json& j) { return j.get<std::string>(); });
}
std::vector<Cut> cuts_of(std::string_view column) {
    return list_of(column, [](const Json& j) { return Cut{cut_named(text(j, "kind")), text(j, "text")}; });
}
std::vector<Aside> asides_of(std::string_view column) {
    return list_of(column, [](const Json& j) { return Aside{aside_named(text(j, "kind")), text(j, "text")}; });
}
std::vector<Attachment> attachments_of(std::string_view column) {
    return list_of(column, [](const Json& j) {
        return Attachment{text(j, "filename"), text(j, "content_type"), j.at("size").get<std::uint64_t>(),
                          text(j, "sha256")};
    });
}
std::vector<Partner> partners_of(std::string_view column) {
    return list_of(column, [](const Json& j) { return Partner{text(j, "name"), text(j, "type")}; });
}

// Writes the sender, then the author if there is one; "" if the story did not come by mail.
std::string column_of(const std::optional<Senders>& s) {
    if (!s) return {};
    std::vector<Person> people{s->sender};
    if (s->author) people.push_back(*s->author);
    return list(people);
}
std::optional<Senders> senders_of(std::string_view column) {
    if (column.empty()) return std::nullopt;
    auto people = list_of(column, [](const Json& j) { return Person{text(j, "name"), text(j, "addr")}; });
    if (people.empty() || people.size() > 2) damaged();
    Senders senders{people[0], {}};
    if (people.size() == 2) senders.author = people[1];
    return senders;
}

std::string column_of(const Answers& answers) {
    return Json(answers).dump(-1, ' ', false, Json::error_handler_t::replace);
}
Answers answers_of(std::string_view column) {
    try {
        return Json::parse(column).get<Answers>();
    } catch (const Json::exception&) {
        damaged();
    }
}

std::string column_of(const std::vector<std::pair<std::string, std::string>>& fields) {
    return Json(fields).dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::vector<std::pair<std::string, std::string>> fields_of(std::string_view column) {
    try {
        return Json::parse(column).get<std::vector<std::pair<std::string, std::string>>>();
    } catch (const Json::exception&) {
        damaged();
    }
}

std::string column_of(const OffsetMap& map) {
    std::string out;
    std::int64_t normal = 0, shift = 0;
    for (const auto& run : map.runs) {
        add_varint(out, zigzag(run.normal - normal));
        add_varint(out, zigzag(std::int64_t{run.source} - run.normal - shift));
        normal = run.normal, shift = std::int64_t{run.source} - run.normal;
    }
    return out;
}

OffsetMap map_of(std::string_view column) {
    OffsetMap map;
    std::int64_t normal = 0, shift = 0;
    while (!column.empty()) {
        normal += unzigzag(take(column));
        shift += unzigzag(take(column));
        map.runs.push_back({static_cast<std::uint32_t>(normal), static_cast<std::uint32_t>(normal + shift)});
    }
    return map;
}

}  // namespace tangible
