// The signs of an RTF file (Rich Text Format 1.9.1) one after the other: braces, control words with their numbers,
// and bytes of text.  Line ends, zeros and binary data (\bin) are passed over.  Takes any bytes.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace tangible::ingest {

struct RtfToken {
    enum Type {
        end,
        open,
        close,
        word,    ///< \par, \u-3913
        symbol,  ///< \~, \*: `byte` says which
        byte,    ///< of text, as it stands
        hex,     ///< of text, written as \'e9
    } type = end;
    char byte_value = 0;
    std::string_view name = {};
    std::optional<int> number = {};
};

class RtfTokens {
public:
    /// The bytes must outlive it.
    explicit RtfTokens(std::string_view rtf) : rtf_(rtf) {}
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
