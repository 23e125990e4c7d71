// `tangible parked`: lists what could not be read, and lets a person look at one submission, have it read again, type
// its words, or drop it.
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/store/store.h"
#include "serve/background/follow.h"
#include "serve/collection/config.h"
#include "serve/collection/consent_record.h"
#include "serve/commands/commands.h"
#include "serve/terminal/terminal.h"
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

Parked parked_under(Store& store, const StoryId& id) {
    auto parked = store.parked(id);
    if (!parked)
        throw Error(ErrorKind::not_found, "nothing is parked under " + id, "tangible parked lists what is parked");
    return std::move(*parked);
}

int open(Invocation& call, const StoryId& id, bool bytes) {
    ingest::ReadingPool pool(1);
    Store store(call.data_dir, Store::Access::read);
    const auto submission = store.submission(parked_under(store, id).submission);
    if (!team_may_read(store, id, submission))
        throw Error(ErrorKind::refused, "the teller of " + id + " does not allow the team to read it",
                    "have it read again, or drop it");
    if (bytes) {
        print_bytes(submission.bytes);
        return 0;
    }
    const auto excerpt = pool.excerpt(submission);
    std::cout << (excerpt.words.empty() ? excerpt.hex : excerpt.words + "\n");
    if (!excerpt.is_whole) std::cerr << "Only the beginning is shown. --bytes writes all of it.\n";
    return 0;
}

// Reads the submission again or, with `words`, makes a story of them. Returns the exit code: 1 when it is parked again.
int read_now(Invocation& call, const StoryId& id, const std::string& words) {
    const auto config = configured(call.data_dir);
    ingest::ReadingPool pool(config.readers);
    Store store(call.data_dir, Store::Access::write);
    const auto submission = parked_under(store, id).submission;
    if (words.empty())
        store.read_again(submission);
    else
        store.transcribe(submission, words, by_command, now_ms());
    read_and_follow(store, pool, config, true);
    const auto still = store.parked(id);
    if (still) std::cerr << id << " is parked again: " << still->rejection.detail << '\n';
    return still ? 1 : 0;
}

int drop(Invocation& call, const StoryId& id, const std::string& reason) {
    if (reason.empty())
        throw Error(ErrorKind::usage, "missing option --reason",
                    "tangible parked drop " + id + " --reason \"an advertisement\"");
    Store store(call.data_dir, Store::Access::write);
    store.drop(parked_under(store, id).submission, reason, by_command, now_ms());
    store.want_index_erased();
    std::cerr << id << " was dropped and erased.\n";
    return 0;
}

}  // namespace

int list_parked(Invocation& call) {
    Store store(call.data_dir, Store::Access::read);
    const auto all = store.parked();
    for (const auto& p : all)
        std::cout << p.reference << '\t' << p.rejection.reason << '\t' << dumped(p.filename) << '\t'
                  << p.rejection.detail << '\n';
    if (all.empty()) std::cerr << "nothing is parked\n";
    return all.empty() ? 4 : 0;
}

int open_parked(Invocation& call) { return open(call, reference(call.words[0]), call.has("bytes")); }

int read_parked(Invocation& call) { return read_now(call, reference(call.words[0]), ""); }

int type_parked(Invocation& call) {
    const auto id = reference(call.words[0]);
    const std::string words{std::istreambuf_iterator<char>(std::cin), {}};
    if (words.find_first_not_of(" \t\r\n") == words.npos)
        throw Error(ErrorKind::usage, "stdin has no words", "tangible parked type " + id + " < words.txt");
    return read_now(call, id, words);
}

int drop_parked(Invocation& call) { return drop(call, reference(call.words[0]), call.value("reason")); }

}  // namespace tangible::serve
