// Reads the files of a batch again to find its stories by their bytes.
#include "serve/commands/batch_notice.h"
#include "ingest/arrival/receive.h"
#include "schemas/ground/hash.h"

namespace tangible::serve {

std::vector<Stored> stored_of(Store& store, const std::filesystem::path& about, const Batch::Entry& entry) {
    std::vector<Stored> stored;
    ingest::arrivals(about.parent_path() / entry.file, Channel::batch, [&](Submission s) {
        s.id = sha256_hex(s.bytes);
        if (const auto receipt = store.earlier(s)) stored.push_back({s.id, *receipt});
    });
    return stored;
}

std::vector<StoryId> stored_of(Store& store, const std::filesystem::path& about, const Batch& batch) {
    std::vector<StoryId> references;
    for (const auto& entry : batch.stories)
        for (const auto& s : stored_of(store, about, entry))
            if (!s.receipt.withdrawn) references.push_back(s.receipt.reference);
    return references;
}

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

}  // namespace tangible::serve
