// `tangible mailbox check` and `mailbox run`: the mailboxes of tangible.yaml, by IMAP. The loop itself is in
// ingest/mailbox; this file gives it a clock, a way to wait, and connections that end when the process is asked to.
#include "ingest/mailbox/imap.h"
#include "ingest/mailbox/mailbox.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "serve/background/follow.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include <algorithm>
#include <csignal>
#include <iostream>
#include <limits>
#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

const Mailbox& named(const std::vector<Mailbox>& all, const std::string& name) {
    std::vector<std::string_view> names;
    for (const Mailbox& m : all) {
        if (m.name == name) return m;
        names.push_back(m.name);
    }
    throw Error(ErrorKind::usage,
                "there is no mailbox '" + name + "' in tangible.yaml" + yaml::did_you_mean(name, names));
}

std::vector<Mailbox> wanted(const Config& config, const std::vector<std::string>& names) {
    if (config.mailboxes.empty())
        throw Error(ErrorKind::bad_schema, "there are no mailboxes in " + (config.data_dir / "tangible.yaml").string(),
                    "mailboxes:\n  - {host: imap.example.org, user: stories@example.org, password_file: "
                    "/etc/tangible/password}");
    if (names.empty()) return config.mailboxes;
    std::vector<Mailbox> some;
    for (const std::string& name : names) some.push_back(named(config.mailboxes, name));
    return some;
}

/// Turns SIGINT and SIGTERM into a descriptor that becomes readable, and keeps them from ending the process. So poll()
/// can wait for a mail server and for the end at once.
class Ending {
public:
    Ending() {
        sigset_t ends;
        sigemptyset(&ends);
        sigaddset(&ends, SIGINT);
        sigaddset(&ends, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &ends, nullptr);
        std::signal(SIGPIPE, SIG_IGN);  // a server that goes away is an Error like any other
        descriptor_ = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
        if (descriptor_ < 0) throw Error(ErrorKind::temporary, "the program cannot wait for signals");
    }
    Ending(const Ending&) = delete;
    ~Ending() { ::close(descriptor_); }
    int descriptor() const { return descriptor_; }

    /// Waits until one of the handles is readable or until `until_ms` (milliseconds since 1970). Returns false when the
    /// process was asked to end.
    bool wait(const std::vector<int>& handles, std::int64_t until_ms) const {
        std::vector<pollfd> all = {{descriptor_, POLLIN, 0}};
        for (const int handle : handles) all.push_back({handle, POLLIN, 0});
        const std::int64_t left = std::clamp<std::int64_t>(until_ms - now_ms(), 0, std::numeric_limits<int>::max());
        ::poll(all.data(), all.size(), static_cast<int>(left));
        return all[0].revents == 0;
    }

private:
    int descriptor_ = -1;
};

void talk(const std::string& mailbox, const std::string& words) { std::cerr << mailbox << ": " << words << std::endl; }

}  // namespace

// Works without a collection, too: the store only tells how far each mailbox was taken in.
int check_mailboxes(Invocation& call) {
    const Config config = configured(call.data_dir);
    const auto mailboxes = wanted(config, call.words);
    std::signal(SIGPIPE, SIG_IGN);
    std::optional<Store> store;
    if (std::filesystem::exists(call.data_dir / "store.sqlite")) store.emplace(call.data_dir, Store::Access::read);
    ingest::Surroundings around;
    around.say = [](const std::string& mailbox, const std::string& words) {
        std::cout << mailbox << ": " << words << std::endl;
    };
    around.connect = [&](const Mailbox& m) {
        return ingest::connect_by_imap(
            m, [&](const std::string& words) { around.say(m.name, words); }, -1);
    };
    return ingest::check_all(store ? &*store : nullptr, mailboxes, around);
}

// Takes the mailboxes in once, or stays and waits for mails. The lock keeps a second run from fetching the same mails.
int run_mailboxes(Invocation& call) {
    const bool once = call.has("once");
    const Config config = configured(call.data_dir);
    const auto mailboxes = wanted(config, call.words);
    ingest::ReadingPool pool(config.readers);  // before the store and before signals are blocked: children inherit both
    const Ending ending;
    Store store(call.data_dir, Store::Access::write);
    const auto alone = FileLock::take(call.data_dir / "mailbox.lock", 0);
    if (!alone)
        throw Error(ErrorKind::locked, "another 'tangible mailbox run' already uses this data folder",
                    "let it run, or end it first");
    ingest::Surroundings around;
    around.say = talk;
    around.connect = [&](const Mailbox& m) { return ingest::connect_by_imap(m, {}, ending.descriptor()); };
    around.read = [&] { read_and_follow(store, pool, config, once); };
    around.now_ms = now_ms;
    around.wait = [&](const auto& handles, auto until_ms) { return ending.wait(handles, until_ms); };
    if (once) return ingest::take_in_once(store, mailboxes, around);
    for (const Mailbox& m : mailboxes)
        talk(m.name, "receiving mails from " + m.account() + ", folder '" + m.folder + "'");
    ingest::take_in_always(store, mailboxes, around);
    return 0;
}

}  // namespace tangible::serve
