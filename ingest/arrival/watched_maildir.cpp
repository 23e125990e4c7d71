// Maildir as https://cr.yp.to/proto/maildir.html has it: what stands in new/ or cur/ is whole; the name up to a colon
// is the mail's own, flags in the order of their letters follow it.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/watched_kinds.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

std::string unique_part(const std::string& name) { return name.substr(0, name.find(':')); }

std::string with_flag_seen(const std::string& name) {
    const auto info = name.find(":2,");
    if (info == name.npos) return unique_part(name) + ":2,S";
    std::string flags = name.substr(info + 3);
    if (flags.find('S') == flags.npos) flags.insert(std::min(flags.find_first_of("TUVWXYZ"), flags.size()), "S");
    return name.substr(0, info) + ":2," + flags;
}

struct Taken {
    std::string name;
    bool is_new = false, refused = false;
};

}  // namespace

Look Maildir::look(Store& store) {
    Look look;
    const Folder arrived(path_ / "new"), current(path_ / "cur");
    Intake intake(store);
    std::vector<Taken> all;
    for (const Folder* folder : {&arrived, &current}) {
        const bool is_new = folder == &arrived;
        for (const std::string& name : folder->names()) {
            if (done_.contains(unique_part(name))) continue;
            if ((look.more = all.size() >= files_in_a_look)) break;
            const auto state = folder->state(name);
            const auto file = state ? folder->open(name, *state) : std::nullopt;
            if (!file) {
                look.unreadable += state.has_value();
                continue;
            }
            Submission submission;
            submission.channel = Channel::mail;
            submission.filename = name;
            const bool fits = state->size_bytes > 0 && state->size_bytes <= max_submission_bytes;
            try {
                if (fits) submission.bytes = file->whole(max_submission_bytes);
            } catch (const Unreadable&) {
                ++look.unreadable;
                continue;
            }
            if (fits) intake.add(std::move(submission));
            all.push_back({name, is_new, !fits});
        }
    }
    intake.commit();
    // From here on what was taken is committed.  What was refused stays in sight, as a mail that nobody has read.
    for (const Taken& taken : all) {
        ++(taken.refused ? look.refused : look.taken);
        done_.insert(unique_part(taken.name));
        if (taken.is_new && !taken.refused) arrived.move(taken.name, current, with_flag_seen(taken.name));
    }
    return look;
}

}  // namespace tangible::ingest
