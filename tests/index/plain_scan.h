// The answers that search must give, found by reading every story in the store for every question.  This code uses
// neither Xapian nor the index nor search's own parser.  It shares with them the analysis (tokens, folded forms, stems:
// index/words/analysis.h), the folding of field values, the table of uses, and the tagger.  It is slow and plain, so
// that a reader can check it.
//
// The rules it states:
// - a word is in a story if the word as typed, or its stem in the story's language, is the stem of a token or of a part
//   of a hyphenated word; in a phrase or in NEAR, either all words match as typed or all match by their stems
// - words side by side must all be there, in any order; two of them may be there as one word, and a hyphenated word as
// a
//   phrase of its parts
// - a phrase is words at consecutive places; a new line, and the title after the text, are ten places further
// - NEAR/n of k words: k different places, the first and the last at most n times (k - 1) apart
// - word* matches a folded token, or a part of one, that begins with the word
// - a story is visible for a use that its teller allows; for research also if it may be published
// - an unknown year has the value "unknown", is in no range of years, and comes last, newest or oldest first
// - a facet counts the stories found when the field's own ticks are left out; a ticked value is always shown, with the
//   number of stories that it lets through
#pragma once
#include "index/tagging/cues.h"
#include "index/words/analysis.h"
#include "schemas/store/store.h"
#include "tests/index/wish.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tangible::tests {

/// A place in a story, with the words found there.
struct Place {
    std::size_t at = 0;
    Span span;                    ///< in the text; empty for places of the title
    std::set<std::string> words;  ///< folded: the token, and its parts
    std::set<std::string> stems;
};

struct Told {
    Story story;
    std::vector<Coding> codings;  ///< settled
    std::string language;         ///< "en" of "en-GB"
    std::vector<Place> places;
};

struct Answer {
    std::vector<const Told*>
        found;  ///< newest or oldest first, of equals the lower reference first; for relevance newest first
    std::vector<Facet> facets;
    std::vector<Relaxation> ticks;  ///< if nothing was found: ticks to leave out, and the stories then found
    std::map<std::string, std::uint32_t> fields;  ///< if nothing was found: the stories without all of a field's ticks
};

class PlainScan {
public:
    PlainScan(Store&, const index::Cues&);
    const std::vector<Told>& stories() const { return stories_; }
    Answer answer(const Asking&);
    /// Whether a word that was asked for, and not after a minus, is at this place.
    bool asked_for(const Wish&, const Place&, const Told&);
    /// The themes of a story and how many passages each has, in the codebook's order.
    std::vector<ThemeCount> themes(const Told&, bool confirmed_only) const;

private:
    struct Word {
        std::string folded;
        std::vector<std::string> parts;
    };
    using Words = std::vector<std::string>;

    Told told(Store&, const index::Cues&, Story);
    void add_line(Told&, const std::string& line, std::size_t begins, bool is_title, std::size_t line_number);
    std::vector<Word> words_of(const std::string& text);
    std::string form(const std::string& word, const Told&, bool stemmed);

    bool fits(const Told&, const Wish&, bool confirmed_only);
    bool side_by_side(const Told&, const std::vector<Word>&);
    bool phrase(const Told&, const std::vector<Word>&);
    bool in_order(const Told&, const Words&);
    bool near(const Told&, const Wish&);
    bool in_range(const Told&, std::size_t first, const Words& forms, std::size_t span);
    bool begins(const Told&, const Wish&);
    bool has_value(const Told&, const std::string& field, const std::string& value, bool confirmed_only) const;
    std::vector<std::string> values(const Told&, const std::string& field, bool confirmed_only) const;
    bool ticked(const Told&, const Query&, const std::string& left_out, const std::string& value_left_out) const;
    Facet facet(const Query&, const std::string& field, const std::string& label,
                const std::vector<const Told*>& base) const;
    std::string label(const std::string& field, const std::string& value) const;

    index::Analyser analyser_;
    const Codebook& book_;
    std::vector<Partnership> partnerships_;
    std::vector<Told> stories_;
};

}  // namespace tangible::tests
