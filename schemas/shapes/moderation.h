// Moderation: what a person decides about a story before people outside the team may read it.
//
// A teller chooses how a story may be used; moderation decides when that choice takes effect.  It never adds a use.
#pragma once
#include "schemas/shapes/consent.h"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible {

/// Where a story stands.
enum class Moderation : std::uint8_t {
    free,     ///< the collection asked for no moderation when the story came
    waiting,  ///< for a moderator
    asked,    ///< the teller is asked whether they agree with what others would see
    passed,   ///< others may read what the teller allows
    kept,     ///< for the team only
};
std::string_view name(Moderation);
/// Returns the state of that name.  Throws Error{usage} for any other word.
Moderation moderation_named(std::string_view);

/// Returns whether these uses let anybody outside the team read or quote the story.
constexpr bool opens_outside(Uses uses) {
    return uses.has(Use::research) || uses.has(Use::publish) || uses.has(Use::quote);
}

/// Returns which of the uses that a teller chose are in force.  Until a story is passed, nobody outside the team reads
/// or quotes it.
constexpr Uses in_force(Uses chosen, Moderation state) {
    const bool open = state == Moderation::free || state == Moderation::passed;
    return open ? chosen : chosen & Uses{Use::team, Use::count};
}

/// Something that was done to a story in moderation.
enum class Act : std::uint8_t {
    pass,      ///< others may read it
    keep,      ///< for the team only
    ask,       ///< the teller is asked whether they agree
    reopen,    ///< it waits for a moderator again
    agree,     ///< the teller agrees, so it is passed
    object,    ///< the teller objects, so it waits again
    redact,    ///< words are hidden from others
    leave,     ///< a proposal was looked at, and the words stay
    restore,   ///< a decision about words is undone
    flag,      ///< somebody may be in danger
    unflag,    ///< nobody is in danger, or it was seen to
    look,      ///< somebody read the original
    rewritten  ///< the text changed after it was passed, so it waits again
};
std::string_view name(Act);
/// Returns the act of that name.  Throws Error{usage} for any other word.
Act act_named(std::string_view);

/// One entry of a story's moderation record.
struct Moderated {
    Act act = Act::pass;
    std::string reason;  ///< id of one of `keeping_reasons`, or ""
    std::string note;    ///< words of whoever did it, for staff and the teller; ""
    std::string who;     ///< an account, "teller", "command line" or "program"
    std::int64_t at_ms = 0;
    bool operator==(const Moderated&) const = default;
};

/// A reason why a story is kept for the team.
struct KeepingReason {
    std::string_view id;
    bool is_story;              ///< false: it is something else, and `sentence` says where to turn instead
    std::string_view what;      ///< for moderators
    std::string_view sentence;  ///< for the teller
    bool needs_note = false;    ///< it promises the teller an explanation
};
inline constexpr std::array<KeepingReason, 9> keeping_reasons = {{
    {"identifies", true, "", "It would tell readers who somebody is, even with words taken out."},
    {"harm", true, "", "It could bring harm to you or to somebody else."},
    {"spam", true, "", "It advertises something."},
    {"law", true, "", "It may break the law if we show it."},
    {"other", true, "", "Our team has another reason, which it explains below.", true},
    {"complaint", false, "A complaint",
     "It is a complaint and not a story of working together. To complain about us, use the link “Complain” at the foot "
     "of this page: we must answer you within 30 days. To complain about a service, write to the organisation that "
     "runs it."},
    {"danger", false, "Somebody is in danger, or needs help",
     "We have read what you wrote, and we are worried about you or somebody else. We cannot help as fast as others "
     "can. "
     "If somebody is in danger now, call the emergency number: 999 in the United Kingdom, 112 in the European Union. "
     "If "
     "not, a doctor, a social worker or the council can help."},
    {"question", false, "A question or a message to the team",
     "It is a question or a message to us and not a story of working together. Our team has read it. To write to us, "
     "use the links at the foot of this page."},
    {"not-a-story", false, "Something else",
     "It is not a story of working together, so it does not belong here. Our page “About” says what we collect. You "
     "can take it back below, or tell your story on the page “Tell your story”."},
}};
/// Returns the reason of that id; nullptr when there is none.
const KeepingReason* keeping_reason(std::string_view id);
/// Returns the sentence of a reason; "" when there is none of that id.
std::string_view keeping_sentence(std::string_view id);

}  // namespace tangible
