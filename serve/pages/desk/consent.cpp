// A member of staff writes down what a teller said about the uses of their story: on paper, in a conversation, in a
// mail. The consent record names who wrote it down.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/consent_record.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

const std::vector<Choice> ways = {{"paper", "On a signed sheet of paper"},
                                  {"spoken", "In a conversation with me"},
                                  {"mail", "In an email or letter"}};
const std::vector<Choice> givers = {{"teller", "The teller"},
                                    {"helper", "Somebody who helps the teller"},
                                    {"parent", "A parent or guardian, and the teller"}};

Story story_or_404(const Call& call, Workspace& work) {
    const auto id = parse_story_id(call.parts.at(0));
    auto story = id ? work.store.original(*id, Use::team) : std::nullopt;
    if (!story) throw Error(ErrorKind::not_found, "There is no such story", "Its teller may have taken it back.");
    return std::move(*story);
}

Reply shown(const Call& call, Workspace& work, const Story& story, const Fields& typed, bool wrong) {
    View record(std::vector<View>{});
    const auto ticked = values_of(typed, "uses");
    for (const auto& e : work.store.consent_events(story.id))
        record.push({{"use", name(e.use)},
                     {"answer", answer_in_words(e.answer)},
                     {"when", day(e.said_ms)},
                     {"noted", day(e.noted_ms)},
                     {"how", name(e.giving.how)},
                     {"by", name(e.giving.by)},
                     {"who", e.giving.who}});
    return page(call, work, "staff-consent", (wrong ? "Error: Consent: " : "Consent: ") + story.id,
                {{"id", story.id},
                 {"uses", uses_view(work.collection.form,
                                    [&](Use u) { return std::ranges::find(ticked, name(u)) != ticked.end(); })},
                 {"ways", choices_view(ways, values_of(typed, "how"), "how")},
                 {"givers", choices_view(givers, values_of(typed, "by"), "by")},
                 {"wrong", wrong},
                 {"record", record}},
                wrong ? 422 : 200);
}

}  // namespace

Reply staff_consent(const Call& call, Workspace& work) {
    return shown(call, work, story_or_404(call, work), {}, false);
}

Reply staff_consent_set(const Call& call, Workspace& work) {
    const auto story = story_or_404(call, work);
    const auto how = value_of(call.form, "how"), by = value_of(call.form, "by");
    if (std::ranges::find(ways, how, &Choice::id) == ways.end() ||
        std::ranges::find(givers, by, &Choice::id) == givers.end())
        return shown(call, work, story, call.form, true);
    Uses uses;
    for (const auto& u : values_of(call.form, "uses")) uses.add(use_named(u));
    work.store.set_consent(story.id, {work.collection.form.id, closed(uses), now_ms()},
                           {giver_named(by), way_named(how), call.session->account});
    if (work.collection.wake) work.collection.wake();
    return see_other("/moderate/" + story.id);
}

}  // namespace tangible::serve::pages
