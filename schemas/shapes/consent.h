// What a teller allows.
//
// Each use is allowed on its own.  The only uses that follow from others are those that closed() adds: a story that may
// be quoted must also be counted, and the team must be able to read it.  The store returns no text unless the caller
// names a use that the teller allows.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// A purpose for which a story may be used.
enum class Use : std::uint8_t {
    own,       ///< the teller's own view, by private link; always allowed until the story is withdrawn
    team,      ///< staff of the collection read the story, to moderate and code it
    count,     ///< the story is counted in numbers
    research,  ///< approved researchers read the story
    publish,   ///< anyone may read the whole story
    quote,     ///< exact words may be quoted in evidence
};
inline constexpr Use all_uses[] = {Use::own, Use::team, Use::count, Use::research, Use::publish, Use::quote};

std::string_view name(Use);
/// Returns the use of that name.  Throws Error{usage} for any other word, with the nearest use in the hint.
Use use_named(std::string_view);

/// A set of uses.  `own` is in every set, also in an empty one.
class Uses {
public:
    constexpr Uses() = default;
    constexpr Uses(std::initializer_list<Use> uses) {
        for (Use u : uses) add(u);
    }
    constexpr void add(Use u) { bits_ |= 1u << static_cast<unsigned>(u); }
    constexpr bool has(Use u) const { return u == Use::own || (bits_ >> static_cast<unsigned>(u)) & 1u; }
    /// Returns whether no use was added.
    constexpr bool empty() const { return bits_ == 0; }
    /// Returns the uses that both sets allow.
    constexpr Uses operator&(Uses o) const {
        Uses r;
        r.bits_ = bits_ & o.bits_;
        return r;
    }
    bool operator==(const Uses&) const = default;

private:
    std::uint8_t bits_ = 0;
};

/// Returns the names of the uses, joined by spaces, in the order of the enum and without `own`: "team count".
std::string to_string(Uses);
/// Reads what to_string() writes.  Throws Error{usage} for an unknown word.
Uses uses_from(std::string_view words);
/// Returns the uses together with those that they need: count needs team; research, publish and quote need team and
/// count.
Uses closed(Uses);

/// What a teller agreed to.
struct Consent {
    std::string wording;  ///< id of the wording that the teller saw: "story-form/1"; "" when the teller saw none
    Uses uses;
    std::int64_t given_ms = 0;
    bool operator==(const Consent&) const = default;
};

/// The words with which a teller was asked.
struct Wording {
    std::string id;        ///< "story-form/1"
    std::string language;  ///< BCP 47
    std::string text;      ///< every question and what follows from a yes, as people read them
    bool operator==(const Wording&) const = default;
};

/// What a teller said about one use.
enum class Answer : std::uint8_t {
    given,      ///< yes
    refused,    ///< no, when asked
    withdrawn,  ///< no, after a yes
    unasked,    ///< nobody asked; the use applies until the teller chooses
};
std::string_view name(Answer);
/// Returns the answer of that name.  Throws Error{usage} for any other word.
Answer answer_named(std::string_view);

/// The lawful basis for one use of stories (GDPR, Article 6).  Whatever it is, a story is used only as its teller
/// allows.
enum class LegalBasis : std::uint8_t { consent, public_task, legitimate_interest };

/// Who gave an answer.
enum class Giver : std::uint8_t { teller, helper, parent, staff };
std::string_view name(Giver);
/// Returns the giver of that name.  Throws Error{usage} for any other word.
Giver giver_named(std::string_view);

/// The way in which an answer was given.
enum class Way : std::uint8_t {
    form,     ///< our story form
    link,     ///< the teller's private page
    mail,     ///< a mail
    paper,    ///< a signed sheet
    spoken,   ///< said to a member of staff
    program,  ///< a program sent the story
    batch,    ///< an administrator loaded the story
    unknown,  ///< not recorded
};
std::string_view name(Way);
/// Returns the way of that name.  Throws Error{usage} for any other word.
Way way_named(std::string_view);

/// How a consent was given.
struct Giving {
    Giver by = Giver::teller;
    Way how = Way::link;
    std::string who;  ///< account that wrote it down for the teller; "" when nobody did
    bool operator==(const Giving&) const = default;
};

/// One entry of a story's consent record (ISO/IEC TS 27560: an event).  It holds no word of the story.
struct ConsentEvent {
    Use use = Use::team;
    Answer answer = Answer::given;
    std::string wording;        ///< Wording::id; "" when the teller saw none
    std::int64_t said_ms = 0;   ///< when the teller said so
    std::int64_t noted_ms = 0;  ///< when it was written down
    Giving giving;
    bool operator==(const ConsentEvent&) const = default;
};

/// Returns the consent of a teller who has not been asked: the team may read the story and count it.  It applies until
/// the teller chooses.
Consent unasked(std::int64_t now_ms);

}  // namespace tangible
