// `tangible moderate`: lists what waits for a moderator, passes stories, and keeps one for the team. Words are hidden
// on the pages, where a person sees them in the story.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "serve/coding/moderating.h"
#include "serve/commands/commands.h"
#include <iostream>

namespace tangible::serve {
namespace {

constexpr std::size_t listed = 10'000;

}  // namespace

int list_moderation(Invocation& call) {
    Store store(call.data_dir, Store::Access::read);
    const auto all = store.queue(Moderation::waiting, listed);
    for (const auto& q : all) {
        std::cout << q.story << '\t' << name(q.channel) << '\t' << day(q.received_ms) << (q.flagged ? "\tflagged" : "");
        for (const auto& label : q.signs) std::cout << '\t' << label;
        std::cout << '\n';
    }
    if (all.empty()) std::cerr << "no story waits for a moderator\n";
    return all.empty() ? 4 : 0;
}

namespace {

void pass_one(Store& store, const StoryId& id, bool leaves_proposals) {
    store.together([&] {
        const auto story = store.original(id, Use::team);
        if (!story) throw Error(ErrorKind::not_found, "there is no story " + id + " that the team may read");
        if (story->moderation == Moderation::kept)
            throw Error(ErrorKind::refused, "somebody decided to keep " + id + " for the team",
                        "on /moderate/" + id + " the story can be put back into the queue");
        if (!leaves_proposals) must_have_no_proposals(store, *story);
        store.moderate(id, {Act::pass, "", "", by_command, now_ms()});
    });
}

}  // namespace

int pass_story(Invocation& call) {
    Store store(call.data_dir, Store::Access::write);
    std::vector<StoryId> ids;
    for (const auto& word : call.words) ids.push_back(reference(word));
    bool failed = false;
    for (const auto& id : ids) try {
            pass_one(store, id, call.has("leave-proposals"));
            std::cout << id << " was passed.\n";
        } catch (const Error& e) {
            if (ids.size() == 1) throw;
            std::cerr << id << ": " << e.what() << '\n';
            failed = true;
        }
    return failed ? 1 : 0;
}

int keep_story(Invocation& call) {
    const auto id = reference(call.words[0]);
    const auto reason = call.value("reason");
    if (keeping_sentence(reason).empty()) {
        std::string known;
        for (const auto& r : keeping_reasons) known += (known.empty() ? "" : ", ") + std::string(r.id);
        throw Error(ErrorKind::usage, "--reason must be one of: " + known,
                    "tangible moderate keep " + id + " --reason identifies");
    }
    const Moderated act{Act::keep, reason, call.value("note"), by_command, now_ms()};
    must_be_explained(act);
    Store store(call.data_dir, Store::Access::write);
    store.moderate(id, act);
    std::cout << id << " is kept for the team.\n";
    return 0;
}

}  // namespace tangible::serve
