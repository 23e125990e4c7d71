// look() remembers the state of the file and the last bytes it read.  When those bytes are still at their place and a
// mail follows them, the file has only grown, and only the new mails are read.  Otherwise a mail program has rewritten
// the file (it deleted a mail or noted flags), and all of it is read again; the store recognises the mails that it has.
//
// Lock files and file locks of mail programs are respected.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/watched_kinds.h"
#include "ingest/mail/mail.h"
#include "schemas/ground/clock.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// How many bytes at the end of the file are remembered: enough to be different after any change of its last mails.
constexpr std::size_t end_bytes = 4096;

/// Returns whether a program that writes has put `name.lock` beside the mbox.  A program that was killed leaves its
/// lock behind, so a lock older than 20 minutes does not count.
bool dot_locked(const Folder& folder, const std::string& name) {
    constexpr std::int64_t left_behind_ms = 20 * 60 * 1000;
    const auto lock = folder.state(name + ".lock");
    return lock && now_ms() - lock->changed_ns / 1'000'000 < left_behind_ms;
}

}  // namespace

/// Returns the byte from which to read: the end of what was read before if a mail begins there and the bytes before it
/// are those that were read last; else 0.
std::uint64_t Mbox::read_on_from(const File& file, const FileState& state) const {
    constexpr std::size_t beginning_bytes = 64 << 10;
    const std::uint64_t from = done_.size_bytes;
    const bool appended = from > 0 && from < state.size_bytes && state.inode == done_.inode &&
                          file.bytes(from - end_.size(), end_.size()) == end_ &&
                          looks_like_mbox(file.bytes(from, beginning_bytes));
    return appended ? from : 0;
}

// 1. Do nothing when the file is as it was, locked, or still changing.
// 2. Read the new mails, or all.
// 3. Commit what was read, also when the file changed meanwhile: each mail was whole.
// 4. Remember the state only if the file did not change; else the next look reads it again.
Look Mbox::look(Store& store) {
    Look look;
    const Folder folder(path_.parent_path());
    const std::string name = path_.filename().string();
    const auto state = folder.state(name);
    if (!state || *state == done_) return look;
    if (dot_locked(folder, name) || !stillness_.whole(folder, name, *state)) return {.unfinished = true};

    const auto file = folder.open(name, *state, true);
    if (!file) return {.unfinished = true};
    Intake intake(store);
    std::string end;
    try {
        const std::uint64_t from = read_on_from(*file, *state);
        if (state->size_bytes > from)
            look.refused = arrivals(
                               *file, name, Channel::mail,
                               [&](Submission s) {
                                   intake.add(std::move(s));
                                   ++look.taken;
                               },
                               from)
                               .size();
        end = file->bytes(state->size_bytes - std::min<std::uint64_t>(state->size_bytes, end_bytes), end_bytes);
    } catch (const Unreadable& e) {
        if (e.kind != ErrorKind::temporary) throw;
        look.unfinished = true;  // a program without locks wrote to it
    }
    intake.commit();
    if (look.unfinished) return look;
    done_ = *state;
    end_ = end;
    return look;
}

}  // namespace tangible::ingest
