// What a teller allows.  Each use is allowed by itself; nothing is implied but what
// `closed()` adds (to be quoted a story must be countable, and the team must be able to read it).
// The store hands out no text without one of these uses.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

enum class Use : std::uint8_t {
    own,       ///< the teller's own view, by private link; always allowed until withdrawn
    team,      ///< staff of the collection read it, to moderate and code
    count,     ///< counted in numbers
    research,  ///< approved researchers read it
    publish,   ///< anyone may read the whole story
    quote,     ///< exact words may be quoted in evidence
};
inline constexpr Use all_uses[] = {Use::own, Use::team, Use::count, Use::research, Use::publish, Use::quote};

std::string_view name(Use);
/// Throws Error{usage} with the nearest valid word.
Use use_named(std::string_view);

/// A set of uses.
class Uses {
public:
    constexpr Uses() = default;
    constexpr Uses(std::initializer_list<Use> uses) {
        for (Use u : uses) add(u);
    }
    constexpr void add(Use u) { bits_ |= 1u << static_cast<unsigned>(u); }
    constexpr bool has(Use u) const { return u == Use::own || (bits_ >> static_cast<unsigned>(u)) & 1u; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr Uses operator&(Uses o) const {
        Uses r;
        r.bits_ = bits_ & o.bits_;
        return r;
    }
    bool operator==(const Uses&) const = default;

private:
    std::uint8_t bits_ = 0;
};

/// The uses joined with spaces, in the order of the enum; `own` is not written.
std::string to_string(Uses);
/// Throws Error{usage} on an unknown word.
Uses uses_from(std::string_view words);
/// Adds what a use cannot do without: quote, publish, research and count need team;
/// quote, publish and research need count.
Uses closed(Uses);

struct Consent {
    std::string wording;  ///< id of the wording the teller saw, e.g. "story-form/1"; "" when none was shown
    Uses uses;
    std::int64_t given_ms = 0;
    bool operator==(const Consent&) const = default;
};

/// What holds until a teller who was not asked has chosen: the team may read and count.
Consent unasked(std::int64_t now_ms);

}  // namespace tangible
