// The road of a question:
//
//     text -> Question (question.h) -> Sought (sought.h) -> stories (matching.h) -> Results
//
// The words of the results come from the store, which looks at the teller's consent once more.
#include "index/search/search.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/search/concordance.h"
#include "index/search/facets.h"
#include "index/search/searcher.h"
#include "index/search/snippets.h"
#include "index/search/spelling.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

// Each spelling is a search for near words among all, so only a few are tried. A page has at most `most_on_a_page`
// stories; more are a file to download.
constexpr std::size_t max_respelt = 3, most_on_a_page = 100;

bool has(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

// Returns the terms to mark in a story of this language. A stem counts only in stories of its own language.
std::set<std::string> marked(const Meaning& meaning, const std::string& language) {
    std::set<std::string> terms;
    for (const auto& key : {std::string(), terms::language(language)})
        if (const auto at = meaning.marked.find(key); at != meaning.marked.end())
            terms.insert(at->second.begin(), at->second.end());
    return terms;
}

// Returns the passages on themes that were asked for and that nobody rejected.
std::vector<Coding> on_asked(const Indexed& indexed, const Meaning& said, bool confirmed_only) {
    std::vector<Coding> passages;
    for (const auto& c : indexed.codings) {
        if (c.verdict == Verdict::rejected || (confirmed_only && !confirmed(c.verdict))) continue;
        if (has(said.themes, c.theme) || (confirmed(c.verdict) && has(said.checked, c.theme))) passages.push_back(c);
    }
    return passages;
}

// The same on any theme.
std::vector<Coding> on_any(const Indexed& indexed, bool confirmed_only) {
    auto passages = indexed.codings;
    std::erase_if(passages, [&](const Coding& c) {
        return c.verdict == Verdict::rejected || (confirmed_only && !confirmed(c.verdict));
    });
    return passages;
}

}  // namespace

Searcher::Searcher(const std::filesystem::path& data_dir, Store& store, const Codebook& codebook, Snapshots* shared)
    : impl_(std::make_unique<Impl>(data_dir, store, codebook, shared)) {}
Searcher::~Searcher() = default;

Results Searcher::search(const Query& query) {
    Results results;
    impl_->steadily([&] { results = impl_->search(query); });
    return results;
}

std::string Searcher::state() {
    std::string state;
    impl_->steadily([&] { state = impl_->reader.state(); });
    return state;
}

std::vector<StoryId> Searcher::matches(const Query& query, std::size_t limit) {
    std::vector<StoryId> ids;
    impl_->steadily([&] {
        // steadily() may run this again from the beginning.
        ids.clear();
        const auto asked = ask(query.words);
        const auto sought = impl_->sought(query, impl_->meaning_of(query, asked).sought);
        for (const auto& m :
             index::matches(impl_->reader, sought, sight_of(query), query.sort, static_cast<std::uint32_t>(limit)).best)
            ids.push_back(impl_->reader.story(m.doc).story);
    });
    return ids;
}

void Searcher::Impl::steadily(const std::function<void()>& ask) {
    if (analyser->words() > Analyser::many_words) analyser.emplace();
    reader.steadily(ask);
}

Sense Searcher::Impl::sense(const Query& query) {
    return {*analyser, reader, codebook, sight_of(query), query.confirmed_only, &synonyms, query.synonyms};
}

void Searcher::Impl::add_named(Meaning& said, const std::string& words, const Sense& sense) {
    // References and grants have a digit or a hyphen; most questions have neither, and need not ask the store.
    if (words.find_first_of("0123456789-") == words.npos) return;
    std::vector<Sought> named = {said.sought};
    if (const auto id = parse_story_id(words)) named.push_back(any({terms::reference(*id)}, false));
    const auto grant = terms::folded_value(words);
    for (const auto& p : store.partnerships())
        if (!grant.empty() && terms::folded_value(p.grant) == grant)
            named.push_back(having("partnership", p.id, sense));
    if (named.size() > 1) said.sought = one_of(std::move(named));
}

// A ticked theme counts as asked for, so that its passages are shown.
Meaning Searcher::Impl::meaning_of(const Query& query, const Asked& asked) {
    auto said = meaning(asked.question, sense(query));
    if (asked.question.kind == Question::Kind::words) add_named(said, asked.text, sense(query));
    for (auto [name, themes] : {std::pair{"theme", &said.themes}, {"checked", &said.checked}})
        if (const auto ticked = query.filters.find(name); ticked != query.filters.end())
            for (const auto& value : ticked->second)
                for (auto& id : themes_of(codebook, lower_ascii(value))) themes->push_back(std::move(id));
    return said;
}

// Any of the values of a field, and all of the fields.
Sought Searcher::Impl::sought(const Query& query, const Sought& words, const LeftOut& left_out) {
    Sought all{Sought::Kind::both, {}, false, 0, 0, 0, {}};
    if (words.kind != Sought::Kind::everything) all.parts.push_back(words);
    for (const auto& [name, values] : query.filters) {
        Sought any{Sought::Kind::either, {}, false, 0, 0, 0, {}};
        for (const auto& value : values)
            // A tick of an unknown field is ignored.
            if (field(name) && !left_out.covers(name, value)) any.parts.push_back(having(name, value, sense(query)));
        if (!any.parts.empty()) all.parts.push_back(std::move(any));
    }
    return all.parts.empty() ? Sought{} : all;
}

Results Searcher::Impl::search(const Query& query) {
    // 1. Read the words, work out what they mean, and find the stories.
    const auto asked = ask(query.words);
    const auto said = meaning_of(query, asked);
    const auto found =
        index::matches(reader, sought(query, said.sought), sight_of(query), query.sort, query.offset + query.limit);

    // 2. State what was found, of which state, and how the question was read.
    Results results;
    results.stories = found.all.size();
    results.revision = reader.revision();
    results.edition = codebook.edition;
    results.until_ms = query.until_ms ? query.until_ms : reader.visible(query.use).newest_ms;
    results.newer = reader.narrowed(sight_of(query));
    results.widened = said.widened;
    results.notes = asked.notes;
    results.notes.insert(results.notes.end(), said.notes.begin(), said.notes.end());
    // 3. Read the stories of this page from the store, which checks consent.
    const auto add_hits = [&] {
        for (std::size_t i = query.offset; i < found.best.size(); ++i) {
            if (auto hit = hit_of(found.best[i], query, said))
                results.hits.push_back(std::move(*hit));
            else
                --results.stories;  // the store closed it after the question began
        }
    };
    // A file of many stories may take as long as it needs, but only in its turn.
    if (found.best.size() > query.offset + most_on_a_page) {
        reader.budget().take_turn();
        reader.budget().uncounted(add_hits);
    } else {
        add_hits();
    }
    // 4. Count the values of the fields.
    if (query.facets)
        results.facets = facets(reader, store, codebook, query, found.all, [&](const std::string& field) {
            return matching(reader, sought(query, said.sought, {field, {}}), sight_of(query));
        });
    // 5. Help: another spelling, and what to leave out when nothing was found. Left out when half of the time is used
    //    up.
    if (!reader.budget().low()) results.did_you_mean = respelt(query, asked, said, found.all.size());
    if (found.all.size() == 0 && !reader.budget().low()) results.relaxations = relaxations(query, asked);
    return results;
}

// Use::count may learn which stories and which themes, but no words; so its hits have nothing else.
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
    show(hit, *story, indexed, query, said);
    return hit;
}

void Searcher::Impl::show(Hit& hit, const Story& story, const Indexed& indexed, const Query& query,
                          const Meaning& said) {
    // Reading and analysing a text takes time by its length; a byte is reckoned as a step.
    const auto asked = on_asked(indexed, said, query.confirmed_only);
    reader.budget().spend(static_cast<std::uint32_t>(story.text.size()));
    switch (query.shape) {
    case Shape::stories:
        if (query.snippets)
            hit.snippet = snippet(story.text, story.language, marked(said, story.language), *analyser,
                                  asked.empty() ? Span{} : asked.front().span);
        return;
    case Shape::passages:
        hit.passages = said.themes.empty() && said.checked.empty() ? on_any(indexed, query.confirmed_only) : asked;
        // The store may have a newer text than the index. A passage beyond its end belongs to the old one.
        std::erase_if(hit.passages, [&](const Coding& c) { return c.span.end > story.text.size(); });
        hit.all_of_them = static_cast<std::uint32_t>(hit.passages.size());
        hit.passages.resize(std::min<std::size_t>(hit.passages.size(), query.per_story));
        for (auto& c : hit.passages) c.quote = cut(story.text, c.span);
        return;
    case Shape::context:
        add_places(hit, story.text, story.language, query, said);
        // The title is looked at only when the text has nothing.
        if (hit.all_of_them == 0) add_places(hit, hit.title, story.language, query, said);
        return;
    }
}

void Searcher::Impl::add_places(Hit& hit, const std::string& text, const std::string& language, const Query& query,
                                const Meaning& said) {
    const auto all = places(said.sought, text, analyser->analyse(text, language), *analyser);
    hit.all_of_them = static_cast<std::uint32_t>(all.size());
    for (std::size_t i = 0; i < all.size() && i < query.per_story; ++i) {
        hit.places.push_back(in_context(text, all[i]));
        hit.places.back().in_title = &text == &hit.title;
    }
}

std::vector<ThemeCount> Searcher::Impl::themes(const std::vector<Coding>& codings, bool confirmed_only) const {
    std::vector<ThemeCount> counts;
    for (const auto& theme : codebook.themes) {
        ThemeCount count{theme.id, 0, false};
        for (const auto& c : codings)
            if (c.theme == theme.id && c.verdict != Verdict::rejected && (confirmed(c.verdict) || !confirmed_only)) {
                ++count.passages;
                count.confirmed |= confirmed(c.verdict);
            }
        if (count.passages) counts.push_back(count);
    }
    return counts;
}

// Replaces unknown words by their nearest words, and searches again to see whether that finds more.
std::string Searcher::Impl::respelt(const Query& query, const Asked& asked, const Meaning& said, std::uint32_t found) {
    std::string text = asked.text;
    std::size_t looked_for = 0, changed = 0;
    auto words = said.words;
    std::sort(words.begin(), words.end(),
              [](const auto& a, const auto& b) { return a.span > b.span; });  // from the end: earlier spans stay right
    for (const auto& w : words) {
        if (w.known || ++looked_for > max_respelt) continue;
        const auto better = nearest_word(reader, w.folded, sight_of(query));
        if (better.empty()) continue;
        text.replace(w.span.begin, w.span.size(), better);
        ++changed;
    }
    if (changed == 0) return {};
    const auto better = sought(query, meaning_of(query, ask(text)).sought);
    return matching(reader, better, sight_of(query)).size() > found ? text : std::string{};
}

}  // namespace tangible::index
