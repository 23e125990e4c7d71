// Makes a fresh Xapian database of documents (layout.h).  Everything about a document is appended to flat arrays in the
// order in which it comes, with terms as numbers.  At the end the terms are sorted once, a counting sort puts the
// postings in order, and each table is written from its first key to its last.  So nothing is searched in a tree.
//
//     Inverter inverter;
//     inverter.begin(1);
//     inverter.add(terms.number_of("Zhello"), 3, std::vector<std::uint32_t>{3, 7, 70});
//     inverter.end("the data");
//     inverter.write(folder, terms);
#pragma once
#include "index/glass/chunks.h"
#include "index/glass/make/values.h"
#include "index/words/strings.h"
#include <map>
#include <span>

namespace tangible::index::glass {

/// A database that is being gathered in memory, from one thread.
class Inverter {
public:
    /// Begins a document.  Numbers must grow and not be 0.
    void begin(std::uint32_t docid);
    /// Adds a term to the document, by its number in the Strings that write() gets.  Terms come in any order, each once
    /// for a document; places (positions) in order, each once.
    void add(std::uint32_t term, std::uint32_t occurrences, std::span<const std::uint32_t> places = {});
    /// Adds a value to the document; slots in order.  Empty values are left out, as in the library.
    void add_value(std::uint32_t slot, std::string_view value);
    /// Ends the document.  `data` is what the library calls its data; nothing is stored when it is empty.
    void end(std::string_view data);

    /// Forgets all documents, and keeps the memory for the next ones.
    void clear();
    std::size_t documents() const { return documents_.size(); }
    /// Returns about how much memory the documents take, with what write() will need.  Positions must stay below 4 GiB:
    /// write long before.
    std::size_t bytes() const;
    /// Writes the database into a folder that exists and is empty.  Throws Error{storage}.
    void write(const std::filesystem::path& folder, const Strings& terms) const;

private:
    /// One term in one document; its places are in `places_`, from where the posting before ends to `places_end`.
    struct Posting {
        std::uint32_t term, docid, occurrences, places_end;
    };
    /// One document: its length, and where its part of each array ends.
    struct Held {
        std::uint32_t docid, length;
        std::size_t postings_end, data_end, slots_end;
    };
    struct Order;
    Order ordered(const Strings& terms) const;
    void write_postings(TableWriter& to, const Order&) const;
    void write_places(TableWriter& to, const Order&) const;
    void write_termlists(TableWriter& to, const Order&) const;
    void write_data(TableWriter& to) const;

    std::vector<Held> documents_;
    std::vector<Posting> postings_;      ///< document by document, in the order of add()
    std::string places_, data_, slots_;  ///< of all documents, as they are stored
    std::uint32_t next_slot_ = 0;        ///< of this document: the least slot that may come
    std::map<std::uint32_t, Values> values_;
    Chunks lengths_;
    Statistics statistics_;
};

}  // namespace tangible::index::glass
