// Alternates between reading for a limited time and bringing the index along until nothing is pending, then sends the
// acknowledgements. A locked index is left alone, since a running server follows the store.
#include "serve/background/follow.h"
#include "index/building/catch_up.h"
#include "ingest/arrival/receive.h"
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "serve/background/progress.h"
#include "serve/coding/signs.h"
#include "serve/mail/mailer.h"
#include <iostream>

namespace tangible::serve {

namespace {

constexpr std::chrono::seconds first_pause{30};  // stories of a large import become findable after so long

/// Updates the index, unless a running server has it locked.
void follow(Store& store, const Config& config) {
    try {
        // Reads the settings again: somebody may have put another codebook in force since this process began.
        index::catch_up(store, index::Cues(read_codebook(configured(config.data_dir).codebook)), config.data_dir, {},
                        {.kept_days = config.index_kept_days});
    } catch (const Error& e) {
        if (e.kind != ErrorKind::locked) throw;  // a running server updates the index itself
    }
}

}  // namespace

ingest::AdmissionRules admission_rules(const Config& config, const Form& form, const Codebook& codebook) {
    return {config.moderated(), with_themes(form.questions, codebook)};
}

void read_and_follow(Store& store, ingest::ReadingPool& pool, const Config& config, bool talk) {
    ProgressLine reading("Reading");
    std::size_t done = 0, total = store.pending(1'000'000).size();
    auto step = [&] {
        if (talk) reading.at(++done, total);
    };
    ingest::ReadingCount all{.more = true};
    const auto rules = admission_rules(config, read_form(config.form), read_codebook(config.codebook));
    for (Patience patience(first_pause); all.more;) {
        const auto count = ingest::read_pending(store, pool, config.data_dir, step, patience.next(), Pace::any, rules);
        all = {all.stories + count.stories, all.parked + count.parked, count.more};
        follow(store, config);
    }
    const index::Cues signs(read_codebook(config.signs));
    while (!note_signs(store, signs)) {
    }
    send_owed(store, config);
    if (talk) std::cerr << "Read: " << all.stories << " stories, " << all.parked << " parked\n";
}

}  // namespace tangible::serve
