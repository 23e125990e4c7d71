// Catches up with the store and compacts the index, unless a running server has it.
#include "serve/commands/erase_from_index.h"
#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/config.h"

namespace tangible::serve {

bool erase_from_index(Store& store, const std::filesystem::path& data_dir) {
    store.want_index_erased();
    const auto revision = store.revision();
    const auto config = configured(data_dir);
    try {
        index::catch_up(store, index::Cues(read_codebook(config.codebook)), data_dir, {},
                        {.kept_days = config.index_kept_days});
        index::compact(data_dir);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::locked) throw;
        return false;
    }
    store.note_index_erased(revision, now_ms());
    return true;
}

}  // namespace tangible::serve
