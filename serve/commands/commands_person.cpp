// `tangible person`: everything about a person's stories as one ZIP file, to answer somebody who asks what the
// collection has about them and has lost their private link.
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include "serve/commands/open_collection.h"
#include "serve/pages/teller/everything.h"
#include "serve/terminal/terminal.h"
#include "serve/web/zip_file.h"
#include <algorithm>
#include <iostream>

namespace tangible::serve {
namespace {

/// Returns the stories that were mailed from this address. A forwarded one is that of its author, and not of whoever
/// sent it on.
std::vector<StoryId> told_from(Store& store, const std::string& addr) {
    std::vector<StoryId> all;
    for (const auto& id : store.live()) {
        const auto story = store.original(id, Use::own);
        if (!story || !story->senders) continue;
        const auto& teller = story->senders->author ? *story->senders->author : story->senders->sender;
        if (lower_ascii(teller.addr) == lower_ascii(addr)) all.push_back(id);
    }
    return all;
}

}  // namespace

int person(Invocation& call) {
    auto config = configured(call.data_dir);
    Store store(config.data_dir, Store::Access::write);
    auto collection = opened(std::move(config), store);
    Workspace work(collection);
    std::vector<StoryId> ids;
    for (const auto& word : call.words) ids.push_back(reference(word));
    if (const auto addr = call.value("mail"); !addr.empty())
        for (auto& id : told_from(work.store, addr))
            if (std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
    if (ids.empty()) {
        std::cerr << "there is no story of this person\n";
        return 4;
    }
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& id : ids) {
        const auto standing = work.store.standing_of(id);
        if (standing.state == Standing::State::unknown) throw Error(ErrorKind::not_found, "there is no story " + id);
        for (auto& [name, bytes] : pages::everything_about(work, standing, collection.config.base_url))
            files.emplace_back(id + "/" + name, std::move(bytes));
    }
    print_bytes(zip_file(files));
    std::cerr << ids.size() << (ids.size() == 1 ? " story" : " stories") << '\n';
    return 0;
}

}  // namespace tangible::serve
