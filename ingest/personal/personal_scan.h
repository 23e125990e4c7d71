// The scanners behind personal.h, one for each kind. Each returns spans in order, and looks only a bounded way ahead
// and back, so that each is linear.
#pragma once
#include "schemas/ground/text.h"
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Bytes of the text, in order, none overlapping another.
using Spans = std::vector<Span>;

Spans email_addresses(std::string_view);  ///< dot-atoms (RFC 5322); domains may have accented Latin letters
Spans links(std::string_view);            ///< http, https, www, and bare names in common domains
Spans phones(std::string_view);  ///< UK, international (+ or 00), North American; others only beside a word like "tel"
Spans nhs_numbers(std::string_view);       ///< ten digits with a correct check digit (modulus 11)
Spans ni_numbers(std::string_view);        ///< by HMRC's rules for prefixes and suffixes
Spans postcodes(std::string_view);         ///< by Royal Mail's shapes and areas
Spans street_addresses(std::string_view);  ///< a number and the name of a UK street, with its flat; a PO box
Spans birth_dates(std::string_view);       ///< a date soon after "born", "date of birth" and the like
Spans people(std::string_view);            ///< known names, and capitals after a title, kin, "my name is", "Dear"

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Decides whether a byte is part of a word: any byte of a letter that is not ASCII counts.
inline bool in_word(char c) { return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
/// Decides whether no letter or digit touches the bytes [begin, end).
inline bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
    return (begin == 0 || !in_word(text[begin - 1])) && (end >= text.size() || !in_word(text[end]));
}
inline Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace tangible::ingest
