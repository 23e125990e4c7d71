// A zip (of documents, or a docx, odt or xlsx) opened from memory: its parts by name, each inflated under limits
// (T16: 2,000 entries, ratio 100, 64 MiB a part, 200 MiB in all) that are counted while inflating,
// since a zip's own figures are an outsider's claim.  Nothing is ever written to disk.
#pragma once
#include "ingest/formats/kinds.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tangible::ingest {

class Package {
public:
    static constexpr std::size_t max_inflated_bytes = std::size_t{200} << 20;

    /// Keeps a view of `bytes`.  `inflated_bytes`: what may be inflated of it in all.
    explicit Package(std::string_view bytes, std::size_t inflated_bytes = max_inflated_bytes);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    bool has(const std::string& name) const;
    /// nullopt when there is no such part or it cannot be read; then `trouble()` says why.
    std::optional<std::string> part(const std::string& name);
    /// reason "" while all went well.
    const Rejection& trouble() const { return trouble_; }

    /// Entries in their order, with names in UTF-8 that are only names, whatever path they spell.
    std::size_t size() const;
    std::string name(std::size_t entry) const;
    /// One that cannot be read says why itself and is no trouble for the others.
    std::variant<std::string, Rejection> entry(std::size_t);
    /// What may still be inflated.
    std::size_t bytes_left() const { return max_bytes_ - inflated_bytes_; }

private:
    std::optional<std::string> fail(Rejection);
    struct Archive;
    std::unique_ptr<Archive> archive_;
    std::size_t max_bytes_, inflated_bytes_ = 0;
    Rejection trouble_;
};

/// docx, odt, xlsx, or zip for one that is no Office document; unknown for the other kinds.
Kind kind_of_package(std::string_view bytes);

}  // namespace tangible::ingest
