// `tangible reindex`: builds a fresh index beside the live one, or returns to the one before (`--back`).
#include "index/building/rebuild.h"
#include "schemas/ground/error.h"
#include "schemas/system/owner.h"
#include "serve/background/progress.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include <csignal>
#include <iostream>
#include <optional>

namespace tangible::serve {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

// The first signal ends the work in order, the second ends the process at once (SA_RESETHAND). The next run continues
// with the parts that are finished, either way.
void stop_when_asked() {
    struct sigaction action {};
    action.sa_handler = [](int) { asked_to_stop = 1; };
    action.sa_flags = SA_RESETHAND;
    for (int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

/// Shows a progress line for each step of the work, and throws Error{temporary} once a signal has come.
class Steps {
public:
    void at(const index::Progress& p) {
        if (asked_to_stop)
            throw Error(ErrorKind::temporary, "interrupted",
                        "The live index has not changed. tangible reindex continues from here.");
        if (step_ != p.step) line_.emplace(step_ = p.step);
        line_->at(p.done, p.total);
    }

private:
    std::string step_;
    std::optional<ProgressLine> line_;
};

}  // namespace

// Settings and options first; then either the kept index is made live again, or a new one is built, proved equal to the
// store and made live. Until that moment the live index is searched as before.
int reindex(Invocation& call) {
    const auto config = configured(call.data_dir);
    const bool back = call.has("back");
    const auto memory_mb = call.number("memory-mb", 512, 64, 1'000'000);
    Store store(call.data_dir, Store::Access::read);  // says clearly when there is nothing to index
    const index::Cues cues(read_codebook(config.codebook));
    const index::RebuildSettings settings{static_cast<std::size_t>(memory_mb), config.index_kept_days};
    if (back) {
        index::go_back(call.data_dir, store, cues, settings);
        std::cerr << "The previous index is live again.\n";
        return 0;
    }
    stop_when_asked();
    // An administrator may run this as root in the folder of the service's user. The files go to that user at the end,
    // also when the work is interrupted.
    struct Given {
        std::filesystem::path folder;
        ~Given() { keep_owner(folder); }
    } given{call.data_dir / "index"};
    index::Proof proof;
    {  // so that the progress line has ended before the sentence below
        Steps steps;
        proof = index::rebuild(
            call.data_dir, cues, [&](const index::Progress& p) { steps.at(p); }, settings);
    }
    std::cerr << "Proved: the index equals the store. Stories in the store: " << store.live().size() << ". "
              << proof.stories << " of these stories can be found by somebody and are in the index, with "
              << proof.terms << " terms. The new index is live.\n";
    return 0;
}

}  // namespace tangible::serve
