// Reads, replaces and watches the file that is the codebook. One rename puts an edition in force, whether a person
// wrote it in an editor or on a page. The previous edition is kept in DATA/codebooks/. The codebook that comes with the
// program is never changed: its first edit goes to DATA/codebook.yaml, which is in force unless the settings name
// another file.
//
//     const auto file = codebook_file(config);
//     const auto edit = edited(file.yaml, "rel.trust", draft, {"2026-11-25", "robin", "clearer cues"});
//     if (edit.complaints.empty()) put_in_force(config, file.seal, edit);
#pragma once
#include "schemas/codebooks/codebook_edit.h"
#include "serve/collection/config.h"
#include <filesystem>
#include <string>

namespace tangible::serve {

/// The bytes of the codebook's file at one moment.
struct CodebookFile {
    std::string yaml;
    std::string seal;  ///< SHA-256 of `yaml`, in hexadecimal; recognises a change by somebody else
};

/// Reads the file as it is now. It may be newer than the edition that the server has in force.
CodebookFile codebook_file(const Config&);

/// Keeps the present edition in DATA/codebooks/ and writes the edited one, synced, in its place. Throws Error{refused}
/// when the file no longer has this `seal`, or another process edits it, and {storage} when a file cannot be written;
/// the codebook is then unchanged.
void put_in_force(const Config&, const std::string& seal, const Edited&);

/// Watches the codebook's file for changes by anybody. One thread at a time.
class Followed {
public:
    explicit Followed(const std::filesystem::path& data_dir);
    /// Returns true once for each change of the file, or of the setting that names it. Waits until the file has been
    /// the same for two calls, so that half a file is not read while somebody writes it. A file that is missing is no
    /// change.
    bool changed();

private:
    std::string stamp() const;
    std::filesystem::path data_dir_;
    std::string in_force_, last_;
};

}  // namespace tangible::serve
