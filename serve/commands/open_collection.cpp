// Nothing here is kept: whoever needs the collection as it is later opens it again.
#include "serve/commands/open_collection.h"
#include "schemas/system/share.h"
#include "serve/collection/tokens.h"

namespace tangible::serve {

Collection opened(Config config, Store& store, ingest::ReadingPool* readers) {
    auto codebook = read_codebook(config.codebook);
    auto form = read_form(config.form);
    store.note_wording(form.wording());
    index::Cues cues(codebook);
    const int stories_per_hour = config.stories_per_hour;
    return Collection{std::move(config),
                      std::move(codebook),
                      std::move(form),
                      std::move(cues),
                      Templates(shared_file("serve/pages/templates")),
                      secret_of(store),
                      Limits(stories_per_hour),
                      readers};
}

}  // namespace tangible::serve
