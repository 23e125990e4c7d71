// A zipped document (docx, odt, xlsx) opened from memory: its parts by name, each inflated under limits
// (T16: 2,000 entries, ratio 100, 64 MiB a part, 200 MiB in all) that are counted while inflating,
// since a zip's own figures are an outsider's claim.  Nothing is ever written to disk.
#pragma once
#include "ingest/documents.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

class Package {
public:
    /// Keeps a view of `bytes`.
    explicit Package(std::string_view bytes);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    bool has(const std::string& name) const;
    /// nullopt when there is no such part or it cannot be read; then `trouble()` says why.
    std::optional<std::string> part(const std::string& name);
    /// reason "" while all went well.
    const Rejection& trouble() const { return trouble_; }

private:
    std::optional<std::string> fail(Rejection);
    struct Archive;
    std::unique_ptr<Archive> archive_;
    std::size_t inflated_bytes_ = 0;
    Rejection trouble_;
};

/// docx, odt or xlsx; unknown when it is another kind of zip or none that opens.
Kind kind_of_package(std::string_view bytes);

}  // namespace tangible::ingest
