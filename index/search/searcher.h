// What a Searcher holds; relax and evidence/ read the same index through it.
#pragma once
#include "index/question/sought.h"
#include "index/reader/reader.h"
#include "index/search/matching.h"
#include "index/search/search.h"
#include "index/words/analysis.h"
#include <optional>

namespace tangible::index {

/// A tick to leave out: of `field`, the one `value` or, when that is empty, all of them.
struct LeftOut {
    std::string field, value;
    bool covers(const std::string& f, const std::string& v) const {
        return f == field && (value.empty() || v == value);
    }
};

struct Searcher::Impl {
    Impl(const std::filesystem::path& data_dir, Store& s, const Codebook& c, Snapshots* shared)
        : store(s), codebook(c), reader(data_dir, Reader::usual_limit_ms, shared,
                                        [&s](Revision since, Use use) { return s.closed_since(since, use); }),
          analyser(std::in_place), synonyms(c, *analyser) {}

    Store& store;
    const Codebook& codebook;
    Reader reader;
    std::optional<Analyser> analyser;  ///< made afresh when it has met too many words
    Synonyms synonyms;

    // All inside Reader::steadily.
    Results search(const Query&);
    Tally tally(const Query&);
    Sense sense(const Query&);
    Meaning meaning_of(const Query&, const Asked&);
    /// Words that name a story by its reference, or partnerships by their grant, find these too.
    void add_named(Meaning&, const std::string& words, const Sense&);
    /// Words and ticks together.
    Sought sought(const Query&, const Sought& words, const LeftOut& = {});
    std::optional<Hit> hit_of(const Match&, const Query&, const Meaning&);
    void show(Hit&, const Story&, const Indexed&, const Query&, const Meaning&);
    void add_places(Hit&, const std::string& text, const std::string& language, const Query&, const Meaning&);
    std::vector<ThemeCount> themes(const std::vector<Coding>&, bool confirmed_only) const;
    std::vector<Similar> similar(const Story&, Use, std::size_t limit, std::size_t looked_at);
    std::string respelt(const Query&, const Asked&, const Meaning&, std::uint32_t found);
    std::vector<Relaxation> relaxations(const Query&, const Asked&);
    /// Where no single condition is in the way: which to drop so that the most are kept, then by stories found.
    std::vector<Relaxation> ways_out(const Query&, const Asked&, const std::vector<Span>& words);
};

}  // namespace tangible::index
