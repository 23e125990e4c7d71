// Normal text, and places in it.
//
// Normal text is UTF-8 in NFC (UAX #15).  Each line ('\n') is one paragraph, heading, list item or table row; there are
// no blank lines, only single spaces inside a line, and no invisible characters (soft hyphens, zero-width characters,
// byte order marks, bidi controls).  ingest/text/normalise.h makes it.
//
// Every offset in the program counts bytes of normal text.  Code points are computed only where JSON leaves the program
// (schemas/json).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// The bytes [begin, end) of a normal text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    auto operator<=>(const Span&) const = default;
    /// Returns whether the two have a byte in common.  Spans that only touch do not.
    bool overlaps(const Span& o) const { return begin < o.end && o.begin < end; }
    std::uint32_t size() const { return end - begin; }
};

/// Returns a view of the span's bytes.  Throws std::out_of_range when the span begins behind the text.
inline std::string_view cut(std::string_view text, Span s) { return text.substr(s.begin, s.end - s.begin); }

/// Leads from bytes of normal text back to bytes of the text that it was made from.
///
/// A run says where in the source a byte of normal text comes from; up to the next run, both sides advance byte by
/// byte. Bytes before the first run come from the same place.  Example: normalising "a  b" drops the second space, so
/// the only run is {2, 3}.
struct OffsetMap {
    struct Run {
        std::uint32_t normal, source;
        auto operator<=>(const Run&) const = default;
    };
    std::vector<Run> runs;  ///< in order of `normal`
    bool operator==(const OffsetMap&) const = default;

    /// Returns the byte of the source that the byte `normal` came from.  O(log runs).
    std::uint32_t source_of(std::uint32_t normal) const;
    /// Returns the source of a span, including what was dropped directly behind it.
    Span source_of(Span) const;
};

/// Returns where `words` stand in a text, the nearest to the byte `near` first; none for empty words.
std::vector<Span> places_of(std::string_view text, std::string_view words, std::uint32_t near);

/// Returns the number of code points of a UTF-8 text.
std::size_t code_points(std::string_view);

}  // namespace tangible
