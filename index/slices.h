// Small fresh databases, written one after the other until there are no more documents: by our own tables where the
// library's layout is known (glass/layout.h), else by the library.  What they take of memory is bounded: one is full at
// so many stories or so much text.
#pragma once
#include "index/term_numbers.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace tangible::index {

class Slices {
public:
    virtual ~Slices() = default;
    /// Its terms as numbers too; `bytes` of text.
    virtual void add(const Contents&, std::span<const std::uint32_t> terms, std::size_t bytes) = 0;
    /// The folders, at least one.
    virtual std::vector<std::filesystem::path> done() = 0;
};

/// In folders of their own in `in`.
std::unique_ptr<Slices> tables_in(const std::filesystem::path& in, const TermNumbers&);
std::unique_ptr<Slices> library_databases_in(const std::filesystem::path& in, const Analyser&);

/// Whether the library writes an empty database as we would.  Tries it once, in `scratch`, which it makes and removes.
bool layout_is_known(const std::filesystem::path& scratch);

}  // namespace tangible::index
