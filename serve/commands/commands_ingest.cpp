// receive, look, withdraw.
#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "ingest/arrival/receive.h"
#include "ingest/look/look.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/forms/batch.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/file.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/json_text.h"
#include "schemas/ground/share.h"
#include "serve/background/follow.h"
#include "serve/collection/config.h"
#include "serve/collection/disk.h"
#include "serve/commands/commands.h"
#include <array>
#include <iostream>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tangible::serve {
namespace {

struct Taken {
    explicit Taken(Store& store) : intake(store) {}
    ingest::Intake intake;
    std::size_t refused = 0;
};

// What a path holds, one submission after the other; what was left out is said and counted.
void take_all(Taken& taken, const std::filesystem::path& path, Channel channel, const Details& details = {}) {
    auto refuse = [&](const std::string& sentence) {
        std::cerr << sentence << '\n';
        ++taken.refused;
    };
    auto left_out = ingest::arrivals(path, channel, [&](Submission s) {
        s.details = details;
        auto file = s.filename;
        try {
            taken.intake.add(std::move(s));
        } catch (const Error& e) {
            if (e.kind != ErrorKind::usage) throw;
            refuse(file + ": " + e.what());
        }
    });
    for (const auto& sentence : left_out) refuse(sentence);
}

/// The submissions of a batch that are in the store and were not taken back, by reference.
std::vector<StoryId> stored_of(Store& store, const std::filesystem::path& about, const Batch& batch) {
    std::vector<StoryId> stored;
    for (const auto& entry : batch.stories)
        ingest::arrivals(about.parent_path() / entry.file, Channel::batch, [&](Submission s) {
            s.id = sha256_hex(s.bytes);
            if (const auto earlier = store.earlier(s); earlier && !earlier->withdrawn)
                stored.push_back(earlier->reference);
        });
    return stored;
}

/// Its notice stays on every page for as long as any of its stories does.
void note_batch(Store& store, const std::filesystem::path& about, const Batch& batch) {
    if (batch.notice.empty()) return;
    const auto stored = stored_of(store, about, batch);
    std::string references;
    for (const auto& r : stored) references += r + " ";
    const auto put = [&](const char* name, const std::string& value) {
        if (store.get(name) != value) store.set(name, value);
    };
    put("notice", stored.empty() ? "" : batch.notice);
    put("notice_beside", stored.empty() ? "" : batch.notice_beside);
    put("notice_about", references);
}

void take_batch(Taken& taken, Store& store, const std::filesystem::path& about, const Form& form) {
    auto batch = read_batch(about, &form);
    for (const auto& p : batch.partnerships) store.put_partnership(p);
    for (auto& entry : batch.stories) {
        if (entry.details.consent) entry.details.consent->given_ms = now_ms();
        take_all(taken, about.parent_path() / entry.file, Channel::batch, entry.details);
    }
    taken.intake.commit();
    note_batch(store, about, batch);
}

constexpr int some_parked = 3;
constexpr int data_error = 65, try_again = 75;  // sysexits.h, as a mail system's pipe reads them

/// What is too large is read away before it is refused, or the mail system would see a broken pipe.
std::string mail_from_stdin() {
    const File in(::dup(STDIN_FILENO), "standard input");
    try {
        return in.whole(ingest::max_submission_bytes);
    } catch (const Unreadable& e) {
        std::array<char, 64 << 10> rest;
        while (e.kind == ErrorKind::usage && ::read(in.fd(), rest.data(), rest.size()) > 0) continue;
        throw;
    }
}

/// A mail system pipes one mail; a person may pipe a mailbox, of which each mail is a story of its own.
std::vector<std::string> mails_in(std::string bytes) {
    std::vector<std::string> mails;
    if (ingest::looks_like_mbox(bytes))
        for (const auto message : ingest::messages_in_mbox(bytes))
            mails.push_back(ingest::without_from_quotes(message));
    if (mails.size() < 2) return {std::move(bytes)};
    return mails;
}

/// A mistake in the settings keeps no mail out.
bool has_room(const std::filesystem::path& data_dir, std::size_t bytes) {
    try {
        return disk_has_room(configured(data_dir), bytes);
    } catch (const Error&) {
        return true;
    }
}

// One mail on stdin.  It is committed before anything else that could fail is tried, and what comes
// after cannot make the mail system send it again.  Nothing is said on stdout: Postfix would read it.
int receive_pipe(Invocation& call, Channel channel) {
    try {
        std::string bytes = mail_from_stdin();
        if (!has_room(call.data_dir, bytes.size()))
            throw Error(ErrorKind::temporary, "the disk is nearly full (keep_free_mb in tangible.yaml)");
        Store store(call.data_dir, Store::Access::write);
        store.together([&] {
            for (std::string& mail : mails_in(std::move(bytes))) {
                Submission s;
                s.channel = channel;
                s.bytes = std::move(mail);
                ingest::receive(store, std::move(s));
            }
        });
    } catch (const Error& e) {
        std::cerr << "tangible: " << e.what() << '\n';
        return e.kind == ErrorKind::usage ? data_error : try_again;
    }
    try {
        auto config = configured(call.data_dir);
        ingest::ReadingPool pool(1);
        Store store(call.data_dir, Store::Access::write);
        read_and_follow(store, pool, config, false);
    } catch (const std::exception&) {
        std::cerr << "tangible: stored; it will be read later\n";
    }
    return 0;
}

/// Says which of what was taken is parked, and counts it.
std::size_t parked_of(Store& store, const Taken& taken) {
    std::size_t parked = 0;
    for (const auto& reference : taken.intake.references) {
        const auto standing = store.standing_of(reference);
        if (standing.state != Standing::State::parked) continue;
        if (++parked == 1) std::cerr << "Parked: stored as it came, but no story could be made of it:\n";
        std::cerr << "  " << reference << ": " << standing.rejection.detail << '\n';
    }
    return parked;
}

void say(const Taken& taken) {
    std::cerr << "Stored: " << taken.intake.stored << " new, " << taken.intake.known << " known before";
    if (taken.intake.withdrawn) std::cerr << ", " << taken.intake.withdrawn << " withdrawn once and not kept";
    if (taken.intake.narrowed) std::cerr << ", " << taken.intake.narrowed << " of them with narrowed consent";
    if (taken.refused) std::cerr << ", " << taken.refused << " refused";
    std::cerr << '\n';
}

/// False when a running server will do it.
bool erase_from_index(Store& store, const std::filesystem::path& data_dir) {
    store.set("index_to_compact", "yes");
    const auto config = configured(data_dir);
    try {
        index::catch_up(store, index::Cues(read_codebook(config.codebook)), data_dir, {},
                        {.kept_days = config.index_kept_days});
        index::compact(data_dir);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::locked) throw;
        return false;
    }
    store.set("index_to_compact", "");
    return true;
}

}  // namespace

int receive(Invocation& call) {
    if (auto table = call.take("table"); !table.empty()) return receive_table(call, table);
    auto about = call.take("about");
    auto named = call.take("channel");
    call.no_more_options();
    bool from_stdin = about.empty() && (call.words.empty() || (call.words.size() == 1 && call.words[0] == "-"));
    if (from_stdin) return receive_pipe(call, named.empty() ? Channel::mail : channel_named(named));
    auto channel = named.empty() ? Channel::upload : channel_named(named);
    auto config = configured(call.data_dir);
    ingest::ReadingPool pool(config.readers);  // before the store: children must not inherit it
    Store store(call.data_dir, Store::Access::write);
    Taken taken(store);
    if (!about.empty()) take_batch(taken, store, about, read_form(config.form));
    for (const auto& path : call.words) take_all(taken, path, channel);
    taken.intake.commit();
    say(taken);
    read_and_follow(store, pool, config, true);
    const auto parked = parked_of(store, taken);
    if (taken.refused) return 1;
    return parked ? some_parked : 0;
}

int look(Invocation& call) {
    call.no_more_options();
    if (call.words.empty())
        throw Error(ErrorKind::usage, "look at what?", "tangible look letter FILE... or tangible look story FILE...");
    auto step = call.words.front();
    if (step != "letter" && step != "story")
        throw Error(ErrorKind::usage, "there is no step '" + step + "' to look at",
                    "letter and story can be looked at");
    ingest::warm_up();
    bool failed = false;
    for (auto it = call.words.begin() + 1; it != call.words.end(); ++it) {
        Submission s;
        s.filename = std::filesystem::path(*it).filename().string();
        Rejection trouble;
        std::string answer;
        try {
            s.bytes = bytes_of(*it, ingest::max_submission_bytes);
        } catch (const Unreadable& e) {
            trouble = {e.kind == ErrorKind::usage ? "too_big" : "unreadable", e.what()};
        }
        failed |= !trouble.reason.empty();
        if (trouble.reason.empty()) {
            auto job = [&](std::string_view) {
                return step == "letter" ? ingest::look_letter(s) : ingest::look_story(s);
            };
            auto seen = ingest::confined(job, {});
            if (seen.ok)
                answer = seen.bytes;
            else
                trouble = seen.rejection;
        }
        if (answer.empty())
            answer = dumped(
                {{"status", "parked"}, {"reason", trouble.reason}, {"detail", trouble.detail}, {"is_story", false}});
        // The answer may come from a child that was taken over, so it is passed on as text and not parsed.
        std::cout << "{\"file\":" << dumped(*it) << "," << answer.substr(1) << std::endl;
    }
    return failed ? 1 : 0;
}

int withdraw(Invocation& call) {
    call.no_more_options();
    if (call.words.size() != 1)
        throw Error(ErrorKind::usage, "give one story's reference", "for example: tangible withdraw 7F3K-Q2M9-N");
    const auto id = parse_story_id(call.words[0]);
    if (!id)
        throw Error(ErrorKind::usage, "'" + call.words[0] + "' is not a reference: a letter or a digit is wrong",
                    "compare it with what the teller has; it looks like 7F3K-Q2M9-N");
    Store store(call.data_dir, Store::Access::write);
    if (store.standing_of(*id).state == Standing::State::unknown)
        throw Error(ErrorKind::not_found, "there is no story " + *id);
    store.withdraw(*id);
    if (erase_from_index(store, call.data_dir))
        std::cerr << "Story " << *id << " was taken back and erased.\n";
    else
        std::cerr << "Hidden and erased from the store; the running server will erase it from the index.\n";
    return 0;
}

int sample(Invocation& call) {
    call.no_more_options();
    if (call.words != std::vector<std::string>{"remove"})
        throw Error(ErrorKind::usage, "'sample' needs the word remove", "tangible sample remove takes the sample out");
    const auto about = shared_file("serve/sample/collection.yaml");
    const auto batch = read_batch(about, nullptr);
    Store store(call.data_dir, Store::Access::write);
    const auto stored = stored_of(store, about, batch);
    for (const auto& reference : stored) store.withdraw(reference);
    std::size_t kept = 0;
    for (const auto& p : batch.partnerships) kept += store.drop_partnership(p.id) ? 0 : 1;
    note_batch(store, about, batch);
    const bool erased = erase_from_index(store, call.data_dir);
    std::cerr << (stored.empty() ? "The sample is not here.\n" : "The sample was taken out.\n");
    if (kept > 0) std::cerr << kept << " of its partnerships stay: other stories belong to them.\n";
    if (!erased) std::cerr << "The running server will erase it from the index.\n";
    return 0;
}

}  // namespace tangible::serve
