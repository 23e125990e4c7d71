// Divides a text into words as the search for names needs them: with their capitals and what stands between them.
#pragma once
#include "schemas/ground/text.h"
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A word; `at` is in bytes of the text.
struct NameWord {
    Span at;
    std::string_view text;
    std::string lower;     ///< with its ASCII letters in lower case
    bool capital = false;  ///< begins with an upper-case letter of any script
    std::string_view gap;  ///< the bytes between it and the word before
};
using NameWords = std::vector<NameWord>;

/// Divides a text into words. Apostrophes and hyphens inside a word are part of it, "'s" at its end is not. The views
/// point into `text`.
NameWords name_words(std::string_view text);

/// Returns how many words from `i` on could be one name by their capitals: at most four, with initials and particles
/// ("de", "van", "ap"); 0 for none.
std::size_t name_length(const NameWords&, std::size_t i);

/// Returns how many words from `i` on are a known name (known_words.h) that its neighbours do not make a place or a
/// thing; 0 for none.
std::size_t known_name(const NameWords&, std::size_t i);

/// Decides whether a word may begin a name: it has a capital, and is not a month, weekday, pronoun or the like.
bool begins_name(const NameWord&);
/// Decides whether a word may stand in lower case within a name: "de", "van", "ap".
bool is_particle(std::string_view lower);

template <std::size_t n> bool among(const std::array<std::string_view, n>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

}  // namespace tangible::ingest
