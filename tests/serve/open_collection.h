// The collection that a server would open over a data folder, with the partnership codebook.
#pragma once
#include "schemas/system/share.h"
#include "serve/server/routes.h"

namespace tangible::serve {

inline Codebook partnership_codebook() {
    return read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml"));
}

inline Collection collection_over(const std::filesystem::path& data,
                                  const std::filesystem::path& templates = shared_file("serve/pages/templates")) {
    return Collection{configured(data),
                      partnership_codebook(),
                      read_form(configured(data).form),
                      index::Cues(partnership_codebook()),
                      Templates(templates),
                      std::string(32, 's'),
                      Limits(100)};
}

}  // namespace tangible::serve
