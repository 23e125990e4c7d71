// Where words are in a text: UAX #29 with what stories need.  Hyphens join letters (co-production, and not 2019-20),
// apostrophes join (didn't), points join single letters (U.K.) and digits (3.5), commas join thousands (1,000);
// a prefix that is no word by itself joins the next word over a space ("co production").
// Scripts that write without spaces are given as runs, to be segmented with a dictionary.
// Any bytes at all; invalid ones are no part of a word.  Linear.
#pragma once
#include "schemas/ground/text.h"
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Written {
    Span span;
    bool run = false;     ///< without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese
    bool joined = false;  ///< holds a hyphen, an apostrophe or a space: it has parts
};

/// The next word that begins at `from` or later.
std::optional<Written> next_word(std::string_view text, std::size_t from);

/// Calls `each` with every word, in order.
template <class Each> void for_each_word(std::string_view text, Each each) {
    std::size_t from = 0;
    while (const auto word = next_word(text, from)) {
        each(*word);
        from = word->span.end;
    }
}

/// The pieces of a joined word, as they stand in it; one piece or none when it is to be found whole only ("didn't").
std::vector<std::string_view> pieces(std::string_view word);

}  // namespace tangible::index
