// Writes and reads drafts and details, with one pair of functions for each type.
//
// The bytes of an outsider may have taken over the reader, so its answer is checked in full: every member must be
// there, no other may be, and each must have the right type and range.
#include "schemas/shapes/json_drafts.h"
#include "schemas/ground/error.h"
#include <limits>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::ordered_json;

// More than any answer of an honest reader: the pool accepts 64 MiB (Limits::answer_bytes).
constexpr std::size_t max_bytes = std::size_t{256} << 20;
constexpr std::size_t max_drafts = 100'000;

// Unlike dumped() in json_text.h, escapes no characters, since nobody looks at this JSON.
std::string dumped(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

// A JSON library's error message may quote the story, so it is replaced by this one.
[[noreturn]] void refuse() { throw Error(ErrorKind::bad_schema, "the JSON from a file reader is not valid"); }

// ---- writing ----

// Writes the runs as one flat list, [normal, source, normal, source, ...]: a quarter of the size of a list of objects.
Json json_of(const OffsetMap& map) {
    Json out = Json::array();
    for (const auto& run : map.runs) {
        out.push_back(run.normal);
        out.push_back(run.source);
    }
    return out;
}

Json json_of(const Details& d) {
    Json consent = nullptr;
    if (d.consent)
        consent = {
            {"wording", d.consent->wording}, {"uses", to_string(d.consent->uses)}, {"given_ms", d.consent->given_ms}};
    Json out = {{"title", d.title},       {"partnership", d.partnership},
                {"partners", d.partners}, {"role", d.role},
                {"place", d.place},       {"year", d.year},
                {"consent", consent}};
    if (!d.follows.empty()) out["follows"] = d.follows;
    if (d.passed) out["passed"] = true;
    if (!d.answers.empty()) out["answers"] = d.answers;
    if (!d.told_by.empty()) out["told_by"] = d.told_by;
    return out;
}

Json json_of(const Cut& c) { return {{"kind", name(c.kind)}, {"text", c.text}}; }

Json json_of(const Aside& a) { return {{"kind", name(a.kind)}, {"text", a.text}}; }

Json json_of(const Person& p) { return {{"name", p.name}, {"addr", p.addr}}; }

Json json_of(const Senders& s) {
    return {{"sender", json_of(s.sender)}, {"author", s.author ? json_of(*s.author) : Json()}};
}

Json json_of(const Answering& a) {
    return {{"addr", a.addr},
            {"not_because", a.not_because},
            {"written_ms", a.written_ms},
            {"message_id", a.message_id},
            {"answers", a.answers}};
}

Json json_of(const Attachment& a) {
    return {{"filename", a.filename}, {"content_type", a.content_type}, {"size", a.size}, {"sha256", a.sha256}};
}

Json json_of(const Draft&);  // declared before `list`, which must see it

template <class T> Json list(const std::vector<T>& values) {
    Json out = Json::array();
    for (const auto& v : values) out.push_back(json_of(v));
    return out;
}

Json json_of(const Draft& d) {
    return {{"title", d.title},
            {"text", d.text},
            {"map", json_of(d.map)},
            {"language", d.language},
            {"cuts", list(d.cuts)},
            {"asides", list(d.asides)},
            {"attachments", list(d.attachments)},
            {"senders", d.senders ? json_of(*d.senders) : Json()},
            {"answering", d.answering ? json_of(*d.answering) : Json()},
            {"details", json_of(d.details)},
            {"machine_class", d.machine_class},
            {"problems", d.problems},
            {"trouble", {{"reason", d.trouble.reason}, {"detail", d.trouble.detail}}}};
}

// ---- reading ----

// Returns `j` when it is an object with exactly this many members.  The caller then reads each by name with at(), which
// throws when one is missing; so there can be no other.
const Json& object(const Json& j, std::size_t members) {
    if (!j.is_object() || j.size() != members) refuse();
    return j;
}

std::string text(const Json& j) {
    if (!j.is_string()) refuse();
    return j.get<std::string>();
}

// Returns a whole number that fits T.
template <class T> T whole(const Json& j) {
    if (!j.is_number_integer()) refuse();
    if (j.is_number_unsigned() ? j.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<T>::max())
                               : j.get<std::int64_t>() < static_cast<std::int64_t>(std::numeric_limits<T>::min()))
        refuse();
    return j.get<T>();
}

// Returns the items of an array, each read by `read`.
template <class Read> auto list(const Json& j, Read read) {
    if (!j.is_array()) refuse();
    std::vector<decltype(read(j))> out;
    out.reserve(j.size());
    for (const auto& item : j) out.push_back(read(item));
    return out;
}

// Refuses runs that are out of order, because source_of() finds its run by binary search.
OffsetMap map_of(const Json& j) {
    if (!j.is_array() || j.size() % 2) refuse();
    OffsetMap map;
    for (std::size_t i = 0; i < j.size(); i += 2) {
        OffsetMap::Run run{whole<std::uint32_t>(j[i]), whole<std::uint32_t>(j[i + 1])};
        if (!map.runs.empty() && run.normal < map.runs.back().normal) refuse();
        map.runs.push_back(run);
    }
    return map;
}

Consent consent_of(const Json& j) {
    object(j, 3);
    return {text(j.at("wording")), uses_from(text(j.at("uses"))), whole<std::int64_t>(j.at("given_ms"))};
}

Answers answers_of(const Json& j) {
    if (!j.is_object()) refuse();
    Answers out;
    for (const auto& [id, values] : j.items()) out[id] = list(values, text);
    return out;
}

// The last members are written only where they say something.
Details details_of(const Json& j) {
    const bool passed = j.contains("passed"), follows = j.contains("follows");
    const bool answered = j.contains("answers"), by_somebody = j.contains("told_by");
    object(j, std::size_t{7} + passed + follows + answered + by_somebody);
    Details d{text(j.at("title")),
              text(j.at("partnership")),
              list(j.at("partners"), text),
              text(j.at("role")),
              text(j.at("place")),
              whole<int>(j.at("year")),
              {}};
    if (!j.at("consent").is_null()) d.consent = consent_of(j.at("consent"));
    d.passed = passed;
    if (follows) d.follows = text(j.at("follows"));
    if (answered) d.answers = answers_of(j.at("answers"));
    if (by_somebody) d.told_by = text(j.at("told_by"));
    return d;
}

Cut cut_of(const Json& j) {
    object(j, 2);
    return {cut_named(text(j.at("kind"))), text(j.at("text"))};
}

Aside aside_of(const Json& j) {
    object(j, 2);
    return {aside_named(text(j.at("kind"))), text(j.at("text"))};
}

// Returns nullopt for null.
template <class Read> auto maybe(const Json& j, Read read) {
    return j.is_null() ? std::nullopt : std::optional(read(j));
}

Person person_of(const Json& j) {
    object(j, 2);
    return {text(j.at("name")), text(j.at("addr"))};
}

Senders senders_of(const Json& j) {
    object(j, 2);
    return {person_of(j.at("sender")), maybe(j.at("author"), person_of)};
}

Answering answering_of(const Json& j) {
    object(j, 5);
    return {text(j.at("addr")), text(j.at("not_because")), whole<std::int64_t>(j.at("written_ms")),
            text(j.at("message_id")), list(j.at("answers"), text)};
}

Attachment attachment_of(const Json& j) {
    object(j, 4);
    return {text(j.at("filename")), text(j.at("content_type")), whole<std::uint64_t>(j.at("size")),
            text(j.at("sha256"))};
}

Rejection rejection_of(const Json& j) {
    object(j, 2);
    return {text(j.at("reason")), text(j.at("detail"))};
}

Draft draft_of(const Json& j) {
    object(j, 13);
    return {text(j.at("title")),
            text(j.at("text")),
            map_of(j.at("map")),
            text(j.at("language")),
            list(j.at("cuts"), cut_of),
            list(j.at("asides"), aside_of),
            list(j.at("attachments"), attachment_of),
            maybe(j.at("senders"), senders_of),
            maybe(j.at("answering"), answering_of),
            details_of(j.at("details")),
            text(j.at("machine_class")),
            list(j.at("problems"), text),
            rejection_of(j.at("trouble"))};
}

// Parses and reads a value, and turns every failure into the one error of refuse().
template <class Read> auto read(std::string_view json, Read read_value) {
    if (json.size() > max_bytes) refuse();
    try {
        return read_value(Json::parse(json));
    } catch (const Json::exception&) {
        refuse();
    } catch (const Error&) {  // an unknown name of a cut, an aside or a use; its message would quote the input
        refuse();
    }
}

}  // namespace

std::string to_json(const Details& d) { return dumped(json_of(d)); }
std::string to_json(const std::vector<Draft>& drafts) { return dumped(list(drafts)); }

Details details_from_json(std::string_view json) { return read(json, details_of); }

std::vector<Draft> drafts_from_json(std::string_view json) {
    return read(json, [](const Json& j) {
        if (j.size() > max_drafts) refuse();
        return list(j, draft_of);
    });
}

}  // namespace tangible
