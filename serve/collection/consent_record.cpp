// A record lasts longer than its story: after a withdrawal it shows what was once allowed, and that it no longer is.
#include "serve/collection/consent_record.h"
#include "serve/collection/tokens.h"
#include <optional>
#include <set>

namespace tangible::serve {

ConsentRecord consent_record(Store& store, const Config& config, const std::string& secret, const std::string& base,
                             const StoryId& id) {
    ConsentRecord record;
    record.id = urn(secret, "consent of " + id);
    record.subject = urn(secret, "teller of " + id);
    record.story = id;
    record.events = store.consent_events(id);
    record.received_ms = store.standing_of(id).received_ms;
    if (record.received_ms == 0 && !record.events.empty()) record.received_ms = record.events.front().noted_ms;
    record.controller = config.name;
    record.contact = config.contact;
    record.jurisdiction = config.jurisdiction;
    record.authority = config.authority;
    record.bases = config.legal_basis;
    record.about_url = base + "/about";
    std::set<std::string> seen;
    for (const auto& e : record.events)
        if (seen.insert(e.wording).second)
            if (auto wording = store.wording(e.wording)) record.wordings.push_back(std::move(*wording));
    return record;
}

// What the teller said last by private link counts, otherwise what came with the submission.
bool team_may_read(Store& store, const StoryId& id, const Submission& sent) {
    std::optional<Answer> said;
    for (const auto& e : store.consent_events(id))
        if (e.use == Use::team) said = e.answer;
    if (said) return *said == Answer::given || *said == Answer::unasked;
    return !sent.details.consent || closed(sent.details.consent->uses).has(Use::team);
}

const char* answer_in_words(Answer a) {
    switch (a) {
    case Answer::given:
        return "Yes";
    case Answer::refused:
        return "No";
    case Answer::withdrawn:
        return "No longer";
    case Answer::unasked:
        break;
    }
    return "Nobody asked";
}

const char* basis_in_words(LegalBasis b) {
    switch (b) {
    case LegalBasis::consent:
        break;
    case LegalBasis::public_task:
        return "a task in the public interest";
    case LegalBasis::legitimate_interest:
        return "our legitimate interest";
    }
    return "your consent";
}

const char* way_in_words(Way w) {
    switch (w) {
    case Way::form:
        return "on our form";
    case Way::link:
        return "on your private page";
    case Way::mail:
        return "by email";
    case Way::paper:
        return "on paper";
    case Way::spoken:
        return "in a conversation";
    case Way::program:
        return "by a program that sent the story";
    case Way::batch:
        return "by the person who brought the stories in";
    case Way::unknown:
        break;
    }
    return "not recorded";
}

}  // namespace tangible::serve
