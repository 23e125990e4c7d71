// Cuts what a person typed into marks: words, quotations, name:value, brackets, minus signs and the words OR, AND, NOT
// and NEAR in capitals. For instance
//
//     trust "co production" -place:Leeds
//
// is a word, a phrase, a minus and a field.
#pragma once
#include "schemas/ground/text.h"
#include <string_view>
#include <vector>

namespace tangible::index {

/// One mark, as byte spans into the text that was cut.
struct Mark {
    /// `open` and `close` are brackets, `minus` is "-" or NOT, `either` OR, `both` AND, `near` NEAR or NEAR/n.
    enum Kind : std::uint8_t { word, phrase, field, open, close, minus, either, both, near };
    Kind kind = word;
    Span text;              ///< the word, the words between quotation marks, the value, the n of NEAR/n (empty without)
    Span name;              ///< of a field: what stands before the colon
    bool quoted = false;    ///< a field's value is in quotation marks
    bool unclosed = false;  ///< the closing quotation mark is missing
};

/// Returns the marks of a normal text, in order. Any bytes are allowed; nothing is an error. O(bytes).
std::vector<Mark> marks_of(std::string_view text);

}  // namespace tangible::index
