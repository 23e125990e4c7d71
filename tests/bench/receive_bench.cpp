// A Maildir on its whole way: raw bytes are committed and synced, read in confined children, tagged and indexed.
// --data is the Maildir; without it one is written first, outside the measured time.
#include "index/building/catch_up.h"
#include "index/building/index.h"
#include "ingest/arrival/receive.h"
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "tests/bench/helpers/collection.h"
#include <thread>

namespace {

using namespace tangible;
using namespace tangible::bench;

void measure(const Arguments& arguments, const std::filesystem::path& maildir) {
    const Folder data{{}};
    const Generator generator(arguments.seed);
    const double text = static_cast<double>(text_bytes(generator, arguments.stories));
    const double mails = bytes_below(maildir);
    Figures figures("receive", arguments);
    ingest::ReadingCount count;
    Clock commit, read, follow, all;
    all.start();
    {
        ingest::ReadingPool pool(static_cast<int>(std::thread::hardware_concurrency()));
        Store store(data.path(), Store::Access::write);
        commit = timed([&] {
            ingest::Intake intake(store);
            ingest::arrivals(maildir, Channel::mail, [&](Submission s) { intake.add(std::move(s)); });
            intake.commit();
        });
        read = timed([&] { count = ingest::read_pending(store, pool, data.path()); });
        const index::Cues cues(partnership_codebook());
        follow = timed([&] { index::catch_up(store, cues, data.path()); });
    }
    all.stop();
    if (count.stories != arguments.stories) throw std::runtime_error("not every mail became a story");
    figures.add("all", all);
    figures.add("commit", commit);
    figures.add("read", read.wall(), "s");
    figures.add("index", follow);
    figures.add("rate", static_cast<double>(arguments.stories) / all.wall(), "mails_per_s");
    figures.add("mail_rate", mails / all.wall() / 1e6, "MB_per_s");
    figures.add("data_to_text", bytes_below(data.path()) / text, "ratio");
    figures.add("index_to_text", bytes_below(data.path() / "index") / text, "ratio");
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    const Folder maildir(arguments.data);
    if (arguments.data.empty()) Generator(arguments.seed).write_maildir(maildir.path(), arguments.stories);
    measure(arguments, maildir.path());
}
