// Fresh databases of some stories each, written one after the other until there are no more: table by table where the
// library's layout is known (glass/layout.h), else by the library, which takes ten times as long and is no less right.
// One is full when it takes so much memory, or has so many stories.
#pragma once
#include "index/document/term_numbers.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace tangible::index {

class Slices {
public:
    virtual ~Slices() = default;
    /// In folders of their own in `in`, from here on.
    virtual void begin(const std::filesystem::path& in) = 0;
    /// Its terms as numbers too; `bytes` of text.
    virtual void add(const Contents&, std::span<const std::uint32_t> terms, std::size_t bytes) = 0;
    /// The folders since `begin`, at least one.
    virtual std::vector<std::filesystem::path> done() = 0;
};

/// The terms that are added must be numbers of these.
std::unique_ptr<Slices> own_tables(const TermNumbers&);
std::unique_ptr<Slices> library_databases(const Analyser&);

/// Whether the library writes an empty database as we would.  Tries it once, in `scratch`, which it makes and removes.
bool layout_is_known(const std::filesystem::path& scratch);

}  // namespace tangible::index
