// The words of a text as the search for names sees them: with their capitals and what stands between them.
#pragma once
#include "schemas/ground/text.h"
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct NameWord {
    Span at;
    std::string_view text;
    std::string lower;  ///< its ASCII letters made small
    bool capital = false;
    std::string_view gap;  ///< what stands between it and the word before
};
using NameWords = std::vector<NameWord>;

/// Apostrophes and hyphens within a word are part of it, "'s" at its end is not.  The views are into `text`.
NameWords name_words(std::string_view text);

/// How many words from `i` on have the capitals of one name: four at most, with initials and "de", "van", "ap".
std::size_t name_length(const NameWords&, std::size_t i);

/// How many words from `i` on are a name by what they are and stand beside, else 0: see known_words.h.
std::size_t known_name(const NameWords&, std::size_t i);

/// Has a capital, and is no month, weekday, pronoun or the like.
bool begins_name(const NameWord&);
bool is_particle(std::string_view lower);

template <std::size_t n> bool among(const std::array<std::string_view, n>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

}  // namespace tangible::ingest
