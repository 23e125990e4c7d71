// Complaints, and what was done about each.  The register (numbers, dates and steps) is kept for ever; the words can be
// erased once the complaint is answered.
#pragma once
#include "schemas/ground/clock.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// Most characters (code points) of a complaint, and of what our team writes about it.
inline constexpr std::size_t max_complaint_characters = 20'000;
/// How long we have to answer a complaint: 30 days.
inline constexpr std::int64_t complaint_due_ms = 30 * day_ms;

/// Returns what people call the complaint of this number: "C-12".
std::string complaint_reference(std::int64_t number);
/// Returns the number of "C-12", "c 12" or "12"; nullopt for any other word.
std::optional<std::int64_t> parse_complaint_reference(std::string_view);

/// Something that was done about a complaint.
enum class ComplaintAct : std::uint8_t {
    received,      ///< it came
    acknowledged,  ///< whoever complained got its number and link
    looking,       ///< our team looks into it
    answered,      ///< our team answered it
};
std::string_view name(ComplaintAct);
/// Returns the act of that name.  Throws Error{usage} for any other word.
ComplaintAct complaint_act_named(std::string_view);

/// One entry of a complaint's record.
struct ComplaintStep {
    ComplaintAct act = ComplaintAct::looking;
    std::string note;  ///< for whoever complained; "" for none, and after it was erased
    std::string who;   ///< an account, "program" or "command line"
    std::int64_t at_ms = 0;
};

/// A complaint.
struct Complaint {
    std::int64_t number = 0;
    StoryId story;      ///< the reference that was typed, which need not be a story's; ""
    std::string words;  ///< "" after they were erased
    std::string addr;   ///< where to send the answer; "" when it is read by private link, and after it was erased
    bool by_mail = false;
    std::int64_t received_ms = 0, due_ms = 0;
    ComplaintAct last = ComplaintAct::received;  ///< where it stands
    bool erased = false;                         ///< its words are gone
};

class Complaints : protected StorePart {
public:
    using StorePart::StorePart;

    /// Stores a complaint (story, words, addr and received_ms of it) with the steps received and, when `last` says so,
    /// acknowledged, and returns its number.  The holder of `token` may read it.  A token that was used before stores
    /// nothing.
    std::int64_t put_complaint(const Complaint&, std::string_view token,
                               ComplaintAct last = ComplaintAct::acknowledged);
    std::optional<Complaint> complaint(std::int64_t number);
    /// Returns the complaint behind a private link.
    std::optional<Complaint> complaint_of(std::string_view token);
    /// Returns the register, without words and addresses: those that wait for an answer, oldest first, and then those
    /// that were answered.
    std::vector<Complaint> complaints();
    /// Returns what was done about a complaint, in order.
    std::vector<ComplaintStep> complaint_steps(std::int64_t number);

    /// Adds a step; a second acknowledgement adds nothing.  Throws Error{not_found} when there is no such complaint,
    /// {usage} for an answer without words or too long a note, {refused} when the complaint's words were erased.
    void note_step(std::int64_t number, const ComplaintStep&);
    /// Erases the words of an answered complaint, its address and the notes, as finish_withdrawals() erases a story's.
    /// Throws Error{not_found}, {refused} when it is not answered.
    void erase_complaint(std::int64_t number);
};

}  // namespace tangible
