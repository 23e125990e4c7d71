// Numbers for the terms of many documents, so that a rebuild compares and sorts numbers and not strings. The terms of
// words and stems are found by the Analyser's own numbers, so their letters are looked at only once.
//
// One TermNumbers belongs to one Analyser, which must outlive it, and to one thread.
#pragma once
#include "index/document/terms.h"
#include "index/words/strings.h"

namespace tangible::index {

/// A dictionary of terms. Numbers count up from 0 in order of first use, and never change.
class TermNumbers {
public:
    explicit TermNumbers(const Analyser& analyser) : analyser_(analyser) {}
    /// Returns the number of `term`, a new one when the term has not occurred before.
    std::uint32_t of(std::string_view term) { return terms_.number_of(term); }
    /// Returns the numbers of all terms of a document: its words, then its stems, then its other terms, each in the
    /// order of `Contents`.
    std::vector<std::uint32_t> of(const Contents&);

    /// Returns all terms so far, by number.
    const Strings& terms() const { return terms_; }
    /// Returns the std::hash of the term's bytes. Computed once for each term.
    std::uint64_t hash(std::uint32_t number);

private:
    std::uint32_t known(std::vector<std::uint32_t>& all, std::uint32_t word, const char* prefix);
    const Analyser& analyser_;
    Strings terms_;
    /// By the Analyser's number of the word: our number + 1, or 0 while there is none.
    std::vector<std::uint32_t> words_, stems_;
    std::vector<std::uint64_t> hashes_;  ///< by our number; may be shorter than `terms_`
};

}  // namespace tangible::index
