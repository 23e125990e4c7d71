// Divides an RTF file (Rich Text Format 1.9.1) into tokens: braces, control words with their numbers, and bytes of
// text. Skips line ends, zeros and binary data (\bin). Takes any bytes.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace tangible::ingest {

/// One token. Only the members that its type names are set.
struct RtfToken {
    enum Type {
        end,
        open,
        close,
        word,    ///< \par, \u-3913: `name`, and `number` if there is one
        symbol,  ///< \~, \*: `byte_value` is the character
        byte,    ///< of text, as it stands: `byte_value`
        hex,     ///< of text, written as \'e9: `byte_value`
    } type = end;
    char byte_value = 0;
    std::string_view name = {};
    std::optional<int> number = {};
};

/// Reads the tokens of a file, one after the other.
class RtfTokens {
public:
    /// Keeps a view: the bytes must outlive it.
    explicit RtfTokens(std::string_view rtf) : rtf_(rtf) {}
    /// Returns the next token; type `end` at the end and ever after.
    RtfToken next();

private:
    RtfToken control();
    RtfToken control_word();
    RtfToken hex_byte();
    std::optional<int> number();

    std::string_view rtf_;
    std::size_t at_ = 0;
};

}  // namespace tangible::ingest
