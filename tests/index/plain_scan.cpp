#include "tests/index/plain_scan.h"
#include "index/building/catch_up.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::tests {
namespace {

using Kind = Wish::Kind;
constexpr std::size_t further_by_a_line = 10;

bool confirmed(const Coding& c) { return c.verdict == Verdict::accepted || c.verdict == Verdict::added; }
bool counts(const Coding& c, bool confirmed_only) {
    return c.verdict != Verdict::rejected && (confirmed(c) || !confirmed_only);
}
// Researchers may also read what everyone may read.
bool may_see(Use use, const Uses& allowed) {
    return use != Use::own && (allowed.has(use) || (use == Use::research && allowed.has(Use::publish)));
}
std::string folded(const std::string& value) { return index::terms::folded_value(value); }

bool has_stemmer(const std::string& language) {
    const auto& all = index::Analyser::stemmed_languages();
    return std::find(all.begin(), all.end(), language) != all.end();
}

// "co production" may also be written as one word if both are words of letters.
std::string as_one(const std::string& a, const std::string& b) {
    const bool letters = a.size() > 1 && b.size() > 1 && !std::isdigit(static_cast<unsigned char>(a.back()));
    return letters ? a + b : std::string();
}

}  // namespace

// Reading the stories.

PlainScan::PlainScan(Store& store, const index::Cues& cues)
    : book_(cues.codebook()), partnerships_(store.partnerships()) {
    for (const auto& id : store.live()) stories_.push_back(told(store, cues, *store.story(id, Use::own)));
}

Told PlainScan::told(Store& store, const index::Cues& cues, Story story) {
    Told t;
    t.codings = index::settled_codings(store, cues, analyser_, story);
    t.story = std::move(story);
    t.language = analyser_.analyse("", t.story.language).language;
    std::size_t line = 0, begin = 0;
    for (; begin <= t.story.text.size(); ++line) {
        const auto end = std::min(t.story.text.find('\n', begin), t.story.text.size());
        add_line(t, t.story.text.substr(begin, end - begin), begin, false, line);
        begin = end + 1;
    }
    add_line(t, t.story.title, 0, true, line);
    return t;
}

void PlainScan::add_line(Told& t, const std::string& line, std::size_t begins, bool is_title, std::size_t line_number) {
    for (const auto& token : analyser_.analyse(line, t.language).tokens) {
        Place place;
        place.at = t.places.size() + line_number * further_by_a_line;
        const auto offset = static_cast<std::uint32_t>(begins);
        if (!is_title) place.span = {offset + token.span.begin, offset + token.span.end};
        auto all = analyser_.parts(line, token);
        all.push_back(token.word);
        for (const auto word : all) {
            place.words.emplace(analyser_.folded(word));
            place.stems.emplace(analyser_.stem(word, t.language));
        }
        t.places.push_back(std::move(place));
    }
}

// Words in a story.

std::vector<PlainScan::Word> PlainScan::words_of(const std::string& text) {
    std::vector<Word> words;
    for (const auto& token : analyser_.analyse(text, "und").tokens) {
        words.push_back({std::string(analyser_.folded(token.word)), {}});
        for (const auto part : analyser_.parts(text, token)) words.back().parts.emplace_back(analyser_.folded(part));
    }
    return words;
}

std::string PlainScan::form(const std::string& word, const Told& t, bool stemmed) {
    return stemmed && has_stemmer(t.language) ? analyser_.stem_of(word, t.language) : word;
}

bool PlainScan::in_order(const Told& t, const Words& words) {
    for (const bool stemmed : {false, true})
        for (std::size_t first = 0; first + words.size() <= t.places.size(); ++first) {
            bool all = true;
            for (std::size_t k = 0; k < words.size() && all; ++k) {
                const auto& place = t.places[first + k];
                all = place.at == t.places[first].at + k && place.stems.contains(form(words[k], t, stemmed));
            }
            if (all) return true;
        }
    return false;
}

// Word for word; a hyphenated word also matches as its parts, and two neighbours also match as one word.
bool PlainScan::phrase(const Told& t, const std::vector<Word>& words) {
    std::vector<std::vector<Words>> upto(words.size() + 1);
    upto[0].push_back({});
    const auto extend = [&](std::size_t from, std::size_t to, const Words& by) {
        for (auto reading : upto[from]) {
            reading.insert(reading.end(), by.begin(), by.end());
            upto[to].push_back(std::move(reading));
        }
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        extend(i, i + 1, {words[i].folded});
        if (!words[i].parts.empty()) extend(i, i + 1, words[i].parts);
        if (i + 1 == words.size()) continue;
        if (const auto one = as_one(words[i].folded, words[i + 1].folded); !one.empty()) extend(i, i + 2, {one});
    }
    return std::any_of(upto.back().begin(), upto.back().end(), [&](const Words& w) { return in_order(t, w); });
}

bool PlainScan::side_by_side(const Told& t, const std::vector<Word>& words) {
    const auto with_next = [&](std::size_t i) {
        const auto one = i + 1 < words.size() ? as_one(words[i].folded, words[i + 1].folded) : "";
        return !one.empty() && in_order(t, {one});
    };
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!phrase(t, {words[i]}) && !with_next(i) && !(i > 0 && with_next(i - 1))) return false;
    return true;
}

// Whether each form has a place of its own, from `first` on and less than `span` after it.
bool PlainScan::in_range(const Told& t, std::size_t first, const Words& forms, std::size_t span) {
    std::vector<std::size_t> places;
    for (auto at = first; at < t.places.size() && t.places[at].at < t.places[first].at + span; ++at)
        places.push_back(at);
    std::sort(places.begin(), places.end());
    std::set<std::size_t> taken;
    const auto fill = [&](auto&& self, std::size_t k) -> bool {
        if (k == forms.size()) return true;
        for (const auto at : places)
            if (!taken.contains(at) && t.places[at].stems.contains(forms[k])) {
                taken.insert(at);
                if (self(self, k + 1)) return true;
                taken.erase(at);
            }
        return false;
    };
    return fill(fill, 0);
}

bool PlainScan::near(const Told& t, const Wish& w) {
    Words words;
    for (const auto& text : w.nearby)
        for (const auto& word : words_of(text)) words.push_back(word.folded);
    if (words.empty()) return true;
    if (words.size() == 1) return in_order(t, words);
    const auto span = static_cast<std::size_t>(w.within) * (words.size() - 1) + 1;
    for (const bool stemmed : {false, true}) {
        Words forms;
        for (const auto& word : words) forms.push_back(form(word, t, stemmed));
        for (std::size_t first = 0; first < t.places.size(); ++first)
            if (in_range(t, first, forms, span)) return true;
    }
    return false;
}

bool PlainScan::begins(const Told& t, const Wish& w) {
    const auto words = words_of(w.text);
    if (words.size() != 1) return phrase(t, words);
    for (const auto& place : t.places)
        for (const auto& word : place.words)
            if (word.starts_with(words[0].folded)) return true;
    return false;
}

// Fields.

std::vector<std::string> PlainScan::values(const Told& t, const std::string& field, bool confirmed_only) const {
    std::set<std::string> out;
    const auto& s = t.story;
    if (field == "theme" || field == "checked")
        for (const auto& c : t.codings) {
            if (!counts(c, confirmed_only || field == "checked")) continue;
            const auto slug = folded(c.theme);
            out.insert(slug);
            out.insert(slug.substr(0, slug.find('.')));
        }
    if (field == "partner")
        for (const auto& p : s.partners) out.insert(folded(p));
    if (field == "partnership") out.insert(folded(s.partnership));
    if (field == "place") out.insert(folded(s.place));
    if (field == "year") out.insert(s.year ? std::to_string(s.year) : "unknown");
    if (field == "lang") out.insert(folded(s.language)), out.insert(folded(s.language.substr(0, s.language.find('-'))));
    if (field == "role") out.insert(folded(s.role));
    if (field == "channel") out.insert(std::string(name(s.channel)));
    if (field == "quotable") out.insert(s.consent.uses.has(Use::quote) ? "yes" : "no");
    if (field == "tagged")
        for (const auto& c : t.codings) {
            if (confirmed(c)) out.insert("person");
            if (c.verdict == Verdict::suggested) out.insert("machine");
            if (c.verdict == Verdict::disputed) out.insert("disputed");
        }
    out.erase("");
    return {out.begin(), out.end()};
}

// A place is also found by one of its words.
bool PlainScan::has_value(const Told& t, const std::string& field, const std::string& value,
                          bool confirmed_only) const {
    const auto wanted = folded(value);
    const auto all = values(t, field, confirmed_only);
    if (std::find(all.begin(), all.end(), wanted) != all.end()) return true;
    if (field != "place" || wanted.empty()) return false;
    return (" " + folded(t.story.place) + " ").find(" " + wanted + " ") != std::string::npos &&
           wanted.find(' ') == std::string::npos;
}

bool PlainScan::ticked(const Told& t, const Query& q, const std::string& left_out,
                       const std::string& value_left_out) const {
    for (const auto& [field, ticks] : q.filters) {
        if (field == left_out && value_left_out.empty()) continue;
        bool any = false, asked = false;
        for (const auto& tick : ticks) {
            if (field == left_out && tick == value_left_out) continue;
            asked = true;
            any |= has_value(t, field, tick, field == "theme" && q.confirmed_only);
        }
        if (asked && !any) return false;
    }
    return true;
}

// The question.

bool PlainScan::fits(const Told& t, const Wish& w, bool confirmed_only) {
    const auto fits_part = [&](const Wish& part) { return fits(t, part, confirmed_only); };
    switch (w.kind) {
    case Kind::everything:
        return true;
    case Kind::words:
        return side_by_side(t, words_of(w.text));
    case Kind::phrase:
        return phrase(t, words_of(w.text));
    case Kind::near:
        return near(t, w);
    case Kind::start:
        return begins(t, w);
    case Kind::field:
        return has_value(t, w.field, w.text, confirmed_only && w.field == "theme");
    case Kind::years:
        return t.story.year != 0 && w.from <= t.story.year && t.story.year <= w.to;
    case Kind::both:
        return std::all_of(w.parts.begin(), w.parts.end(), fits_part);
    case Kind::either:
        return std::any_of(w.parts.begin(), w.parts.end(), fits_part);
    case Kind::without:
        return fits_part(w.parts[0]) && std::none_of(w.parts.begin() + 1, w.parts.end(), fits_part);
    }
    return false;
}

Answer PlainScan::answer(const Asking& asking) {
    const auto& q = asking.query;
    std::vector<const Told*> said;  // found by the words alone, without ticks
    for (const auto& t : stories_)
        if (may_see(q.use, t.story.consent.uses) && fits(t, asking.wish, q.confirmed_only)) said.push_back(&t);
    const auto with_ticks = [&](const std::string& field_left_out, const std::string& value_left_out) {
        auto some = said;
        std::erase_if(some, [&](const Told* t) { return !ticked(*t, q, field_left_out, value_left_out); });
        return some;
    };
    Answer a;
    a.found = with_ticks("", "");
    std::sort(a.found.begin(), a.found.end(), [&](const Told* x, const Told* y) {
        const bool x_known = x->story.year != 0, y_known = y->story.year != 0;
        if (x_known != y_known) return x_known;
        const auto time = [](const Told* t) { return std::pair(t->story.year, t->story.received_ms); };
        if (time(x) != time(y)) return (time(x) > time(y)) == (q.sort != Sort::oldest);
        return x->story.id < y->story.id;
    });
    for (const auto& field : index::fields())
        if (field.facet) a.facets.push_back(facet(q, field.name, field.label, with_ticks(field.name, "")));
    if (a.found.empty())
        for (const auto& [field, ticks] : q.filters) {
            a.fields[field] = static_cast<std::uint32_t>(with_ticks(field, "").size());
            for (const auto& tick : ticks)
                if (const auto n = with_ticks(field, tick).size())
                    a.ticks.push_back({field, tick, static_cast<std::uint32_t>(n)});
        }
    return a;
}

Facet PlainScan::facet(const Query& q, const std::string& field, const std::string& title,
                       const std::vector<const Told*>& base) const {
    std::map<std::string, std::uint32_t> stories;
    for (const auto* t : base)
        for (const auto& value : values(*t, field, q.confirmed_only)) ++stories[value];
    std::set<std::string> ticks;
    if (const auto at = q.filters.find(field); at != q.filters.end())
        for (const auto& tick : at->second)
            if (!folded(tick).empty()) ticks.insert(folded(tick));
    const auto is_group = [&](const std::string& value) { return field == "theme" && value.find('.') == value.npos; };
    std::erase_if(stories, [&](const auto& s) { return is_group(s.first) && !ticks.contains(s.first); });
    for (const auto& tick : ticks)
        stories[tick] = static_cast<std::uint32_t>(std::count_if(
            base.begin(), base.end(), [&](const Told* t) { return has_value(*t, field, tick, q.confirmed_only); }));
    Facet out{field, title, {}};
    for (const auto& [value, n] : stories) out.values.push_back({value, label(field, value), n, ticks.contains(value)});
    std::stable_sort(out.values.begin(), out.values.end(), [&](const FacetValue& a, const FacetValue& b) {
        return field == "year" ? a.value < b.value : a.stories != b.stories ? a.stories > b.stories : a.label < b.label;
    });
    return out;
}

std::string PlainScan::label(const std::string& field, const std::string& value) const {
    if (field == "theme") {
        for (const auto& t : book_.themes)
            if (folded(t.id) == value) return t.label;
        for (const auto& g : book_.groups)
            if (folded(g.id) == value) return g.label;
    }
    if (field == "partnership")
        for (const auto& p : partnerships_)
            if (p.id == value) return p.name;
    const auto few = index::field(field)->label_of(value);
    return few.empty() ? value : few;
}

// Passages.

std::vector<ThemeCount> PlainScan::themes(const Told& t, bool confirmed_only) const {
    std::vector<ThemeCount> out;
    for (const auto& theme : book_.themes) {
        ThemeCount count{theme.id, 0, false};
        for (const auto& c : t.codings)
            if (c.theme == theme.id && counts(c, confirmed_only)) ++count.passages, count.confirmed |= confirmed(c);
        if (count.passages > 0) out.push_back(count);
    }
    return out;
}

bool PlainScan::asked_for(const Wish& w, const Place& place, const Told& t) {
    const auto stands = [&](const std::string& word) {
        return !word.empty() && (place.stems.contains(word) || place.stems.contains(form(word, t, true)));
    };
    if (w.kind == Kind::without) return asked_for(w.parts[0], place, t);
    if (w.kind == Kind::near) {
        for (const auto& text : w.nearby)
            for (const auto& word : words_of(text))
                if (stands(word.folded)) return true;
        return false;
    }
    if (w.kind == Kind::words || w.kind == Kind::phrase || w.kind == Kind::start) {
        const auto words = words_of(w.text);
        if (w.kind == Kind::start && words.size() == 1)
            return std::any_of(place.words.begin(), place.words.end(),
                               [&](const auto& word) { return word.starts_with(words[0].folded); });
        for (std::size_t i = 0; i < words.size(); ++i)
            if (stands(words[i].folded) || std::any_of(words[i].parts.begin(), words[i].parts.end(), stands) ||
                (i > 0 && stands(as_one(words[i - 1].folded, words[i].folded))))
                return true;
        return false;
    }
    return std::any_of(w.parts.begin(), w.parts.end(), [&](const Wish& p) { return asked_for(p, place, t); });
}

}  // namespace tangible::tests
