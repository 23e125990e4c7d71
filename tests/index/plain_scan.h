// What search must answer, found by reading every story from the store for every question.  Neither Xapian nor the
// index nor search's own reading of questions is used; shared with them are the analysis (tokens, folded forms, stems:
// index/words/analysis.h), the folding of fields' values, the table of uses, and the tagger.  It is slow and plain:
// believe it by reading it.
//
// The rules it states:
// - a word is in a story where it, as it was typed or as its stem in the story's language, is the stem of a token or of
//   a hyphen word's part; all words of a phrase or of NEAR are taken in the same of the two ways
// - words side by side are all there, in any order; or two of them as one word; a hyphen word also as a phrase of its
//   parts
// - a phrase is words at places that follow each other; a new line, and the title after the text, are ten further
// - NEAR/n of k words: k different places, the first and the last at most n times (k - 1) apart
// - word* is a folded token, or part of one, that begins so
// - a story is seen for a use that its teller allows; for research also where it is published
// - a year that is not known has the value "unknown", is in no range of years, and is last, newest or oldest first
// - a facet counts the stories found when the field's own ticks are left out; what is ticked is always shown, with the
//   number of stories that the tick lets through
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

/// A place in a story, with what stands there.
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
        found;  ///< newest or oldest first, of two that came at once the lower reference; for relevance newest
    std::vector<Facet> facets;
    std::vector<Relaxation> ticks;                ///< when nothing was found: ticks to leave out, and what that gives
    std::map<std::string, std::uint32_t> fields;  ///< then also: what leaving out all of a field's ticks gives
};

class PlainScan {
public:
    PlainScan(Store&, const index::Cues&);
    const std::vector<Told>& stories() const { return stories_; }
    Answer answer(const Asking&);
    /// Whether a word that was asked for, and not after a minus, stands at this place.
    bool asked_for(const Wish&, const Place&, const Told&);
    /// Themes of a story and how many passages, in the codebook's order.
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
