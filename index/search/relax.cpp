// When nothing was found: which ticks and which parts of the words stand in the way.
//
// First each condition is left out by itself, which costs a search each. If that is not enough, ways_out() looks for
// each condition alone, notes for each story which conditions it meets, and proposes to drop those that the best
// stories do not meet.
#include "index/search/searcher.h"
#include <algorithm>
#include <bitset>
#include <map>

namespace tangible::index {
namespace {

// More parts than this are dropped together, since each costs a search.
constexpr std::size_t max_parts = 8;

// Appends the parts of a question: words one by one, phrases, fields and groups as a whole.
void add_parts(const Question& q, std::vector<Span>& parts) {
    if (q.kind == Question::Kind::both)
        for (const auto& p : q.parts) add_parts(p, parts);
    else if (q.kind != Question::Kind::words)
        parts.push_back(q.span);
    else
        for (std::size_t begin = 0, end; begin < q.words[0].text.size(); begin = end + 1) {
            end = std::min(q.words[0].text.find_first_of(" \n", begin), q.words[0].text.size());
            const auto at = q.span.begin;
            if (end > begin)
                parts.push_back({at + static_cast<std::uint32_t>(begin), at + static_cast<std::uint32_t>(end)});
        }
}

// `Met` has a bit for each condition.
constexpr std::size_t max_conditions = 32, max_ways = 3;

/// A ticked field, or a part of the words. The field is then "words".
struct Condition {
    std::string field, value;  ///< "" is all values of the field that are ticked
    Span words;                ///< of Asked::text
};

using Met = std::bitset<max_conditions>;

/// Returns the query without these conditions. Parts of the words are replaced by as many spaces, so that the spans of
/// the others stay right, and they keep their quotation marks, stars and brackets.
Query without(const Query& query, const std::string& text, const std::vector<Condition>& conditions) {
    Query some = query;
    some.words = text;
    for (const auto& c : conditions)
        if (c.field == "words")
            some.words.replace(c.words.begin, c.words.size(), c.words.size(), ' ');
        else
            some.filters.erase(c.field);
    return some;
}

/// Returns the sets of conditions that some story meets, of the largest size only; those that most stories meet come
/// first.
std::vector<Met> most_kept(const std::map<DocId, Met>& met) {
    std::map<unsigned long, std::uint32_t> stories;
    std::size_t most = 1;
    for (const auto& [doc, conditions] : met) most = std::max(most, conditions.count());
    for (const auto& [doc, conditions] : met)
        if (conditions.count() == most) ++stories[conditions.to_ulong()];
    std::vector<std::pair<unsigned long, std::uint32_t>> order(stories.begin(), stories.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Met> kept;
    for (std::size_t i = 0; i < order.size() && i < max_ways; ++i) kept.emplace_back(order[i].first);
    return kept;
}

}  // namespace

std::vector<Relaxation> Searcher::Impl::relaxations(const Query& query, const Asked& asked) {
    std::vector<Relaxation> all;
    const auto words = meaning_of(query, asked).sought;
    auto add = [&](const std::string& field, const std::string& value, const Sought& sought) {
        if (auto n = matching(reader, sought, sight_of(query)).size()) all.push_back({field, value, n});
    };
    for (const auto& [field, values] : query.filters)
        for (const auto& value : values) add(field, value, sought(query, words, {field, value}));
    if (asked.question.kind == Question::Kind::everything) return all;
    std::vector<Span> parts;
    add_parts(asked.question, parts);
    // All words as one part.
    if (parts.size() > max_parts) parts = {{0, static_cast<std::uint32_t>(asked.text.size())}};
    for (const auto& part : parts) {
        // A space takes the part's place, so that its neighbours do not become one word.
        auto rest = asked.text;
        rest.replace(part.begin, part.size(), " ");
        add("words", std::string(cut(asked.text, part)), sought(query, meaning_of(query, ask(rest)).sought));
    }
    return all.empty() ? ways_out(query, asked, parts) : all;
}

// 1. List the conditions: all ticks of a field together, and each part of the words.
// 2. Find the stories that meet each one alone, and note for each story which ones it meets.
// 3. Propose to drop what the best sets do not include, and count what that would find.
std::vector<Relaxation> Searcher::Impl::ways_out(const Query& query, const Asked& asked,
                                                 const std::vector<Span>& words) {
    std::vector<Condition> conditions;
    for (const auto& [field, values] : query.filters)
        if (!values.empty()) conditions.push_back({field, values.size() == 1 ? values[0] : "", {}});
    for (const auto& part : words) conditions.push_back({"words", std::string(cut(asked.text, part)), part});
    if (conditions.size() < 2 || conditions.size() > max_conditions) return {};

    const auto sight = sight_of(query);
    std::map<DocId, Met> met;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (reader.budget().low()) return {};
        auto others = conditions;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const auto alone = without(query, asked.text, others);
        const auto found = matching(reader, sought(alone, meaning_of(alone, ask(alone.words)).sought), sight);
        for (const auto doc : found.docs()) {
            met[doc].set(i);
            reader.budget().spend();
        }
    }
    std::vector<Relaxation> ways;
    for (const auto& kept : most_kept(met)) {
        // A story may meet each condition by itself and still not be found: words that must be near each other, for
        // instance.
        if (kept.count() == conditions.size()) continue;
        std::vector<Condition> dropped;
        for (std::size_t i = 0; i < conditions.size(); ++i)
            if (!kept[i]) dropped.push_back(conditions[i]);
        const auto rest = without(query, asked.text, dropped);
        Relaxation way{dropped[0].field, dropped[0].value, 0, {}};
        way.stories = matching(reader, sought(rest, meaning_of(rest, ask(rest.words)).sought), sight).size();
        for (std::size_t i = 1; i < dropped.size(); ++i) way.also.emplace_back(dropped[i].field, dropped[i].value);
        if (way.stories > 0) ways.push_back(std::move(way));
    }
    return ways;
}

}  // namespace tangible::index
