// What the index stores for one story, and the names of the terms that search reads. A story is one Xapian document
// with these terms:
//
//     Q<reference>       its unique id
//     XU<use>            one for each use that the teller's consent allows ("XUpublish"). Every question is joined with
//                        one of them as a filter. `own` has no term, since it is not a use of the collection
//     Z<stem>            each word, stemmed in the language of its text (folded only, where there is no stemmer), with
//                        positions. Words, phrases and NEAR are found by these terms alone, in any inflection
//     <word>             each word folded, without positions: for wildcards and spelling
//     <prefix><value>    a value of a field (fields.h), folded. Besides the plain values there are
//                        XLW<word>   each word of the place
//                        L<base>     the language without its region: "Len" beside "Len-gb"
//                        XT<slug>    themes, and the groups they are in, of settled codings that nobody rejected
//                        XTC<slug>   the same for codings that a person accepted or added
//                        XTM<slug>   the same for themes that the teller says the story is about
//     XS<hash>           fingerprints of the text (likeness.h), five letters each, where the team may read the story.
//                        They contain capitals; words and values are folded to lower case, so no query can reach them
//
// The words are those of the text, and then those of the title as one more line. The word number i (from 0) stands at
// position i + 1 + line_gap x (line breaks before it), so that no phrase runs from one line into the next. A word with
// hyphens stands at its position as one word ("coproduct") and as each of its parts ("co", "product"; Analyser::parts).
//
// Four slots hold sortable numbers: 0 the year, 1 the time of arrival (ms), 2 the revision that opened the story
// (Story::opened) and 3 the reference. They order stories, so the order never depends on when the index met a story.
// The document's data is the reference and the codings, without any of the story's words (docdata.cpp). The database's
// metadata is the store's revision and the edition.
//
// Words are at most 64 bytes long, and values at most max_value_bytes, cut between letters: Xapian refuses terms of
// more than 245 bytes.
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

/// The data of one document: the story's reference and its codings.
struct Indexed {
    StoryId story;
    std::vector<Coding> codings;  ///< settled; without quotes, and suggestions without an edition
};

namespace terms {

/// Positions left free between two lines. NEAR may still reach across a line break when its window is wider than this.
inline constexpr std::uint32_t line_gap = 10;
/// Longest value of a field in UTF-8; leaves room for the prefix below Xapian's limit of 245 bytes for a term.
inline constexpr std::size_t max_value_bytes = 200;
/// Xapian's value slots. The year is 0 where nobody said when it happened.
inline constexpr std::uint32_t year_slot = 0, received_slot = 1, opened_slot = 2, reference_slot = 3;
/// Keys of the database's metadata.
inline constexpr char revision[] = "revision", edition[] = "edition";
/// Prefixes of terms; `theme_field` is the name of the field `theme`, as typed.
inline constexpr char stemmed[] = "Z", theme[] = "XT", confirmed_theme[] = "XTC", place_word[] = "XLW",
                      theme_field[] = "theme";

/// Returns the term of one story: "Q7F3K-Q2M9-N".
std::string reference(const StoryId&);
/// Returns the term of all stories that allow a use: "XUpublish".
std::string allowed(Use);
/// Returns the term of a stem: "Zcoproduct".
std::string stem(std::string_view stem);
/// Returns the term of all stories in a language; for "en-GB" it is that of "en", "Len".
std::string language(std::string_view);
/// Returns the term of a fingerprint: "XS" and five letters, the lowest 30 bits of the hash.
std::string fingerprint(std::uint64_t);
/// Returns the term of a field's value: the field's prefix and the value, which this function folds and cuts.
std::string value(std::string_view prefix, std::string_view value);
/// Returns `text` folded word by word, with single spaces between words. A single hyphen, full stop, slash or
/// underscore between two words stays, since ids contain them: "River  Allotments" becomes "river allotments",
/// "Rel.Trust" "rel.trust". The result is "" when there are no letters or digits.
std::string folded_value(std::string_view);

/// Returns the stemmed terms at the place of a token: first its own, then those of its parts. `token` is one of `text`.
std::vector<std::string> of(std::string_view text, const Token&, std::string_view language, Analyser&);

/// Returns the document's data, in the format that docdata.cpp describes.
std::string coded(const Indexed&);
/// Reads what coded() wrote. Throws Error{storage} for anything else.
Indexed decoded(std::string_view);

}  // namespace terms

/// One document as we keep it, before it is made Xapian's: plain values that tests and digests can compare.
struct Document {
    struct Term {
        std::string text;                      ///< with its prefix, UTF-8
        std::uint32_t occurrences = 0;         ///< within-document frequency; 0 for values of fields
        std::vector<std::uint32_t> positions;  ///< in order
        bool operator==(const Term&) const = default;
    };
    std::vector<Term> terms;                               ///< in byte order, each once
    std::vector<std::pair<std::uint32_t, double>> values;  ///< slot, number
    std::string data;                                      ///< see terms::coded()
    bool operator==(const Document&) const = default;
};

/// The same document with its words as the Analyser's numbers. A rebuild handles all documents without looking at
/// their letters; document_of() turns the numbers into terms.
struct Contents {
    /// A word or a stem of the document.
    struct Word {
        std::uint32_t number, occurrences;  ///< Analyser's number; how often it stands in the document
        std::size_t places_end;  ///< end of its positions in `places`; they begin where those of the previous stem end
    };
    std::vector<Word> words, stems;     ///< each once, by number; only stems have places
    std::vector<std::uint32_t> places;  ///< positions of all stems, stem after stem, ascending within a stem
    std::vector<std::string> others;    ///< terms that are not words (fields, uses, ...); in byte order, each once
    std::vector<std::pair<std::uint32_t, double>> values;
    std::string data;

    /// Returns the positions of a stem, ascending. `stem` must be an element of `stems`.
    std::span<const std::uint32_t> places_of(const Word& stem) const;
};

/// Whether the index contains the story at all: the teller's consent allows at least one use of the collection.
bool belongs(const Story&);

/// Returns what the index must hold of a story. `of_text` is the analysis of `story.text`; the title is analysed here.
/// `meant` are the ids of the themes that its teller says it is about. Pure: the same arguments give the same result.
Contents contents_of(const Story&, const Analysis& of_text, Analyser&, const std::vector<Coding>& settled,
                     const std::vector<std::string>& meant = {});
Document document_of(Contents, const Analyser&);
Document document_of(const Story&, const Analysis& of_text, Analyser&, const std::vector<Coding>& settled,
                     const std::vector<std::string>& meant = {});

}  // namespace tangible::index
