// Counts how much a question finds, as evidence counts it: from the index alone, without a word of a story.
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/search/searcher.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

/// The themes that a question names in its words or ticks.
class ThemesAsked {
public:
    ThemesAsked(const Query& query, const Question& question, const Codebook& codebook)
        : codebook_(codebook), confirmed_only_(query.confirmed_only) {
        add(question);
        for (const auto& [name, values] : query.filters)
            for (const auto& value : values) add(name, value);
    }

    /// Whether a passage counts: it is on a theme that was named, or on any when none was.
    bool counts(const Coding& c) const {
        if (c.verdict == Verdict::rejected) return false;
        if (checked_.count(c.theme) && confirmed(c.verdict)) return true;
        const bool named = any_.count(c.theme) > 0 || (any_.empty() && checked_.empty());
        return named && (confirmed(c.verdict) || !confirmed_only_);
    }

private:
    // Recursion is as deep as the question, which is limited. The parts after a minus are not counted.
    void add(const Question& q) {
        if (q.kind == Question::Kind::field) add(q.name, q.words[0].text);
        const auto parts =
            q.kind == Question::Kind::without ? std::min<std::size_t>(q.parts.size(), 1) : q.parts.size();
        for (std::size_t i = 0; i < parts; ++i) add(q.parts[i]);
    }

    // Adds a theme, or all themes of a group, given its id or label.
    void add(const std::string& field_name, const std::string& value) {
        if (field_name != "theme" && field_name != "checked") return;
        auto& themes = field_name == "theme" ? any_ : checked_;
        const auto is = [wanted = lower_ascii(value)](const std::string& name) { return lower_ascii(name) == wanted; };
        for (const auto& t : codebook_.themes)
            if (is(t.id) || is(t.label)) themes.insert(t.id);
        for (const auto& g : codebook_.groups)
            for (const auto& t : codebook_.themes)
                if (t.group == g.id && (is(g.id) || is(g.label))) themes.insert(t.id);
    }

    const Codebook& codebook_;
    bool confirmed_only_;
    std::set<std::string> any_, checked_;
};

}  // namespace

Tally Searcher::tally(const Query& query) {
    Tally tally;
    impl_->steadily([&] { tally = impl_->tally(query); });
    return tally;
}

Tally Searcher::Impl::tally(const Query& query) {
    const auto asked = ask(query.words);
    const auto said = meaning_of(query, asked);
    const auto found = matching(reader, sought(query, said.sought), sight_of(query));
    Tally t{found.size(), 0, 0, asked.notes};
    t.notes.insert(t.notes.end(), said.notes.begin(), said.notes.end());
    const ThemesAsked themes(query, asked.question, codebook);
    for (auto doc : found.docs()) {
        // About what it takes to read a document's data.
        constexpr std::uint32_t steps_of_a_story = 64;
        reader.budget().spend(steps_of_a_story);
        for (const auto& c : reader.story(doc).codings) t.passages += themes.counts(c);
    }
    // A partnership counts when at least one story found is of it.
    for (const auto stories : reader.columns(field("partnership")->prefix).counts(found.docs()))
        t.partnerships += stories > 0;
    return t;
}

}  // namespace tangible::index
