#include "ingest/mail.h"
#include "ingest/receive.h"
#include "ingest/watched_kinds.h"
#include "schemas/clock.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t end_bytes = 4096;

/// A program that writes puts `name.lock` beside the mbox; one that was killed leaves it there.
bool dot_locked(const Folder& folder, const std::string& name) {
    constexpr std::int64_t left_behind_ms = 20 * 60 * 1000;
    const auto lock = folder.state(name + ".lock");
    return lock && now_ms() - lock->changed_ns / 1'000'000 < left_behind_ms;
}

}  // namespace

Look Mbox::look(Store& store) {
    Look look;
    const Folder folder(path_.parent_path());
    const std::string name = path_.filename().string();
    const auto state = folder.state(name);
    if (!state || *state == done_) return look;
    if (dot_locked(folder, name) || !stillness_.whole(folder, name, *state)) return {.unfinished = true};

    // What was appended begins like a mail, behind the bytes that were read last.
    std::uint64_t from = done_.size_bytes;
    auto bytes = from > 0 && from < state->size_bytes && state->inode == done_.inode
                     ? folder.read(name, *state, max_mailbox_bytes, from - end_.size(), true)
                     : std::nullopt;
    if (bytes && bytes->starts_with(end_) && looks_like_mbox(std::string_view(*bytes).substr(end_.size())))
        bytes->erase(0, end_.size());
    else
        bytes = folder.read(name, *state, max_mailbox_bytes, from = 0, true);
    if (!bytes) return {.unfinished = true};

    const std::string end = bytes->substr(bytes->size() - std::min(bytes->size(), end_bytes));
    Intake intake(store);
    if (!bytes->empty())
        look.refused = arrivals(std::move(*bytes), name, Channel::mail, [&](Submission s) {
                           intake.add(std::move(s));
                           ++look.taken;
                       }).size();
    intake.commit();
    done_ = *state;
    end_ = end;
    return look;
}

}  // namespace tangible::ingest
