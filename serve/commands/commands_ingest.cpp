// `tangible receive` stores first and reads afterwards: once a submission is committed it is safe, and whatever fails
// later can be repeated. A mail on stdin takes receive_pipe(), whose exit codes a mail system understands; files and
// folders take receive().
#include "ingest/arrival/receive.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/batch.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/system/file.h"
#include "serve/background/follow.h"
#include "serve/collection/config.h"
#include "serve/collection/disk.h"
#include "serve/collection/tokens.h"
#include "serve/commands/batch_notice.h"
#include "serve/commands/batch_since.h"
#include "serve/commands/commands.h"
#include "serve/commands/erase_from_index.h"
#include <array>
#include <functional>
#include <iostream>
#include <unistd.h>

namespace tangible::serve {
namespace {

/// What one run took in.
struct Taken {
    explicit Taken(Store& store) : intake(store) {}
    ingest::Intake intake;
    std::size_t refused = 0;
};

// Stores what a path holds, one submission after the other. What cannot be taken is named on stderr and counted, and
// stops nothing else.
// `token_of` returns the token of the private link of a submission, by its id; without it there is no such link.
void take_all(Taken& taken, const std::filesystem::path& path, Channel channel, const Details& details = {},
              const std::function<std::string(std::string_view)>& token_of = {}) {
    auto refuse = [&](const std::string& sentence) {
        std::cerr << sentence << '\n';
        ++taken.refused;
    };
    auto left_out = ingest::arrivals(path, channel, [&](Submission s) {
        s.details = details;
        auto file = s.filename;
        try {
            if (token_of) {
                const auto token = token_of(sha256_hex(s.bytes));
                taken.intake.add(std::move(s), token);
            } else {
                taken.intake.add(std::move(s));
            }
        } catch (const Error& e) {
            if (e.kind != ErrorKind::usage) throw;
            refuse(file + ": " + e.what());
        }
    });
    for (const auto& sentence : left_out) refuse(sentence);
}

// Partnerships come first, because the stories name them; the notice comes last, when the stories are committed.
// Stories to which something happened since have a private link, so that one can see what their tellers see.
void take_batch(Taken& taken, Store& store, const std::filesystem::path& about, Batch& batch) {
    const auto token_of = [&](std::string_view submission) { return teller_token(secret_of(store), submission); };
    for (const auto& p : batch.partnerships) store.put_partnership(p);
    for (auto& entry : batch.stories) {
        if (entry.details.consent) entry.details.consent->given_ms = now_ms();
        take_all(taken, about.parent_path() / entry.file, Channel::batch, entry.details,
                 entry.since.nothing() ? std::function<std::string(std::string_view)>() : token_of);
    }
    taken.intake.commit();
    note_batch(store, about, batch);
}

constexpr int some_parked = 3;                  // exit code: all was stored, but a person must look at some of it
constexpr int data_error = 65, try_again = 75;  // sysexits.h, as a mail system's pipe reads them

/// Returns stdin. When it is too large, reads it to its end before refusing it: otherwise the mail system would see a
/// broken pipe instead of the exit code.
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

/// Returns the mails in these bytes. A mail system pipes one mail; a person may pipe a mailbox (mbox), where each mail
/// is a story of its own. An mbox of one mail counts as a mail.
std::vector<std::string> mails_in(std::string bytes) {
    std::vector<std::string> mails;
    if (ingest::looks_like_mbox(bytes))
        for (const auto message : ingest::messages_in_mbox(bytes))
            mails.push_back(ingest::without_from_quotes(message));
    if (mails.size() < 2) return {std::move(bytes)};
    return mails;
}

/// As disk_has_room(); true when the settings cannot be read, since a mistake in them must not keep mails out.
bool has_room(const std::filesystem::path& data_dir, std::size_t bytes) {
    try {
        return disk_has_room(configured(data_dir), bytes);
    } catch (const Error&) {
        return true;
    }
}

// Takes the mail on stdin, in two steps. First the mail is committed; when that fails, the exit code makes the mail
// system return the mail (too large, empty) or try again (all else). Then it is read and indexed; from here on the exit
// code is 0 whatever happens, or the mail system would send the mail again. Nothing goes to stdout: Postfix reads it.
int receive_pipe(Invocation& call, Channel channel) {
    try {
        std::string bytes = mail_from_stdin();
        if (!has_room(call.data_dir, bytes.size()))
            throw Error(ErrorKind::temporary, "the disk is nearly full (keep_free_mb in tangible.yaml)");
        Store store(call.data_dir, Store::Access::write);
        // All mails of a mailbox or none: after a crash the sender tries all of them again.
        store.together([&] {
            for (std::string& mail : mails_in(std::move(bytes))) {
                Submission s;
                s.channel = channel;
                s.bytes = std::move(mail);
                s.details.passed = call.has("passed");
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
        std::cerr << "tangible: the mail is stored and will be read later\n";
    }
    return 0;
}

/// Names on stderr the submissions of this run that are parked, and returns how many they are.
std::size_t parked_of(Store& store, const Taken& taken) {
    std::size_t parked = 0;
    for (const auto& reference : taken.intake.references) {
        const auto standing = store.standing_of(reference);
        if (standing.state != Standing::State::parked) continue;
        if (++parked == 1) std::cerr << "Parked (stored as they came, but not readable as stories):\n";
        std::cerr << "  " << reference << ": " << standing.rejection.detail << '\n';
    }
    return parked;
}

void say(const Taken& taken) {
    std::cerr << "Stored: " << taken.intake.stored << " new, " << taken.intake.known << " known before";
    if (taken.intake.withdrawn) std::cerr << ", " << taken.intake.withdrawn << " withdrawn before and not stored";
    if (taken.intake.narrowed) std::cerr << ", " << taken.intake.narrowed << " of them with narrowed consent";
    if (taken.refused) std::cerr << ", " << taken.refused << " refused";
    std::cerr << '\n';
}

}  // namespace

// Options; then the readers, before the store is open; then everything is stored, read and indexed; then the exit code
// says what a person must look at.
int receive(Invocation& call) {
    if (auto table = call.value("table"); !table.empty()) return receive_table(call, table);
    auto about = call.value("about");
    auto named = call.value("channel");
    bool from_stdin = about.empty() && (call.words.empty() || (call.words.size() == 1 && call.words[0] == "-"));
    if (from_stdin) return receive_pipe(call, named.empty() ? Channel::mail : channel_named(named));
    auto channel = named.empty() ? Channel::upload : channel_named(named);
    for (const auto& path : call.words) ingest::must_be_receivable(path);  // before the first one is stored
    auto config = configured(call.data_dir);
    ingest::ReadingPool pool(config.readers);  // before the store: children must not inherit it
    Store store(call.data_dir, Store::Access::write);
    Taken taken(store);
    Details details;
    details.passed = call.has("passed");
    Batch batch;
    if (!about.empty()) {
        const Form form = read_form(config.form);
        batch = read_batch(about, &form);
        store.note_wording(form.wording());
        take_batch(taken, store, about, batch);
    }
    for (const auto& path : call.words) take_all(taken, path, channel, details);
    taken.intake.commit();
    say(taken);
    read_and_follow(store, pool, config, true);
    if (!about.empty() && apply_since(store, read_codebook(config.codebook), about, batch))
        erase_from_index(store, call.data_dir);
    std::cerr << pages_of_since(store, about, batch);
    const auto parked = parked_of(store, taken);
    if (taken.refused) return 1;
    return parked ? some_parked : 0;
}

}  // namespace tangible::serve
