// What is written to the index of one story, and read from it by search.  A document has
//   Q<reference>       its unique id
//   XU<use>            one for each use that the teller's consent allows ("XUpublish"); never for `own`,
//                      which is no use of the collection: the filter that every question is joined with
//   Z<stem>            each word, stemmed in the language of its text (the folded form where there is no stemmer),
//                      with positions.  Words are found by these alone; phrases and NEAR too, whatever the inflection
//   <word>             each word folded, without positions: for wildcards and for spelling
//   <prefix><value>    a value of a field (fields.h), folded, and besides
//                      XLW<word>   each word of the place
//                      L<base>     the language without its region: "Len" beside "Len-gb"
//                      XT<slug>    themes and their groups, of settled codings that were not rejected
//                      XTC<slug>   the same, of those that a person accepted or added
//   XS<hash>           fingerprints of the text (likeness.h), five letters each, where the team may read it.  Words and
//                      values are folded to lower case, so that no question reaches them
// Words are those of the text, and then of the title as one more line.  The word at place i stands at position
// i + 1 + line_gap x (lines before it), so that no phrase goes from one line to the next.  A hyphen word stands
// there as one ("coproduct"), and so does each of its parts ("co", "product"; Analyser::parts).
//
// Slot 0 is the year, slot 1 the time of arrival (ms), slot 2 the revision that opened the story (Story::opened) and
// slot 3 the reference, as sortable numbers, so that the order of stories never depends on that in which the index met
// them.  The document's data is the reference and the codings, without any of the story's words.  Metadata: the store's
// revision, the edition.  Words are at most 64 bytes and values at most max_value_bytes, cut between letters: Xapian
// refuses terms over 245.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/story.h"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::index {

/// What a document's data says.
struct Indexed {
    StoryId story;
    std::vector<Coding> codings;  ///< settled; without quotes, and without the edition where the machine suggests
};

namespace terms {

inline constexpr std::uint32_t line_gap = 10;
inline constexpr std::size_t max_value_bytes = 200;
inline constexpr std::uint32_t year_slot = 0, received_slot = 1, opened_slot = 2, reference_slot = 3;
inline constexpr char revision[] = "revision", edition[] = "edition";
inline constexpr char stemmed[] = "Z", theme[] = "XT", confirmed_theme[] = "XTC", place_word[] = "XLW",
                      theme_field[] = "theme";

std::string reference(const StoryId&);
std::string allowed(Use);
std::string stem(std::string_view stem);
/// Of stories in a language, "en" for "en-GB" too.
std::string language(std::string_view);
std::string fingerprint(std::uint64_t);
/// The term of a field's value, by the field's prefix; the value is folded here.
std::string value(std::string_view prefix, std::string_view value);
/// Folded word by word, with single spaces; hyphens, points, slashes and underscores stay, since ids have them.
std::string folded_value(std::string_view);

/// The stemmed terms at the place of a token: its own, and its parts'.
std::vector<std::string> of(std::string_view text, const Token&, std::string_view language, Analyser&);

std::string coded(const Indexed&);
/// Throws Error{storage} when it is not what `coded` writes.
Indexed decoded(std::string_view);

}  // namespace terms

/// One document, before it is Xapian's.
struct Document {
    struct Term {
        std::string text;
        std::uint32_t occurrences = 0;         ///< within-document frequency; 0 for values of fields
        std::vector<std::uint32_t> positions;  ///< in order
        bool operator==(const Term&) const = default;
    };
    std::vector<Term> terms;                               ///< in byte order, each once
    std::vector<std::pair<std::uint32_t, double>> values;  ///< slot, number
    std::string data;
    bool operator==(const Document&) const = default;
};

/// The same with its words by the Analyser's numbers, so that nobody who takes in many need look at their letters.
struct Contents {
    struct Word {
        std::uint32_t number, occurrences;
        std::size_t places_end;  ///< in `places`, from where those of the one before end
    };
    std::vector<Word> words, stems;     ///< each once; stems have places
    std::vector<std::uint32_t> places;  ///< of a stem in order
    std::vector<std::string> others;    ///< terms that do not occur; in byte order, each once
    std::vector<std::pair<std::uint32_t, double>> values;
    std::string data;

    std::span<const std::uint32_t> places_of(const Word& stem) const;
};

/// A story that no use of the collection may see is not in the index at all.
bool belongs(const Story&);

/// Pure: what the index must hold of a story.
Contents contents_of(const Story&, const Analysis& of_text, Analyser&, const std::vector<Coding>& settled);
Document document_of(Contents, const Analyser&);
Document document_of(const Story&, const Analysis& of_text, Analyser&, const std::vector<Coding>& settled);

}  // namespace tangible::index
