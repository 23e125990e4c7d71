// Reads what a browser posted from the story form: the words typed, the files added, the answers given.
#include "ingest/reading/drafts.h"
#include "ingest/reading/form.h"
#include "ingest/text/normalise.h"
#include "schemas/forms/questions.h"
#include "schemas/ground/error.h"

namespace tangible::ingest {
namespace {

using Parts = std::vector<FormPart>;

/// The answer to a question of the form, as normal text; "" when there is none.
std::string answer(const Parts& parts, std::string_view name) { return normal(field(parts, name)).text; }

/// All answers to a question with several, such as check boxes.
std::vector<std::string> answers(const Parts& parts, std::string_view name) {
    std::vector<std::string> all;
    for (const FormPart& part : parts)
        if (!part.is_file && part.name == name)
            if (std::string text = normal(part.bytes).text; !text.empty()) all.push_back(std::move(text));
    return all;
}

/// Returns the consent that the form gave. If the form named its wording but nothing was ticked, the teller was asked
/// and allowed nothing; nullopt means that nobody asked. An unknown use allows nothing.
std::optional<Consent> consent_in(const Parts& parts, const Submission& submission,
                                  std::vector<std::string>& problems) {
    std::string wording = answer(parts, "wording");
    std::vector<std::string> ticked = answers(parts, "uses");
    if (wording.empty() && ticked.empty()) return std::nullopt;
    Consent consent{wording, {}, submission.received_ms};
    for (const std::string& word : ticked) {
        try {
            consent.uses.add(use_named(word));
        } catch (const Error&) {
            problems.push_back("The form names a use that does not exist. That use is not allowed.");
        }
    }
    return consent;
}

Details details_in(const Parts& parts) {
    Details details;
    details.title = answer(parts, "title");
    details.partnership = answer(parts, "partnership");
    details.partners = answers(parts, "partners");
    details.role = answer(parts, "role");
    details.place = answer(parts, "place");
    details.year = year_in(answer(parts, "year"));
    details.told_by = answer(parts, "told_by");
    // Whether the form asks this is not known here, in a confined child: admit() checks it.
    for (const FormPart& part : parts)
        if (!part.is_file) add_answer(details.answers, part.name, normal(part.bytes).text);
    return details;
}

}  // namespace

Reading read_post(const Submission& submission) {
    auto parts = form_parts(submission.bytes, boundary_of(submission.media_type));
    if (!parts) return Rejection{"unreadable", "Only part of the form arrived."};
    Draft draft;
    draft.details = details_in(*parts);
    draft.details.consent = consent_in(*parts, submission, draft.problems);
    Enclosures enclosed;
    for (const FormPart& part : *parts)
        if (part.is_file && !part.bytes.empty()) enclosed.add({part.bytes, part.filename, part.content_type, ""});
    set_text(draft, decoded(field(*parts, "story"), "UTF-8").text + enclosed.text);
    draft.title = draft.details.title.empty() ? normal(without_list_signs(enclosed.title)).text : draft.details.title;
    return with_enclosures(std::move(draft), enclosed);
}

}  // namespace tangible::ingest
