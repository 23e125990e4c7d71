// Normal text, and places in it.  Normal text is UTF-8 in NFC (UAX #15) with one paragraph,
// heading, list item or table row a line ('\n', no blank lines), single spaces inside a line,
// and no invisible characters (soft hyphens, zero width, byte order marks, bidi controls).
// Every offset in Tangible is in bytes of normal text; code points and UTF-16 units
// are made at the border only (schemas/json, schemas/exchange).
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
    bool overlaps(const Span& o) const { return begin < o.end && o.begin < end; }
    std::uint32_t size() const { return end - begin; }
};

inline std::string_view cut(std::string_view text, Span s) { return text.substr(s.begin, s.end - s.begin); }

/// Leads from bytes of normal text back to bytes of the text before it was made normal.
/// Runs are in order; within a run both sides advance together byte for byte.
struct OffsetMap {
    struct Run {
        std::uint32_t normal, source;
        auto operator<=>(const Run&) const = default;
    };
    std::vector<Run> runs;
    bool operator==(const OffsetMap&) const = default;

    /// The byte of the source that the byte `normal` came from.  O(log runs).
    std::uint32_t source_of(std::uint32_t normal) const;
    Span source_of(Span) const;
};

/// Number of code points in UTF-8 text.
std::size_t code_points(std::string_view);

}  // namespace tangible
