// Finds many phrases in one pass over the tokens of a text, with a trie over stems.  A phrase is also found in its
// other spellings: hyphens may join or part its words, and a word may be a part of a hyphenated word, as in the index.
// Built once, then const and shared by threads; each Analyser caches which of its words occur in phrases.
//
//     Phrases phrases("en");
//     phrases.add("kept turning up", 0, analyser);
//     phrases.add("trusted us", 1, analyser);
//     for (const auto& f : phrases.find(text, analyser.analyse(text, "en"), analyser))
//         ...                                        // phrase f.phrase is on the tokens [f.begin, f.end)
#pragma once
#include "index/words/analysis.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tangible::index {

/// Phrases of one language, with the numbers that the caller gave them.
class Phrases {
public:
    /// One occurrence of a phrase.
    struct Found {
        std::uint32_t phrase;      ///< the number given to `add`
        std::uint32_t begin, end;  ///< token positions [begin, end) in Analysis::tokens
    };

    /// `language` ("en") chooses the stemmer for the phrases and for every text.
    explicit Phrases(std::string language);
    /// Adds a phrase under a number; several phrases may have the same one.  Only the first `max_words` words count.  A
    /// phrase without a word is never found.
    void add(std::string_view phrase, std::uint32_t number, Analyser&);
    /// Returns all occurrences in the order of their first tokens.  A phrase never crosses a sentence.  O(tokens *
    /// max_words + found) at worst, and nearly O(tokens) since few tokens begin a phrase.
    std::vector<Found> find(std::string_view text, const Analysis&, Analyser&) const;

    /// Longest phrase in words.  It bounds the walk from each token.
    static constexpr std::size_t max_words = 16;

private:
    using Words = std::vector<std::string>;  ///< folded
    /// Number of a stem that occurs in a phrase, from 1; 0 for every other stem.
    using Symbol = std::uint32_t;
    /// A beginning of phrases, in stems.
    struct Node {
        /// Next stem and the node it leads to.  Few, so a walk along them beats a hash table; those of the root, which
        /// has thousands, are in `first_`.
        std::vector<std::pair<Symbol, std::uint32_t>> next;
        std::vector<std::uint32_t> phrases;  ///< numbers of the phrases that end here
    };

    void add_words(const Words&, std::uint32_t number, Analyser&);
    Symbol symbol(std::string_view stem);
    std::uint32_t step(std::uint32_t node, Symbol) const;
    std::uint32_t step_or_add(std::uint32_t node, Symbol);
    class Walk;

    std::string language_;
    std::uint64_t id_;  ///< owner number for Analyser::beside, unique in the process
    std::unordered_map<std::string, Symbol> symbols_;
    std::vector<Node> nodes_;           ///< the trie; node 0 is the root, and 0 as a step means "none"
    std::vector<std::uint32_t> first_;  ///< by symbol: the node it leads to from the root, or 0
};

}  // namespace tangible::index
