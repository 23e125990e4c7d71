// Functions that fill Views from stories, codings, quotes, counts and cuts come first, then those that write numbers
// and shares in words. Stored values, such as verdicts and kinds of cuts, become words for people here, so that every
// page uses the same ones.
#include "serve/pages/views.h"
#include "index/document/fields.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/yaml/names.h"
#include <array>
#include <cmath>

namespace tangible::serve::pages {

// A story that researchers or everyone may read can always be counted (closed() in consent.h). A story that only the
// team may read can be counted only when its teller allows that, too.
Use counting_use(const Call& call) {
    const auto use = use_of(call);
    return use == Use::team ? Use::count : use;
}

Answers answers_for(const Call& call, const Workspace& work, const Story& story) {
    if (use_of(call) == Use::team) return story.answers;
    return for_all_readers(story.answers, with_themes(work.collection.form.questions, work.collection.codebook));
}

bool was_taken_back(const Call& call, Workspace& work, const StoryId& id) {
    return work.store.standing_of(id).state == Standing::State::withdrawn &&
           (call.role() >= Role::coder || work.store.was_public(id));
}

std::string base_of(const Call& call, const Config& config) {
    if (!config.base_url.empty()) return config.base_url;
    const auto host = call.headers.find("host");  // one of the server's own names: known_host.h has refused all others
    if (host == call.headers.end() || host->second.empty())
        return "http://" + config.address + ":" + std::to_string(config.port);
    return "http://" + host->second;
}

Names names_of(Store& store) {
    Names out;
    for (auto& p : store.partnerships()) out.emplace(p.id, p);
    return out;
}

View theme_link(const Codebook& codebook, const std::string& id) {
    const auto* theme = codebook.find(id);
    return {{"label", theme ? theme->label : id}, {"slug", theme ? theme->slug() : ""}, {"known", theme != nullptr}};
}

namespace {

// "made NEAR/6 together" is a codebook's notation: readers see "made … together".
std::string without_notation(std::string cue) {
    constexpr std::string_view near = " NEAR/";
    for (std::size_t at = 0; (at = cue.find(near, at)) != cue.npos;) {
        const auto end = cue.find(' ', at + near.size());
        if (end == cue.npos) break;
        cue.replace(at, end - at, " …");
    }
    return cue;
}

}  // namespace

const char* said_by(Verdict v) {
    switch (v) {
    case Verdict::suggested:
        return "suggested by the machine";
    case Verdict::accepted:
        return "accepted";
    case Verdict::rejected:
        return "rejected";
    case Verdict::added:
        return "added";
    case Verdict::disputed:
        return "people disagree";
    }
    return "";
}

View coding_view(const Codebook& codebook, const Coding& c) {
    auto v = theme_link(codebook, c.theme);
    v["theme"] = c.theme;
    v["begin"] = c.span.begin;
    v["end"] = c.span.end;
    v["quote"] = c.quote;
    v["cue"] = without_notation(c.cue);
    v["said_by"] = said_by(c.verdict);
    v["person"] = is_decision(c.verdict);
    v["edition"] = c.edition;
    v["suggested"] = c.verdict == Verdict::suggested;
    v["rejected"] = c.verdict == Verdict::rejected;
    v["disputed"] = c.verdict == Verdict::disputed;
    v["against"] = c.polarity == Polarity::against;
    View hints(std::vector<View>{});
    for (const auto& h : c.hints) hints.push({{"hint", h}});
    v["hints"] = hints;
    return v;
}

View story_line(const Workspace& work, const Names& names, const Story& s) {
    auto it = names.find(s.partnership);
    return {{"id", s.id},
            {"title", s.title.empty() ? "A story without a title" : s.title},
            {"lang", s.language == "und" ? "" : s.language},
            {"dir", direction(s.language)},
            {"year", s.year ? std::to_string(s.year) : ""},
            {"place", s.place},
            {"role", role_of(work.collection.form, s.role)},
            {"partnership", it == names.end() ? "" : it->second.name},
            {"partnership_id", s.partnership},
            {"channel", name(s.channel)}};
}

View quote_view(const Workspace& work, const Names& names, const Quote& q) {
    auto it = names.find(q.partnership);
    auto v = coding_view(work.collection.codebook, q.coding);
    v["story"] = q.story;
    v["before"] = q.before;
    v["after"] = q.after;
    v["title"] = q.title.empty() ? "A story without a title" : q.title;
    v["role"] = role_of(work.collection.form, q.role);
    v["partnership"] = it == names.end() ? "" : it->second.name;
    v["year"] = q.year ? std::to_string(q.year) : "";
    return v;
}

View choices_view(const std::vector<Choice>& all, const std::vector<std::string>& chosen, const std::string& prefix) {
    View list(std::vector<View>{});
    for (const auto& c : all)
        list.push({{"id", c.id},
                   {"label", c.label},
                   {"key", prefix + "-" + c.id},
                   {"chosen", std::ranges::find(chosen, c.id) != chosen.end()}});
    return list;
}

View uses_view(const Form& form, const std::function<bool(Use)>& is_chosen, const std::string& prefix) {
    View list(std::vector<View>{});
    for (const auto& u : form.uses)
        list.push({{"id", name(u.use)},
                   {"key", prefix + "-" + std::string(name(u.use))},
                   {"question", u.question},
                   {"consequence", u.consequence},
                   {"chosen", is_chosen(u.use)}});
    return list;
}

std::optional<int> typed_year(std::string_view typed) {
    if (typed.empty()) return 0;
    if (typed.size() != 4 || typed.find_first_not_of("0123456789") != typed.npos) return std::nullopt;
    const int year = std::stoi(std::string(typed));
    return year <= std::stoi(timestamp(now_ms()).substr(0, 4)) ? std::optional(year) : std::nullopt;
}

View count_view(const Count& c) {
    const auto stories = number_or_words(c.stories, c.suppressed);
    return {{"label", c.label},
            {"stories", stories},
            {"suppressed", c.suppressed},
            {"partnerships", c.partnerships},
            {"passages", c.passages},
            {"door", door(c.query)},
            {"share", c.suppressed || c.of_suppressed ? suppressed_in_a_cell : share(c.stories, c.of_stories)}};
}

View cuts_view(const Story& story) {
    static constexpr Named<CutKind> kinds[] = {{CutKind::quoted, "Quoted from an earlier email"},
                                               {CutKind::signature, "Signature"},
                                               {CutKind::disclaimer, "Legal notice"},
                                               {CutKind::device, "Added by a phone or an email program"},
                                               {CutKind::caution, "Warning added by a mail system"},
                                               {CutKind::header, "Heading of a forwarded email"},
                                               {CutKind::covering, "Words of the person who passed it on"}};
    View cuts(std::vector<View>{});
    int number = 0;
    for (const auto& c : story.cuts)
        cuts.push({{"number", ++number},
                   {"kind", std::string(name_in(kinds, c.kind))},
                   {"text", c.text},
                   // By its words and not its place: the place may change when the story is read again.
                   {"cut", sha256_hex(c.text)}});
    return cuts;
}

View answers_view(const Collection& collection, const Answers& answers) {
    View list(std::vector<View>{});
    for (const auto& a : in_words(answers, with_themes(collection.form.questions, collection.codebook))) {
        View lines(std::vector<View>{});
        for (const auto& line : a.lines) lines.push({{"line", line}});
        list.push({{"question", a.question}, {"lines", lines}, {"for_team", a.own_words}});
    }
    return list;
}

View additions_view(const std::vector<Addition>& additions) {
    View list(std::vector<View>{});
    int number = 0;
    for (const auto& a : additions)
        list.push({{"number", ++number},
                   {"id", a.id},
                   {"received", day(a.received_ms)},
                   {"words", a.text},
                   {"open", a.open}});
    return list;
}

void add_closed_cuts(Story& story, const std::vector<Addition>& additions) {
    for (const auto& a : additions)
        if (!a.open) story.cuts.insert(story.cuts.end(), a.cuts.begin(), a.cuts.end());
}

std::string role_of(const Form& form, const std::string& role) {
    if (role.empty()) return {};
    const auto& label = form.role_label(role);
    return label.substr(0, label.find(" ("));
}

std::string counted(std::uint64_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string year_in_words(int year) { return year ? std::to_string(year) : index::unknown_year; }

std::string number_or_words(std::uint32_t n, bool suppressed) {
    return suppressed ? suppressed_in_a_cell : std::to_string(n);
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

std::string share(std::uint64_t part, std::uint64_t whole) {
    auto text = std::to_string(part) + " of " + std::to_string(whole);
    if (whole >= 10)
        text += " (" + std::to_string((part * 100 + whole / 2) / whole) + " %)";  // "50 %" of 2 would claim too much
    return text;
}

std::string door(const std::string& query) { return "/counted?q=" + url_escaped(query); }

const char* direction(std::string_view language) {
    // Languages written from right to left that tellers may use; all others are written from left to right.
    for (auto rtl : {"ar", "ur", "fa", "he", "ps", "sd", "ckb"})
        if (language == rtl) return "rtl";
    return "ltr";
}

}  // namespace tangible::serve::pages
