// `tangible withdraw` and `tangible sample remove`: stories leave the store and the index.
#include "schemas/ground/error.h"
#include "schemas/system/share.h"
#include "serve/commands/batch_notice.h"
#include "serve/commands/batch_since.h"
#include "serve/commands/commands.h"
#include "serve/commands/erase_from_index.h"
#include <iostream>

namespace tangible::serve {

int withdraw(Invocation& call) {
    const auto id = reference(call.words[0]);
    Store store(call.data_dir, Store::Access::write);
    if (store.standing_of(id).state == Standing::State::unknown)
        throw Error(ErrorKind::not_found, "there is no story " + id);
    store.withdraw(id, {Giver::staff, Way::unknown, "command line"});
    if (erase_from_index(store, call.data_dir))
        std::cerr << "Story " << id << " was taken back and erased.\n";
    else
        std::cerr << "Story " << id
                  << " was hidden and erased from the store. The running server will erase it from the index.\n";
    return 0;
}

// Withdraws the sample's stories as their tellers would, so that nothing of them stays, and erases the words of its
// complaints. Keeps partnerships that other stories belong to.
int remove_sample(Invocation& call) {
    const auto about = shared_file("serve/sample/collection.yaml");
    const auto batch = read_batch(about, nullptr);
    Store store(call.data_dir, Store::Access::write);
    const auto stored = stored_of(store, about, batch);
    for (const auto& reference : stored) store.withdraw(reference, {Giver::staff, Way::unknown, "command line"});
    const auto open = erase_complaints_of(store, about, batch);
    std::size_t kept = 0;
    for (const auto& p : batch.partnerships) kept += store.drop_partnership(p.id) ? 0 : 1;
    note_batch(store, about, batch);
    const bool erased = erase_from_index(store, call.data_dir);
    std::cerr << (stored.empty() ? "There is no sample collection here.\n" : "The sample collection was removed.\n");
    if (kept > 0) std::cerr << kept << " of its partnerships stay, because other stories belong to them.\n";
    if (open > 0) std::cerr << open << " of its complaints stay, because your team has not answered them.\n";
    if (!erased) std::cerr << "The running server will erase the sample from the index.\n";
    return 0;
}

}  // namespace tangible::serve
