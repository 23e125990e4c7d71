// The inside of a Searcher. relax.cpp and evidence/ read the same index through it. Inside index/ only.
#pragma once
#include "index/question/sought.h"
#include "index/reader/reader.h"
#include "index/search/matching.h"
#include "index/search/search.h"
#include "index/words/analysis.h"
#include <functional>
#include <optional>

namespace tangible::index {

/// A tick to ignore: one `value` of `field`, or all of its values when `value` is "".
struct LeftOut {
    std::string field, value;
    /// Whether this value of this field is to be ignored.
    bool covers(const std::string& f, const std::string& v) const {
        return f == field && (value.empty() || v == value);
    }
};

/// Which stories a query may see.
inline Sight sight_of(const Query& query) { return {query.use, query.until_ms}; }

struct Searcher::Impl {
    Impl(const std::filesystem::path& data_dir, Store& s, const Codebook& c, Snapshots* shared)
        : store(s), codebook(c), reader(data_dir, Reader::usual_limit_ms, shared,
                                        [&s](Revision since, Use use) { return s.closed_since(since, use); }),
          analyser(std::in_place), synonyms(c, *analyser) {}

    Store& store;
    const Codebook& codebook;
    Reader reader;
    std::optional<Analyser> analyser;  ///< made anew when it has met too many words
    Synonyms synonyms;

    /// Runs Reader::steadily(ask), with a new analyser when the present one has met too many words.
    void steadily(const std::function<void()>& ask);
    // Call everything from here on inside steadily().
    Results search(const Query&);
    Tally tally(const Query&);
    /// Returns what the meaning of this query's words depends on.
    Sense sense(const Query&);
    /// Returns the meaning of the words; its themes include those that are ticked.
    Meaning meaning_of(const Query&, const Asked&);
    /// Adds stories that the words name: one by its reference, or all of a partnership by its grant.
    void add_named(Meaning&, const std::string& words, const Sense&);
    /// Returns the conditions of words and ticks together, without the tick that is left out.
    Sought sought(const Query&, const Sought& words, const LeftOut& = {});
    /// Returns what is shown of a match; nullopt when the store no longer shows the story to this use.
    std::optional<Hit> hit_of(const Match&, const Query&, const Meaning&);
    /// Adds a snippet, passages or places to a hit, by the shape of the query.
    void show(Hit&, const Story&, const Indexed&, const Query&, const Meaning&);
    /// Adds the places in a text, which is the story's or its title, where something sought stands.
    void add_places(Hit&, const std::string& text, const std::string& language, const Query&, const Meaning&);
    /// Returns the themes of a story in the order of the codebook, with their passages that nobody rejected.
    std::vector<ThemeCount> themes(const std::vector<Coding>&, bool confirmed_only) const;
    std::vector<Similar> similar(const Story&, Use, std::size_t limit, std::size_t looked_at);
    /// Returns the question with unknown words spelt otherwise when that finds more; otherwise "".
    std::string respelt(const Query&, const Asked&, const Meaning&, std::uint32_t found);
    /// Returns the conditions of which leaving out a single one would find something.
    std::vector<Relaxation> relaxations(const Query&, const Asked&);
    /// Returns sets of conditions to drop where no single one is enough: those that keep the most conditions, and among
    /// these the ones that find the most stories first.
    std::vector<Relaxation> ways_out(const Query&, const Asked&, const std::vector<Span>& words);
};

}  // namespace tangible::index
