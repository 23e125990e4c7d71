// Repeats the match on a single text: Finding notes the positions of the sought terms as the index counts them, and
// then walks the tree of Sought and collects the spans that match. The context of each span is cut from its line.
#include "index/search/concordance.h"
#include "index/document/terms.h"
#include "index/reader/side_by_side.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;

// Only terms that weigh are words; the others are values of fields and languages.
void add_terms(const Sought& sought, std::set<std::string>& terms) {
    if (sought.weighs) terms.insert(sought.terms.begin(), sought.terms.end());
    for (const auto& part : sought.parts) add_terms(part, terms);
}

// Positions are counted as in document.cpp, so that phrases match here where they match in the index.
class Finding {
public:
    Finding(const Sought& sought, std::string_view text, const Analysis& analysis, Analyser& analyser)
        : language_(terms::language(analysis.language)) {
        std::set<std::string> wanted;
        add_terms(sought, wanted);
        std::uint32_t position = 0;
        std::size_t seen = 0;
        for (const auto& token : analysis.tokens) {
            const auto between = text.substr(seen, token.span.begin - seen);
            position +=
                1 + terms::line_gap * static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
            seen = token.span.end;
            span_at_[position] = token.span;
            // A token has its stem, the stems of its parts, and all of these as folded words, for wildcards.
            auto has = terms::of(text, token, analysis.language, analyser);
            has.emplace_back(analyser.folded(token.word));
            for (auto part : analyser.parts(text, token)) has.emplace_back(analyser.folded(part));
            for (const auto& term : has)
                if (wanted.contains(term)) add(positions_[term], position);
        }
    }

    /// Notes the places of a node and returns whether the text has what it asks for. With `whole`, a node that asks for
    /// several things notes none of them unless all are there: a story that was found by other words must not show half
    /// of these.
    bool look_for(const Sought& sought, bool whole) {
        const auto before = found_.size();
        switch (sought.kind) {
        case Kind::any:
            if (!sought.weighs) return true;
            for (auto p : positions_of(sought)) found_.push_back(span_at_[p]);
            break;
        case Kind::phrase:
            phrase(sought);
            break;
        case Kind::near:
            near(sought);
            break;
        case Kind::without:
            return look_for(sought.parts[0], whole);
        case Kind::both:
            return all(sought, whole);
        case Kind::either:
            // Counts, and does not stop at the first part that is there: the places of all parts are to be noted.
            return std::count_if(sought.parts.begin(), sought.parts.end(),
                                 [&](const Sought& part) { return look_for(part, whole); }) > 0;
        case Kind::everything:
        case Kind::years:
            return true;
        }
        return found_.size() > before;
    }

    // Returns the spans in order; those that touch, overlap or have only a space between them become one.
    std::vector<Span> found(std::string_view text) {
        std::sort(found_.begin(), found_.end());
        std::vector<Span> out;
        for (const auto& s : found_)
            if (!out.empty() && (s.begin <= out.back().end || cut(text, {out.back().end, s.begin}) == " "))
                out.back().end = std::max(out.back().end, s.end);
            else
                out.push_back(s);
        return out;
    }

private:
    static void add(Positions& to, std::uint32_t position) {
        if (to.empty() || to.back() != position) to.push_back(position);
    }

    Positions positions_of(const Sought& any) const {
        Positions all;
        for (const auto& term : any.terms)
            if (const auto at = positions_.find(term); at != positions_.end())
                all.insert(all.end(), at->second.begin(), at->second.end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    // Whether this node is a stem joined with languages (Wording::in_each_language) of which this text has none.
    bool in_another_language(const Sought& both) const {
        return std::any_of(both.parts.begin(), both.parts.end(), [&](const Sought& part) {
            const bool languages = part.kind == Kind::any && !part.weighs && !part.terms.empty() &&
                                   part.terms[0].starts_with(terms::language(""));
            return languages && std::none_of(part.terms.begin(), part.terms.end(), [&](const std::string& term) {
                       return std::string_view(term).substr(0, term.find('-')) == language_;
                   });
        });
    }

    bool all(const Sought& both, bool whole) {
        if (in_another_language(both)) return false;
        const auto before = found_.size();
        const auto there = std::count_if(both.parts.begin(), both.parts.end(),
                                         [&](const Sought& part) { return look_for(part, whole); });
        const bool all_there = static_cast<std::size_t>(there) == both.parts.size();
        if (whole && !all_there) found_.resize(before);
        return all_there;
    }

    void phrase(const Sought& sought) {
        std::vector<Positions> words;
        for (const auto& part : sought.parts) words.push_back(positions_of(part));
        // From the first word's beginning to the last word's end.
        const auto last = static_cast<std::uint32_t>(words.size()) - 1;
        for (const auto first : phrase_starts(words))
            found_.push_back({span_at_[first].begin, span_at_[first + last].end});
    }

    // A window moves over the places of all words. While it has each word, everything in it is noted; `marked` keeps
    // what is noted already from being noted again.
    void near(const Sought& sought) {
        std::vector<std::pair<std::uint32_t, std::size_t>> places;
        for (std::size_t i = 0; i < sought.parts.size(); ++i)
            for (auto p : positions_of(sought.parts[i])) places.emplace_back(p, i);
        std::sort(places.begin(), places.end());
        std::vector<std::size_t> in_window(sought.parts.size());
        std::size_t different = 0, marked = 0;
        for (std::size_t first = 0, last = 0; last < places.size(); ++last) {
            different += in_window[places[last].second]++ == 0;
            while (places[last].first - places[first].first >= static_cast<std::uint32_t>(sought.window))
                different -= --in_window[places[first++].second] == 0;
            if (different < sought.parts.size()) continue;
            for (marked = std::max(marked, first); marked <= last; ++marked)
                found_.push_back(span_at_[places[marked].first]);
        }
    }

    std::string language_;
    std::map<std::uint32_t, Span> span_at_;
    std::map<std::string, Positions> positions_;
    std::vector<Span> found_;
};

// Returns at most this many code points from the end of `line`, cut before a word where there is a space to cut at.
std::string_view last_letters(std::string_view line, std::size_t max_letters) {
    // Goes back letter by letter; bytes that continue a letter (UTF-8) are not counted.
    std::size_t begin = line.size();
    for (std::size_t letters = 0; begin > 0 && letters < max_letters; ++letters) do
            --begin;
        while (begin > 0 && continues(line[begin]));
    const auto whole = line.substr(begin);
    if (begin == 0 || line[begin - 1] == ' ') return whole;
    const auto space = whole.find(' ');
    return space == whole.npos ? whole : whole.substr(space + 1);
}

// The same from the beginning of `line`.
std::string_view first_letters(std::string_view line, std::size_t max_letters) {
    std::size_t end = 0;
    for (std::size_t letters = 0; end < line.size() && letters < max_letters; ++letters) do
            ++end;
        while (end < line.size() && continues(line[end]));
    const auto whole = line.substr(0, end);
    if (end == line.size() || line[end] == ' ') return whole;
    const auto space = whole.rfind(' ');
    return space == whole.npos ? whole : whole.substr(0, space);
}

}  // namespace

std::vector<Span> places(const Sought& sought, std::string_view text, const Analysis& analysis, Analyser& analyser) {
    Finding finding(sought, text, analysis, analyser);
    // The title is not part of this text. When the text alone does not have the whole, what it has of it is shown.
    if (!finding.look_for(sought, true)) finding.look_for(sought, false);
    return finding.found(text);
}

Place in_context(std::string_view text, Span place, std::size_t max_letters) {
    const auto begin = text.substr(0, place.begin).rfind('\n') + 1;  // npos + 1 is 0
    const auto end = std::min(text.find('\n', place.end), text.size());
    return {std::string(last_letters(text.substr(begin, place.begin - begin), max_letters)),
            std::string(cut(text, place)),
            std::string(first_letters(text.substr(place.end, end - place.end), max_letters)), place, false};
}

}  // namespace tangible::index
