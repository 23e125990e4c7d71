// The marks a question is made of: words, quotations, name:value, brackets, minus and the capital
// words OR, AND, NOT, NEAR.  A span says where each stands.
#pragma once
#include "schemas/ground/text.h"
#include <string_view>
#include <vector>

namespace tangible::index {

struct Mark {
    enum Kind : std::uint8_t { word, phrase, field, open, close, minus, either, both, near };
    Kind kind = word;
    Span text;              ///< the word, the words between quotation marks, the value, the n of NEAR/n
    Span name;              ///< of a field
    bool quoted = false;    ///< a field's value stood in quotation marks
    bool unclosed = false;  ///< a quotation never ended
};

/// O(bytes); any bytes at all.
std::vector<Mark> marks_of(std::string_view text);

}  // namespace tangible::index
