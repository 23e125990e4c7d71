// The codebook's file, which is the codebook: an edition is put in force by one rename, whether a person wrote it in an
// editor or on a page.  The edition before stays in DATA/codebooks/.  What comes with the program is never written to:
// its first change goes to DATA/codebook.yaml, which is in force wherever nothing else is set.
#pragma once
#include "schemas/codebooks/codebook_edit.h"
#include "serve/collection/config.h"
#include <filesystem>
#include <string>

namespace tangible::serve {

struct CodebookFile {
    std::string yaml;
    std::string seal;  ///< of these bytes and no others
};

/// As it is now, which may be later than what the house has in force.
CodebookFile codebook_file(const Config&);

/// Throws Error{refused} when the file is no longer that of `seal`, and {storage} when it cannot be written; then all
/// is as it was.
void put_in_force(const Config&, const std::string& seal, const Edited&);

/// Whether the codebook's file is another than at the last look.  A file that is being written is left alone until it
/// has been the same for one look.
class Followed {
public:
    explicit Followed(const std::filesystem::path& data_dir);
    bool changed();

private:
    std::string stamp() const;
    std::filesystem::path data_dir_;
    std::string in_force_, last_;
};

}  // namespace tangible::serve
