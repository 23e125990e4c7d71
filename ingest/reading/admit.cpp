// Decides what counts as a story. First come the reasons for a rejection; then the details of the submission and the
// draft are merged field by field, and the story is filled in.
//
// An unknown partnership is noted as a problem and does not reject the story: a teller may misspell it.
#include "ingest/reading/admit.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> machine_mail = {{
    {"bounce", "This is a report that a mail could not be delivered. It is not a story."},
    {"auto_reply", "This is an automatic reply. It is not a story."},
    {"newsletter", "This is a newsletter that a program sent to many people. It is not a story."},
    {"spam", "A mail filter marked this mail as spam. We keep the original mail."},
    {"feedback_report", "This is a complaint report from a mail system. It is not a story."},
}};

std::string why_not(std::string_view machine_class) {
    for (auto [name, sentence] : machine_mail)
        if (name == machine_class) return std::string(sentence);
    return "A program wrote this mail. It is not a story.";
}

/// Merges two sets of details: each field is `first`'s, or `otherwise`'s when `first` leaves it empty.
Details merged(const Details& first, Details otherwise) {
    auto take = [](auto& to, const auto& from) {
        if (!from.empty()) to = from;
    };
    take(otherwise.title, first.title);
    take(otherwise.partnership, first.partnership);
    take(otherwise.partners, first.partners);
    take(otherwise.role, first.role);
    take(otherwise.place, first.place);
    if (first.year != 0) otherwise.year = first.year;
    if (first.consent) otherwise.consent = first.consent;
    take(otherwise.told_by, first.told_by);
    for (const auto& [question, values] : first.answers) otherwise.answers[question] = values;
    return otherwise;
}

/// What a teller chose on our form counts more than what their file says. In a batch it is the other way round: a row
/// counts more than what the administrator said about all rows.
Details details_of(const Submission& submission, Details inside) {
    return submission.channel == Channel::batch ? merged(inside, submission.details)
                                                : merged(submission.details, std::move(inside));
}

/// Removes from the draft the answers that do not fit the form's questions, but for those that fitted when it arrived.
void check_answers(Draft& draft, const Answers& on_arrival, const std::vector<Question>& questions) {
    std::erase_if(draft.details.answers, [&](const auto& answer) { return on_arrival.contains(answer.first); });
    if (remove_unfit(draft.details.answers, questions) > 0)
        draft.problems.push_back("Some answers do not fit the questions of this collection. They were left out.");
}

/// Returns the partnership with this id or name, or nullptr.
const Partnership* find(const std::vector<Partnership>& all, const std::string& id_or_name) {
    auto found =
        std::ranges::find_if(all, [&](const Partnership& p) { return p.id == id_or_name || p.name == id_or_name; });
    return id_or_name.empty() || found == all.end() ? nullptr : &*found;
}

/// Sorts names and removes duplicates.
std::vector<std::string> sorted(std::vector<std::string> names) {
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string empty_because(const Draft& draft) {
    if (draft.attachments.empty()) return "There is no text in what arrived.";
    return "There is no text in what arrived, and the enclosed files cannot be read.";
}

}  // namespace

Admission admit(const Submission& submission, Draft draft, std::uint32_t ordinal,
                const std::vector<Partnership>& partnerships, const AdmissionRules& rules) {
    if (!draft.machine_class.empty()) return Rejection{draft.machine_class, why_not(draft.machine_class)};
    // A file that could not be read explains the lack of text better than "empty" does.
    if (draft.text.empty() && !draft.trouble.reason.empty()) return draft.trouble;
    if (draft.text.empty()) return Rejection{"empty", empty_because(draft)};
    if (draft.text.size() > max_text_bytes)
        return Rejection{"too_long",
                         "The text is longer than the limit for a story (" + in_bytes(max_text_bytes) + ")."};

    // From here on it is a story.
    check_answers(draft, submission.details.answers, rules.questions);
    Details details = details_of(submission, std::move(draft.details));
    const Partnership* partnership = find(partnerships, details.partnership);
    if (!details.partnership.empty() && !partnership)
        draft.problems.push_back("The partnership named in this story is not in this collection.");

    Story story;
    story.submission = submission.id;
    story.ordinal = ordinal;
    story.title = details.title.empty() ? std::move(draft.title) : std::move(details.title);
    story.text = std::move(draft.text);
    story.map = std::move(draft.map);
    story.language = draft.language.empty() ? "und" : std::move(draft.language);
    story.channel = submission.channel;
    story.partnership = partnership ? partnership->id : "";
    story.partners = sorted(partnership ? partnership->types() : std::move(details.partners));
    story.role = std::move(details.role);
    story.place = std::move(details.place);
    if (story.place.empty() && partnership) story.place = partnership->place;
    story.year = details.year;  // 0 when unknown: what is told need not have happened in the year of arrival
    story.received_ms = submission.received_ms;
    story.consent = details.consent.value_or(unasked(submission.received_ms));
    // Adds the uses that the given ones cannot do without, so that no reader of a consent has to.
    story.consent.uses = closed(story.consent.uses);
    // Never what the draft says of itself: a file must not let itself through.
    if (rules.moderated) story.moderation = submission.details.passed ? Moderation::passed : Moderation::waiting;
    story.answers = std::move(details.answers);
    if (details.told_by == "helper") story.told_by = details.told_by;
    story.cuts = std::move(draft.cuts);
    story.asides = std::move(draft.asides);
    story.attachments = std::move(draft.attachments);
    story.senders = std::move(draft.senders);
    story.problems = std::move(draft.problems);
    return story;
}

}  // namespace tangible::ingest
