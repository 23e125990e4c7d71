// Checker tags the codebook's own examples, near misses and cues, and compares the stems of cues and guards: what the
// tagger really does is checked, and not what the file seems to say. Trial counts which rules fire on real stories and
// reports those that never do.
#include "index/codebook/check.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <set>
#include <tuple>

namespace tangible::index {
namespace {

/// A word of a phrase: its folded form and its stem.
struct Said {
    std::string folded, stem;
};

/// The words of a phrase as the tagger matches them, with hyphenated words in their parts.
std::vector<Said> said(Analyser& analyser, const std::string& phrase, const std::string& language) {
    std::vector<Said> out;
    const auto add = [&](std::uint32_t word) {
        out.push_back({std::string(analyser.folded(word)), std::string(analyser.stem(word, language))});
    };
    for (const auto& token : analyser.analyse(phrase, language).tokens) {
        const auto parts = analyser.parts(phrase, token);
        if (parts.empty()) add(token.word);
        for (auto part : parts) add(part);
    }
    return out;
}

std::string joined(const std::vector<std::string>& words, const char* between = " ") {
    std::string out;
    for (const auto& w : words) out += (out.empty() ? "" : between) + w;
    return out;
}

// The stems of a phrase in one string, so that phrases which match the same words are equal.
std::string stems(Analyser& analyser, const std::string& phrase, const std::string& language) {
    std::vector<std::string> out;
    for (auto& word : said(analyser, phrase, language)) out.push_back(std::move(word.stem));
    return joined(out);
}

bool begins_or_ends(const std::string& word, const std::string& with) {
    return word.starts_with(with) || word.ends_with(with);
}

// A guard and a cue may share a token although their words differ, because hyphens part words: "healthcare" meets
// "care" in "health-care".
bool may_meet(const Said& one, const Said& other) {
    return one.stem == other.stem || begins_or_ends(one.folded, other.stem) || begins_or_ends(other.folded, one.stem);
}

std::string quoted(const std::string& words) { return "'" + words + "'"; }

class Checker {
public:
    Checker(const Cues& cues, const CodebookLines& lines) : cues_(cues), book_(cues.codebook()), lines_(lines) {}

    std::vector<Finding> findings() {
        for (std::uint32_t t = 0; t < book_.themes.size(); ++t) {
            own_word(book_.themes[t]);
            labels(book_.themes[t]);
            for (std::uint32_t row = 0; row < book_.themes[t].cues.size(); ++row) {
                can_fire({t, row});
                overlap({t, row});
            }
            for (const auto& g : book_.themes[t].guards) can_bite(book_.themes[t], g);
        }
        std::stable_sort(out_.begin(), out_.end(), [](const Finding& a, const Finding& b) { return a.line < b.line; });
        return std::move(out_);
    }

private:
    void warn(int line, const Theme& theme, const std::string& what) {
        out_.push_back({line, false, theme.id + " " + what});
    }

    std::vector<std::string> cues_on(const std::string& text, const Theme& theme) {
        std::vector<std::string> names;
        const auto fired =
            cues_.firings(text, analyser_.analyse(text, std::string(base_language(book_.language))), analyser_);
        for (auto [t, row] : fired.cues)
            if (book_.themes[t].id == theme.id) names.push_back(quoted(book_.themes[t].cues[row].name));
        return names;
    }

    // Each example must be suggested, and no near miss.
    void own_word(const Theme& t) {
        const auto complain = [&](const std::string& what) { out_.push_back({t.line, true, t.id + " " + what}); };
        for (const auto& e : t.examples)
            if (cues_on(e, t).empty()) complain("is not suggested by its own example: \"" + e + "\"");
        for (const auto& n : t.near_misses)
            if (const auto by = cues_on(n, t); !by.empty())
                complain("is suggested by its own near miss: \"" + n + "\" (" + joined(by, ", ") + ")");
    }

    // Two themes that people cannot tell apart by their labels.
    void labels(const Theme& t) {
        const auto [first, is_new] = labels_.try_emplace(stems(analyser_, t.label, "und"), &t);
        if (!is_new) warn(t.line, t, "has the same label as " + first->second->id + ": " + quoted(t.label));
    }

    // A cue must fire on a text of nothing but its own phrases, in one order or the other. It does not when a guard of
    // the theme covers it.
    void can_fire(Place at) {
        const auto& theme = book_.themes[at.theme];
        const auto& cue = theme.cues[at.row];
        std::set<std::string> guards;
        for (const auto& text : {joined(cue.phrases), joined({cue.phrases.rbegin(), cue.phrases.rend()})}) {
            const auto fired = cues_.firings(text, analyser_.analyse(text, cue.language), analyser_);
            if (std::find(fired.cues.begin(), fired.cues.end(), at) != fired.cues.end()) return;
            for (auto g : fired.guards)
                if (g.theme == at.theme) guards.insert(quoted(theme.guards[g.row].phrase));
        }
        const std::string because =
            guards.empty() ? "" : ": its guard " + joined({guards.begin(), guards.end()}, ", ") + " switches it off";
        warn(lines_.of(theme, cue), theme, "has a cue that can never fire, " + quoted(cue.name) + because);
    }

    // Cues of the same stems and language. In two themes both are always suggested; in one theme they matter where one
    // is for it and the other against.
    void overlap(Place at) {
        const auto& theme = book_.themes[at.theme];
        const auto& cue = theme.cues[at.row];
        std::vector<std::string> sides;
        for (const auto& p : cue.phrases) sides.push_back(stems(analyser_, p, cue.language));
        std::sort(sides.begin(), sides.end());
        const auto [first, is_new] = cues_by_stems_.try_emplace({cue.language, sides}, at);
        if (is_new) return;
        const auto& other_theme = book_.themes[first->second.theme];
        const auto& other = other_theme.cues[first->second.row];
        const auto where = " (line " + std::to_string(lines_.of(other_theme, other)) + ")";
        if (first->second.theme != at.theme)
            warn(lines_.of(theme, cue), theme,
                 "shares the cue " + quoted(cue.name) + " with " + other_theme.id + where +
                     ": the machine always suggests both");
        else if (other.polarity != cue.polarity)
            warn(lines_.of(theme, cue), theme,
                 "has the cue " + quoted(cue.name) + " for and against, as " + quoted(other.name) + where);
    }

    // A guard can switch off only a cue that it shares a word with.
    void can_bite(const Theme& theme, const Guard& guard) {
        const auto words = said(analyser_, guard.phrase, guard.language);
        const auto meets = [&](const std::string& phrase) {
            for (const auto& one : said(analyser_, phrase, guard.language))
                if (std::any_of(words.begin(), words.end(), [&](auto& other) { return may_meet(one, other); }))
                    return true;
            return false;
        };
        for (const auto& c : theme.cues)
            if (c.language == guard.language && std::any_of(c.phrases.begin(), c.phrases.end(), meets)) return;
        warn(lines_.of(theme, guard), theme,
             "has a guard that can never apply, " + quoted(guard.phrase) + ": it shares no word with a cue");
    }

    const Cues& cues_;
    const Codebook& book_;
    const CodebookLines& lines_;
    Analyser analyser_;
    std::map<std::string, const Theme*> labels_;
    std::map<std::pair<std::string, std::vector<std::string>>, Place> cues_by_stems_;
    std::vector<Finding> out_;
};

// Of `all`, those of a language that were never counted.
template <class Item, class Name>
// Adds one warning that lists the items of a language, of `all` cues or guards of a theme, whose count is 0.
void idle(std::vector<Finding>& out, const Theme& theme, const std::vector<Item>& all,
          const std::vector<std::size_t>& counts, const std::pair<const std::string, std::size_t>& stories,
          const char* kind, const Name& name) {
    std::vector<std::string> never;
    std::size_t of_language = 0;
    for (std::size_t row = 0; row < all.size(); ++row) {
        if (all[row].language != stories.first) continue;
        ++of_language;
        if (!counts[row]) never.push_back(name(all[row]));
    }
    if (never.empty()) return;
    out.push_back({theme.line, false,
                   theme.id + ": " + std::to_string(never.size()) + " of " + std::to_string(of_language) + " " + kind +
                       " in " + std::to_string(stories.second) + " stories in " + stories.first + ": " +
                       joined(never, ", ")});
}

}  // namespace

std::vector<Finding> check(const Cues& cues, const CodebookLines& lines) { return Checker(cues, lines).findings(); }

Trial::Trial(const Cues& cues, std::size_t enough) : cues_(cues), enough_(enough) {
    for (const auto& t : cues.codebook().themes) {
        fired_.emplace_back(t.cues.size());
        bit_.emplace_back(t.guards.size());
    }
}

void Trial::add(std::string_view text, const Analysis& analysis, Analyser& analyser) {
    const auto found = cues_.firings(text, analysis, analyser);
    ++stories_[found.language];
    for (auto [theme, row] : found.cues) ++fired_[theme][row];
    for (auto [theme, row] : found.guards) ++bit_[theme][row];
}

std::vector<Finding> Trial::findings() const {
    std::vector<Finding> out;
    const auto& themes = cues_.codebook().themes;
    for (std::size_t t = 0; t < themes.size(); ++t)
        for (const auto& stories : stories_) {
            if (stories.second < enough_) continue;
            idle(out, themes[t], themes[t].cues, fired_[t], stories, "cues never fire",
                 [](const Cue& c) { return c.name; });
            idle(out, themes[t], themes[t].guards, bit_[t], stories, "guards never apply",
                 [](const Guard& g) { return g.phrase; });
        }
    return out;
}

std::map<std::string, std::size_t> Trial::too_few() const {
    auto out = stories_;
    std::erase_if(out, [&](const auto& s) { return s.second >= enough_; });
    return out;
}

}  // namespace tangible::index
