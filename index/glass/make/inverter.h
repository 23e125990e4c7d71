// Documents in, a fresh database of Xapian out (layout.h).  What is known of a document is kept in the order in which
// it came, and only ever added to; terms are numbers.  When all are there the terms are sorted once, the postings are
// put in order by counting, and each table is written from its first key to its last.  So nothing is searched in a
// tree.
#pragma once
#include "index/glass/chunks.h"
#include "index/glass/make/values.h"
#include "index/words/strings.h"
#include <map>
#include <span>

namespace tangible::index::glass {

class Inverter {
public:
    /// Numbers of documents come in order, and are not 0.
    void begin(std::uint32_t docid);
    /// Terms by number, each once a document, in any order; places in order.
    void add(std::uint32_t term, std::uint32_t occurrences, std::span<const std::uint32_t> places = {});
    void add_value(std::uint32_t slot, std::string_view value);  ///< slots in order
    void end(std::string_view data);

    /// As it was before the first document; memory is kept for the next.
    void clear();
    std::size_t documents() const { return documents_.size(); }
    /// What it takes of memory, about.
    std::size_t bytes() const;
    /// Into a folder that is there and empty.  Throws Error{storage}.
    void write(const std::filesystem::path& folder, const Strings& terms) const;

private:
    struct Posting {
        std::uint32_t term, docid, occurrences, places_end;  ///< in `places_`, from where the one before ends
    };
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
    std::vector<Posting> postings_;  ///< by document
    std::string places_, data_, slots_;
    std::uint32_t next_slot_ = 0;
    std::map<std::uint32_t, Values> values_;
    Chunks lengths_;
    Statistics statistics_;
};

}  // namespace tangible::index::glass
