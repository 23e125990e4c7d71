// The road of a question:  text -> Question (question) -> Sought (sought) -> stories (matching) -> Results,
// whose words come from the store, after it has looked at the teller's consent once more.
#include "index/search.h"
#include "index/facets.h"
#include "index/fields.h"
#include "index/searcher.h"
#include "index/snippets.h"
#include "index/spelling.h"
#include "index/terms.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

constexpr std::size_t max_respelt = 3;

bool confirmed(const Coding& c) { return c.verdict == Verdict::accepted || c.verdict == Verdict::added; }

// The first passage of a theme that was asked for.
Span passage(const Indexed& indexed, const std::vector<std::string>& themes) {
    for (const auto& c : indexed.codings)
        if (c.verdict != Verdict::rejected && std::find(themes.begin(), themes.end(), c.theme) != themes.end())
            return c.span;
    return {};
}

// A stem counts only in stories of its language.
std::set<std::string> marked(const Meaning& meaning, const std::string& language) {
    std::set<std::string> terms;
    for (const auto& key : {std::string(), terms::language(language)})
        if (const auto at = meaning.marked.find(key); at != meaning.marked.end())
            terms.insert(at->second.begin(), at->second.end());
    return terms;
}

}  // namespace

Searcher::Searcher(const std::filesystem::path& data_dir, Store& store, const Codebook& codebook)
    : impl_(std::make_unique<Impl>(data_dir, store, codebook)) {}
Searcher::~Searcher() = default;

Results Searcher::search(const Query& query) {
    Results results;
    impl_->reader.steadily([&] { results = impl_->search(query); });
    return results;
}

std::vector<StoryId> Searcher::matches(const Query& query, std::size_t limit) {
    std::vector<StoryId> ids;
    impl_->reader.steadily([&] {
        ids.clear();
        const auto asked = ask(query.words);
        const auto sought = impl_->sought(query, impl_->meaning_of(query, asked).sought);
        for (const auto& m :
             index::matches(impl_->reader, sought, query.use, query.sort, static_cast<std::uint32_t>(limit)).best)
            ids.push_back(impl_->reader.story(m.doc).story);
    });
    return ids;
}

std::vector<Coding> Searcher::codings(const StoryId& id) {
    std::vector<Coding> codings;
    impl_->reader.steadily([&] {
        const auto doc = impl_->reader.find(id);
        codings = doc ? impl_->reader.story(doc).codings : std::vector<Coding>{};
    });
    return codings;
}

Meaning Searcher::Impl::meaning_of(const Query& query, const Asked& asked) {
    return meaning(asked.question, {*analyser, reader, codebook, query.use, query.confirmed_only});
}

// Any of the values of a field, and all of the fields.
Sought Searcher::Impl::sought(const Query& query, const Sought& words, const LeftOut& left_out) {
    Sought all{Sought::Kind::both, {}, false, 0, 0, 0, {}};
    if (words.kind != Sought::Kind::everything) all.parts.push_back(words);
    for (const auto& [name, values] : query.filters) {
        Sought any{Sought::Kind::either, {}, false, 0, 0, 0, {}};
        for (const auto& value : values)
            if (field(name) && !left_out.covers(name, value))
                any.parts.push_back(
                    having(name, value, {*analyser, reader, codebook, query.use, query.confirmed_only}));
        if (!any.parts.empty()) all.parts.push_back(std::move(any));
    }
    return all.parts.empty() ? Sought{} : all;
}

Results Searcher::Impl::search(const Query& query) {
    if (analyser->words() > Analyser::many_words) analyser.emplace();
    const auto asked = ask(query.words);
    const auto said = meaning_of(query, asked);
    const auto found =
        index::matches(reader, sought(query, said.sought), query.use, query.sort, query.offset + query.limit);

    Results results;
    results.stories = found.all.size();
    results.edition = codebook.edition;
    results.notes = asked.notes;
    results.notes.insert(results.notes.end(), said.notes.begin(), said.notes.end());
    for (std::size_t i = query.offset; i < found.best.size(); ++i) {
        if (auto hit = hit_of(found.best[i], query, said))
            results.hits.push_back(std::move(*hit));
        else
            --results.stories;  // the store says no: the index has not heard of it yet
    }
    if (query.facets)
        results.facets = facets(reader, store, codebook, query, found.all, [&](const std::string& field) {
            return matching(reader, sought(query, said.sought, {field, {}}), query.use);
        });
    if (!reader.budget().low()) results.did_you_mean = respelt(query, asked, said, found.all.size());
    if (found.all.size() == 0 && !reader.budget().low()) results.relaxations = relaxations(query, asked);
    return results;
}

// Under `count` no words are handed out, so a hit says which story and which themes, and nothing more.
std::optional<Hit> Searcher::Impl::hit_of(const Match& match, const Query& query, const Meaning& said) {
    const auto indexed = reader.story(match.doc);
    auto story = store.story(indexed.story, query.use);
    if (!story) return std::nullopt;
    Hit hit;
    hit.id = indexed.story;
    hit.weight = match.weight;
    hit.themes = themes(indexed.codings, query.confirmed_only);
    if (query.use == Use::count) return hit;
    hit.title = std::move(story->title);
    hit.partnership = story->partnership, hit.role = story->role, hit.place = story->place;
    hit.language = story->language, hit.year = story->year;
    hit.came = story->came, hit.opened = story->opened, hit.opened_ms = story->opened_ms;
    if (query.snippets)
        hit.snippet = snippet(story->text, story->language, marked(said, story->language), *analyser,
                              passage(indexed, said.themes));
    return hit;
}

std::vector<ThemeCount> Searcher::Impl::themes(const std::vector<Coding>& codings, bool confirmed_only) const {
    std::vector<ThemeCount> counts;
    for (const auto& theme : codebook.themes) {
        ThemeCount count{theme.id, 0, false};
        for (const auto& c : codings)
            if (c.theme == theme.id && c.verdict != Verdict::rejected && (confirmed(c) || !confirmed_only)) {
                ++count.passages;
                count.confirmed |= confirmed(c);
            }
        if (count.passages) counts.push_back(count);
    }
    return counts;
}

// The question with its unknown words spelt otherwise, when that finds more.
std::string Searcher::Impl::respelt(const Query& query, const Asked& asked, const Meaning& said, std::uint32_t found) {
    std::string text = asked.text;
    std::size_t looked_for = 0, changed = 0;
    auto words = said.words;
    std::sort(words.begin(), words.end(),
              [](const auto& a, const auto& b) { return a.span > b.span; });  // from the end: spans stay true
    for (const auto& w : words) {
        if (w.known || ++looked_for > max_respelt) continue;
        const auto better = nearest_word(reader, w.folded, query.use);
        if (better.empty()) continue;
        text.replace(w.span.begin, w.span.size(), better);
        ++changed;
    }
    if (changed == 0) return {};
    const auto again = ask(text);
    return matching(reader, sought(query, meaning_of(query, again).sought), query.use).size() > found ? text
                                                                                                      : std::string{};
}

}  // namespace tangible::index
