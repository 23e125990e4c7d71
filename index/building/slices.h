// Writes fresh databases of some stories each, one after the other. Where Xapian's layout is known (glass/layout.h), we
// gather a database in memory and write it table by table; otherwise Xapian writes it, which takes ten times as long
// and gives the same. A slice is full when it takes a certain memory, or has a certain number of stories.
//
//     auto slices = own_tables(numbers);
//     slices->begin(folder);
//     for (const auto& c : contents) slices->add(c, numbers.of(c), bytes);
//     const auto folders = slices->done();
#pragma once
#include "index/document/term_numbers.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace tangible::index {

/// A writer of small databases. One thread.
class Slices {
public:
    virtual ~Slices() = default;
    /// Starts to write slices, each in a new folder within `in`.
    virtual void begin(const std::filesystem::path& in) = 0;
    /// Adds a document. `terms` are its terms by number (TermNumbers::of); `bytes` is the size of its text.
    virtual void add(const Contents&, std::span<const std::uint32_t> terms, std::size_t bytes) = 0;
    /// Finishes the last slice and returns the folders written since begin(): at least one, which is empty of documents
    /// when none was added.
    virtual std::vector<std::filesystem::path> done() = 0;
};

/// Returns slices that write Xapian's files directly. `terms` of add() must be numbers of this TermNumbers, which must
/// outlive them.
std::unique_ptr<Slices> own_tables(const TermNumbers&);
/// Returns slices that Xapian writes. The Analyser must be that of the contents, and outlive them.
std::unique_ptr<Slices> library_databases(const Analyser&);

/// Whether we may write databases ourselves: the library is Xapian 1.4, and an empty database of its own is byte for
/// byte what we would write. Tries it in the folder `scratch`, which it makes and removes.
bool layout_is_known(const std::filesystem::path& scratch);

}  // namespace tangible::index
