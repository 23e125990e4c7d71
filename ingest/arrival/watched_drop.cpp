// look() takes the complete files one by one, commits, and only then moves them to received/ or refused/.  When it is
// interrupted before that, the next look takes them again, and the store recognises their bytes.
#include "ingest/arrival/receive.h"
#include "ingest/arrival/watched_kinds.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

const std::string received = "received", refused = "refused";

/// How programs name a file that they have not finished yet (browsers, copying programs, editors), or a lock beside
/// one.
constexpr std::string_view unfinished_ends[] = {".part", ".partial", ".crdownload", ".download", ".filepart",
                                                ".tmp",  ".temp",    ".swp",        ".lock",     "~"};

bool named_unfinished(std::string_view name) {
    const std::string lower = lower_ascii(name);
    return name.starts_with("~$") ||  // Word's owner file beside an open document
           std::ranges::any_of(unfinished_ends, [&](std::string_view end) { return lower.ends_with(end); });
}

Channel channel_of(std::string_view name) {
    return lower_ascii(name).ends_with(".eml") ? Channel::mail : Channel::upload;
}

/// A file that was taken, wholly or in part, and is still to be moved.
struct Taken {
    std::string name;
    FileState state;
    std::vector<std::string> problems;  ///< what was left out, and why; none: all was taken
};

/// Returns the text of the note beside a refused file.
std::string sentence(const std::vector<std::string>& problems) {
    std::string all = "This file, or part of it, was not received:\n";
    for (const std::string& problem : problems) all += "  " + problem + "\n";
    return all + "Fix this, then put the file into the folder again. Nothing is stored twice.\n";
}

// Moves a file that was taken.  Call it only after the commit.
void put_away(const Folder& folder, const Taken& taken) {
    if (folder.state(taken.name) != taken.state) return;  // changed since: the next look takes it
    const Folder to = folder.inside(taken.problems.empty() ? received : refused);
    const std::string name = folder.move(taken.name, to, taken.name);
    if (!name.empty() && !taken.problems.empty()) to.note(name + ".txt", sentence(taken.problems));
}

}  // namespace

// 1. Choose: skip our own folders, names of unfinished files, what is not a regular file, and files that still change.
// 2. Take: read each into submissions, at most files_in_a_look of them.
// 3. Commit what was taken.
// 4. Move the files.
Look DropFolder::look(Store& store) {
    Look look;
    const Folder folder(path_);
    const std::vector<std::string> names = folder.names();
    stillness_.forget_all_but(names);
    Intake intake(store);
    std::vector<Taken> all;
    for (const std::string& name : names) {
        if (name == received || name == refused || named_unfinished(name)) continue;
        const auto state = folder.state(name);
        if (!state) continue;  // folders, links, devices
        if (!stillness_.whole(folder, name, *state)) {
            look.unfinished = true;
            continue;
        }
        if ((look.more = all.size() >= files_in_a_look)) break;
        const auto file = folder.open(name, *state);
        if (!file) {
            ++look.unreadable;
            continue;
        }
        std::vector<std::string> problems;
        try {
            problems = arrivals(*file, name, channel_of(name), [&](Submission s) { intake.add(std::move(s)); });
        } catch (const Unreadable& e) {  // if it changed meanwhile, the next look takes it as it is then
            e.kind == ErrorKind::temporary ? look.unfinished = true : (++look.unreadable, false);
            continue;
        }
        ++(problems.empty() ? look.taken : look.refused);
        all.push_back({name, *state, std::move(problems)});
    }
    intake.commit();
    for (const Taken& taken : all) put_away(folder, taken);
    return look;
}

}  // namespace tangible::ingest
