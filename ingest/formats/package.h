// Opens a zip in memory: an archive of documents, or a docx, odt or xlsx.
//
// Each part is inflated under limits, against zip bombs: 2,000 entries, 100 times the packed size (from 1 MiB on),
// 64 MiB for a part and 200 MiB in all.  The bytes are counted while they are inflated, since the sizes that a zip
// states are an outsider's claim.  Nothing is ever written to disk.
//
//     Package package(bytes);
//     const auto body = package.part("word/document.xml");
//     if (!body) return package.trouble();
#pragma once
#include "ingest/formats/kinds.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tangible::ingest {

/// An open zip.
class Package {
public:
    static constexpr std::size_t max_inflated_bytes = std::size_t{200} << 20;

    /// Opens a zip of which at most `inflated_bytes` may be inflated in all.  `bytes` must outlive this object.  Bytes
    /// that are no zip give a package without parts, whose trouble() says so.
    explicit Package(std::string_view bytes, std::size_t inflated_bytes = max_inflated_bytes);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    bool has(const std::string& name) const;
    /// Returns the part of that name, in upper or lower case, inflated.  Returns nullopt when there is no such part,
    /// and when a part cannot be read: then trouble() says why, and part() returns no other part either.
    std::optional<std::string> part(const std::string& name);
    /// Returns why the package or a part could not be read; reason "" while all went well.
    const Rejection& trouble() const { return trouble_; }

    /// Returns the number of entries; 0 when there is trouble.
    std::size_t size() const;
    /// Returns the name of an entry in UTF-8.  A name may look like a path but must never be used as one.
    std::string name(std::size_t entry) const;
    /// Returns an entry, inflated, or why it cannot be read.  One bad entry does not affect the others.
    std::variant<std::string, Rejection> entry(std::size_t);
    /// Returns how many bytes may still be inflated.
    std::size_t bytes_left() const { return max_bytes_ - inflated_bytes_; }

private:
    std::optional<std::string> fail(Rejection);
    struct Archive;
    std::unique_ptr<Archive> archive_;
    std::size_t max_bytes_, inflated_bytes_ = 0;
    Rejection trouble_;
};

/// Returns what a zip is: docx, odt or xlsx; zip for an archive of files; unknown for another kind of Office document.
Kind kind_of_package(std::string_view bytes);

}  // namespace tangible::ingest
