// A house of the partnership codebook over a folder, for tests that ask it as a visitor does.
#pragma once
#include "schemas/ground/share.h"
#include "serve/server/routes.h"

namespace tangible::serve {

inline Codebook partnership_codebook() {
    return read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml"));
}

inline Collection collection_over(const std::filesystem::path& data) {
    return Collection{configured(data),
                      partnership_codebook(),
                      read_form(configured(data).form),
                      index::Cues(partnership_codebook()),
                      Templates(shared_file("serve/pages/templates")),
                      std::string(32, 's'),
                      Limits(100)};
}

}  // namespace tangible::serve
