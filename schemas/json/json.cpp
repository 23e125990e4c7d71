// One small function json_of() for each shape, with its members in the order of openapi.yaml.  Whatever is not named
// here does not leave the program.
#include "schemas/json/json.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::ordered_json;

// list() below calls json_of() by its unqualified name.  The compiler finds only the functions that are declared before
// the template, because Json and the shapes are in other namespaces than this anonymous one.
Json json_of(const Coding&);
Json json_of(const Theme&);
Json json_of(const Cue&);
Json json_of(const Guard&);
Json json_of(const Group&);
Json json_of(const Source&);
Json json_of(const Count&);
Json json_of(const Quote&);
Json json_of(const Span&);
Json json_of(const ThemeCount&);
Json json_of(const FacetValue&);
Json json_of(const Facet&);
Json json_of(const Relaxation&);
Json json_of(const Hit&);
Json json_of(const Place&);
Json json_of(const Widening&);
Json json_of(const Partner&);

// Returns null when the year is unknown (0).
Json year_or_null(int year) { return year ? Json(year) : Json(nullptr); }

template <class T> Json list(const std::vector<T>& values) {
    Json out = Json::array();
    for (const auto& v : values) out.push_back(json_of(v));
    return out;
}

// Counts the code points before a byte of a text.  It remembers the last place and counts from there, forwards or
// backwards: spans are nearly in order, so all of a story's spans together cost about one pass.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : text_(text) {}
    std::size_t before(std::size_t byte) {
        byte = std::min(byte, text_.size());
        if (byte >= byte_)
            count_ += code_points(text_.substr(byte_, byte - byte_));
        else
            count_ -= code_points(text_.substr(byte, byte_ - byte));
        byte_ = byte;
        return count_;
    }

private:
    std::string_view text_;
    std::size_t byte_ = 0, count_ = 0;
};

Json span_of(Span s, CodePoints& points) {
    auto begin = points.before(s.begin);
    return {{"begin", s.begin}, {"end", s.end}, {"begin_code_point", begin}, {"end_code_point", points.before(s.end)}};
}

Json json_of(const Span& s) { return {{"begin", s.begin}, {"end", s.end}}; }

// Leaves out who decided, because everyone may read this.
Json json_of(const Coding& c) {
    return {{"theme", c.theme},           {"span", json_of(c.span)},
            {"quote", c.quote},           {"polarity", name(c.polarity)},
            {"verdict", name(c.verdict)}, {"cue", c.cue},
            {"hints", c.hints},           {"decided_ms", c.decided_ms},
            {"edition", c.edition}};
}

Json coding_in(const Coding& c, CodePoints& points) {
    auto out = json_of(c);
    out["span"] = span_of(c.span, points);
    return out;
}

Json json_of(const Consent& c) {
    return {{"wording", c.wording}, {"uses", to_string(c.uses)}, {"given_ms", c.given_ms}};
}

// Leaves out cuts, which are other people's words, attachments, and the id of the submission.  That id is a hash of the
// bytes, so it would prove what a teller had sent even after they took it back.
Json json_of(const Story& s, const std::vector<Coding>& codings, const Answers& answers) {
    CodePoints points(s.text);
    Json out = {{"id", s.id},
                {"title", s.title},
                {"text", s.text},
                {"language", s.language},
                {"channel", name(s.channel)},
                {"partnership", s.partnership},
                {"partners", s.partners},
                {"role", s.role},
                {"place", s.place},
                {"year", year_or_null(s.year)},
                {"received_ms", s.received_ms},
                {"consent", json_of(s.consent)},
                {"answers", answers},
                {"problems", s.problems},
                {"codings", Json::array()}};
    for (const auto& c : codings) out["codings"].push_back(coding_in(c, points));
    return out;
}

Json json_of(const ThemeCount& t) { return {{"theme", t.theme}, {"passages", t.passages}, {"confirmed", t.confirmed}}; }

Json json_of(const Snippet& s) {
    CodePoints points(s.text);
    Json marks = Json::array();
    for (const auto& m : s.marks) marks.push_back(span_of(m, points));
    return {{"text", s.text}, {"marks", marks}, {"span", json_of(s.span)}};
}

Json json_of(const Hit& h) {
    return {{"id", h.id},
            {"weight", h.weight},
            {"title", h.title},
            {"partnership", h.partnership},
            {"role", h.role},
            {"place", h.place},
            {"language", h.language},
            {"year", year_or_null(h.year)},
            {"snippet", json_of(h.snippet)},
            {"themes", list(h.themes)},
            {"passages", list(h.passages)},
            {"places", list(h.places)},
            {"all_of_them", h.all_of_them}};
}

Json json_of(const Place& p) {
    return {{"before", p.before},
            {"words", p.words},
            {"after", p.after},
            {"span", json_of(p.span)},
            {"in_title", p.in_title}};
}

Json json_of(const Widening& w) {
    return {{"words", w.words}, {"theme", w.theme}, {"also", w.also}, {"looked_for", w.looked_for}};
}

Json json_of(const FacetValue& v) {
    return {{"value", v.value}, {"label", v.label}, {"stories", v.stories}, {"selected", v.selected}};
}
Json json_of(const Facet& f) { return {{"field", f.field}, {"label", f.label}, {"values", list(f.values)}}; }
Json json_of(const Relaxation& r) {
    Json also = Json::array();
    for (const auto& [field, value] : r.also) also.push_back({{"field", field}, {"value", value}});
    return {{"field", r.field}, {"value", r.value}, {"stories", r.stories}, {"also", also}};
}

Json json_of(const Results& r) {
    return {{"stories", r.stories}, {"hits", list(r.hits)},           {"facets", list(r.facets)},
            {"notes", r.notes},     {"did_you_mean", r.did_you_mean}, {"relaxations", list(r.relaxations)},
            {"edition", r.edition}, {"widened", list(r.widened)},     {"until_ms", r.until_ms},
            {"newer", r.newer}};
}

// A withheld number is null.  A 0 would be read as a number.
Json json_of(const Count& c) {
    return {{"label", c.label},
            {"value", c.value},
            {"stories", c.suppressed ? Json(nullptr) : Json(c.stories)},
            {"partnerships", c.partnerships},
            {"passages", c.passages},
            {"of_stories", c.of_suppressed ? Json(nullptr) : Json(c.of_stories)},
            {"query", c.query}};
}

Json json_of(const Quote& q) {
    return {{"story", q.story},
            {"title", q.title},
            {"partnership", q.partnership},
            {"role", q.role},
            {"year", year_or_null(q.year)},
            {"before", q.before},
            {"coding", json_of(q.coding)},
            {"after", q.after}};
}

Json json_of(const Evidence& e) {
    return {{"theme", e.theme},
            {"total", json_of(e.total)},
            {"all_partnerships", e.all_partnerships},
            {"passages_confirmed", e.passages_confirmed},
            {"passages_suggested", e.passages_suggested},
            {"passages_against", e.passages_against},
            {"stories_confirmed", e.stories_confirmed},
            {"passages_disputed", e.passages_disputed},
            {"stories_count_only", e.stories_count_only},
            {"by_year", list(e.by_year)},
            {"by_partner", list(e.by_partner)},
            {"by_partnership", list(e.by_partnership)},
            {"quotes", list(e.quotes)},
            {"counter_quotes", list(e.counter_quotes)},
            {"quotes_withheld", e.quotes_withheld},
            {"edition", e.edition},
            {"as_of_ms", e.as_of_ms}};
}

Json json_of(const Cue& c) {
    return {{"name", c.name},
            {"phrases", c.phrases},
            {"within", c.within},
            {"polarity", name(c.polarity)},
            {"language", c.language}};
}
Json json_of(const Guard& g) { return {{"phrase", g.phrase}, {"language", g.language}}; }
Json json_of(const Group& g) { return {{"id", g.id}, {"label", g.label}, {"about", g.about}}; }
Json json_of(const Source& s) { return {{"id", s.id}, {"cite", s.cite}, {"where", s.where}}; }

Json json_of(const Theme& t) {
    return {{"id", t.id},
            {"slug", t.slug()},
            {"label", t.label},
            {"group", t.group},
            {"definition", t.definition},
            {"include", t.include},
            {"exclude", t.exclude},
            {"cues", list(t.cues)},
            {"guards", list(t.guards)},
            {"examples", t.examples},
            {"near_misses", t.near_misses},
            {"opposites", t.opposites},
            {"sources", t.sources}};
}

Json json_of(const Codebook& c) {
    return {{"id", c.id},
            {"version", c.version},
            {"edition", c.edition},
            {"language", c.language},
            {"status", c.status},
            {"notice", c.notice},
            {"sources", list(c.sources)},
            {"groups", list(c.groups)},
            {"themes", list(c.themes)}};
}

// In the order of Standing::State.
constexpr const char* state_names[] = {"unknown", "pending", "parked", "story", "withdrawn"};

Json json_of(const Rejection& r) { return {{"reason", r.reason}, {"detail", r.detail}}; }

Json json_of(const Standing& s) {
    bool parked = s.state == Standing::State::parked;
    return {{"reference", s.reference},
            {"state", state_names[static_cast<int>(s.state)]},
            {"received_ms", s.received_ms},
            {"rejection", parked ? json_of(s.rejection) : Json(nullptr)}};
}

Json json_of(const Receipt& r) {
    return {{"reference", r.reference}, {"is_new", r.is_new}, {"withdrawn", r.withdrawn}, {"narrowed", r.narrowed}};
}

Json json_of(const Parked& p) {
    return {{"submission", p.submission}, {"reference", p.reference},     {"filename", p.filename},
            {"channel", name(p.channel)}, {"received_ms", p.received_ms}, {"rejection", json_of(p.rejection)}};
}

Json json_of(const Partner& p) { return {{"name", p.name}, {"type", p.type}}; }

}  // namespace

Json json_of(const Similar& s) {
    return {{"id", s.id},
            {"weight", s.weight},
            {"title", s.title},
            {"language", s.language},
            {"year", year_or_null(s.year)},
            {"words", s.words},
            {"themes", s.themes}};
}

Json json_of(const Partnership& p) {
    return {{"id", p.id},
            {"name", p.name},
            {"place", p.place},
            {"began", p.began},
            {"ended", p.ended},
            {"grant", p.grant},
            {"partners", list(p.partners)}};
}

std::string to_json(const Story& s, const std::vector<Coding>& codings, const Answers& answers) {
    return dumped(json_of(s, codings, answers));
}
std::string to_json(const Results& r) { return dumped(json_of(r)); }
std::string to_json(const Hit& h) { return dumped(json_of(h)); }
std::string to_json(const Similar& s) { return dumped(json_of(s)); }
std::string to_json(const Evidence& e) { return dumped(json_of(e)); }
std::string to_json(const Codebook& c) { return dumped(json_of(c)); }
std::string to_json(const Theme& t) { return dumped(json_of(t)); }
std::string to_json(const Standing& s) { return dumped(json_of(s)); }
std::string to_json(const Receipt& r) { return dumped(json_of(r)); }
std::string to_json(const Parked& p) { return dumped(json_of(p)); }
std::string to_json(const Partnership& p) { return dumped(json_of(p)); }

std::string to_json(const Coding& c, std::string_view text) {
    CodePoints points(text);
    return dumped(coding_in(c, points));
}

}  // namespace tangible
