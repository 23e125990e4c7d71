// Follows https://cr.yp.to/proto/maildir.html.  A file in new/ or cur/ is always complete, so there is no need to wait.
// A name such as "1551694830.M1P2.host:2,RS" has the mail's unique part before the colon, which never changes, and
// flags after ":2,", in alphabetical order: R replied, S seen.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/watched_kinds.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Returns the name without its flags.
std::string unique_part(const std::string& name) { return name.substr(0, name.find(':')); }

std::string with_flag_seen(const std::string& name) {
    const auto info = name.find(":2,");
    if (info == name.npos) return unique_part(name) + ":2,S";
    std::string flags = name.substr(info + 3);
    if (flags.find('S') == flags.npos) flags.insert(std::min(flags.find_first_of("TUVWXYZ"), flags.size()), "S");
    return name.substr(0, info) + ":2," + flags;
}

/// A mail that was read or refused.
struct Taken {
    std::string name;
    bool is_new = false, refused = false;  ///< is_new: it is in new/
};

}  // namespace

// 1. Read the mails of new/ and cur/ that were not taken before, at most files_in_a_look of them.
// 2. Commit.
// 3. Remember their unique parts, and move mails from new/ to cur/ with the flag S.
// After a restart everything in cur/ is read once more, and the store recognises what it has.
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
    // From here on, what was taken is committed.  A refused mail stays in new/, where a person sees it as unread.
    for (const Taken& taken : all) {
        ++(taken.refused ? look.refused : look.taken);
        done_.insert(unique_part(taken.name));
        if (taken.is_new && !taken.refused) arrived.move(taken.name, current, with_flag_seen(taken.name));
    }
    return look;
}

}  // namespace tangible::ingest
