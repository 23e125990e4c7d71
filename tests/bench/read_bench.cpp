// What confinement costs: every mail of the Maildir in --data is read in this process, and by warm confined children,
// one at a time and as many as there are cores.  Beside notmuch and mu over the same Maildir (tests/bench/run) it also
// shows how fast mails are read.
#include "ingest/arrival/receive.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/hash.h"
#include "tests/bench/helpers/collection.h"
#include <atomic>
#include <thread>

namespace {

using namespace tangible;
using namespace tangible::bench;

std::vector<Submission> mails_in(const std::filesystem::path& maildir) {
    std::vector<Submission> all;
    ingest::arrivals(maildir, Channel::mail, [&](Submission s) {
        s.id = sha256_hex(s.bytes);
        all.push_back(std::move(s));
    });
    return all;
}

template <class Read> Clock read_all(const std::vector<Submission>& mails, int threads, Read read) {
    std::atomic<std::size_t> next = 0, stories = 0;
    auto work = [&] {
        for (std::size_t i; (i = next++) < mails.size();)
            if (const ingest::Reading reading = read(mails[i]); std::holds_alternative<std::vector<Draft>>(reading))
                ++stories;
    };
    const Clock clock = timed([&] {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i) others.emplace_back(work);
        work();
    });
    if (stories != mails.size()) throw std::runtime_error("not every mail was read");
    return clock;
}

void measure(const Arguments& arguments, const std::filesystem::path& maildir) {
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    ingest::ReadingPool pool(cores);
    ingest::warm_up();
    const auto mails = mails_in(maildir);
    const double bytes = bytes_below(maildir);
    auto confined = [&](const Submission& s) { return pool.read(s); };
    const Clock free = read_all(mails, 1, [](const Submission& s) { return ingest::read(s); });
    const Clock free_all = read_all(mails, cores, [](const Submission& s) { return ingest::read(s); });
    const Clock one = read_all(mails, 1, confined);
    const Clock all = read_all(mails, cores, confined);
    Figures figures("read", arguments);
    figures.add("unconfined", free.wall(), "s");
    figures.add("confined", one.wall(), "s");
    figures.add("confined_to_unconfined", one.wall() / free.wall(), "ratio");
    figures.add("all_cores_confined_to_unconfined", all.wall() / free_all.wall(), "ratio");
    figures.add("all", all.wall(), "s");
    figures.add("rate", static_cast<double>(arguments.stories) / all.wall(), "mails_per_s");
    figures.add("mail_rate", bytes / all.wall() / 1e6, "MB_per_s");
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    const Folder maildir(arguments.data);
    if (arguments.data.empty()) Generator(arguments.seed).write_maildir(maildir.path(), arguments.stories);
    measure(arguments, maildir.path());
}
