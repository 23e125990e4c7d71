// Postings and positions are merged with a heap that visits all databases in the order of their keys (ByName);
// termlists and data are appended, because they are in the order of documents. Each document number grows by the last
// number of every database before.
#include "index/glass/make/merge.h"
#include "index/glass/chunks.h"
#include "index/glass/make/values.h"
#include "index/glass/packing.h"
#include "index/glass/stored.h"
#include "index/glass/table_reader.h"
#include "schemas/system/parallel.h"
#include <algorithm>
#include <memory>

namespace tangible::index::glass {
namespace {

namespace fs = std::filesystem;

/// A table of one of the databases, and by how much the numbers of its documents grow.
struct Source {
    TableReader table;
    std::uint32_t documents_before;
    std::string_view name{};  ///< what its next item belongs to: a list or a term
};

/// Goes through all sources by name, and through sources with the same name in the order of the databases.
class ByName {
public:
    using NameOf = std::string_view (*)(std::string_view key);
    ByName(std::vector<Source>& sources, NameOf name_of) : name_of_(name_of) {
        for (auto& source : sources) advance(source);
    }
    /// Calls `each` with every item of the next name, source by source, and sets `name`.  Returns false at the end.
    template <class Each> bool next(std::string& name, Each each) {
        if (heap_.empty()) return false;
        name = heap_.front()->name;
        while (!heap_.empty() && heap_.front()->name == name) {
            std::pop_heap(heap_.begin(), heap_.end(), after);
            auto& source = *heap_.back();
            heap_.pop_back();
            bool more = true;
            for (; more && name_of_(source.table.key()) == name; more = source.table.next()) each(source);
            if (more) push(source);
        }
        return true;
    }

private:
    // The order of the heap: sources lie in one vector, so their addresses are in the order of the databases.
    static bool after(const Source* a, const Source* b) { return a->name != b->name ? a->name > b->name : a > b; }
    void advance(Source& source) {
        if (source.table.next()) push(source);
    }
    void push(Source& source) {
        source.name = name_of_(source.table.key());
        heap_.push_back(&source);
        std::push_heap(heap_.begin(), heap_.end(), after);
    }
    NameOf name_of_;
    std::vector<Source*> heap_;
};

// Copies tables whose keys begin with the document.
void append(std::vector<Source>& sources, TableWriter& to) {
    std::string key;
    for (auto& source : sources)
        while (source.table.next()) {
            auto rest = source.table.key();
            key.clear();
            add_sortable(key, take_sortable(rest) + source.documents_before);
            to.add(key += rest, source.table.value(), source.table.compressed());
        }
}

// The name of an item of the position table: its term with the 00 that ends it.
std::string_view term_of(std::string_view key) {
    const auto name = list_in(key).name;
    return key.substr(0, std::min(name.size() + 1, key.size()));
}

void merge_places(std::vector<Source>& sources, TableWriter& to) {
    ByName all(sources, term_of);
    std::string term, key;
    const auto add = [&](Source& source) {
        auto document = source.table.key().substr(term.size());
        key = term;
        add_sortable(key, take_sortable(document) + source.documents_before);
        to.add(key, source.table.value(), source.table.compressed());
    };
    while (all.next(term, add)) {
    }
}

/// One list of the postlist table, gathered from all databases that have it.
class Gathered {
public:
    void add(const Source& source) {
        list_ = list_in(source.table.key());
        const auto value = source.table.value();
        switch (list_.kind) {
        case ListKind::metadata:
            metadata_ = value;
            break;
        case ListKind::value_range:
            range_.add(ValueRange::of(value));
            break;
        case ListKind::values:
            add_values(source.documents_before, value);
            break;
        default:
            add_postings(source.documents_before, chunk_in(list_, value));
        }
    }
    void write(TableWriter& to, std::string_view name) const {
        switch (list_.kind) {
        case ListKind::metadata:
            return to.add(name, metadata_);
        case ListKind::value_range:
            return to.add(name, range_.bytes());
        case ListKind::values:
            return write_values(to, name, postings_.chunks);
        case ListKind::lengths:
            return write_lengths(to, postings_.chunks);
        case ListKind::postings:
            write_postings(to, name, postings_);
        }
    }

private:
    void add_values(std::uint32_t before, std::string_view value) {
        for (auto docid = before + list_.first;; docid += static_cast<std::uint32_t>(take_number(value) + 1)) {
            postings_.chunks.add(docid, take_string(value));
            if (value.empty()) return;
        }
    }
    void add_postings(std::uint32_t before, const StoredChunk& chunk) {
        postings_.documents += chunk.documents;
        postings_.occurrences += chunk.occurrences;
        if (!chunk.entries.empty()) postings_.chunks.join(before + chunk.first, before + chunk.last, chunk.entries);
    }
    StoredList list_{};
    std::string metadata_;
    ValueRange range_;
    Postings postings_;
};

void merge_lists(std::vector<Source>& sources, TableWriter& to) {
    ByName all(sources, [](std::string_view key) { return list_in(key).name; });
    std::string name;
    for (bool more = true; more;) {
        Gathered list;
        more = all.next(name, [&](const Source& source) { list.add(source); });
        if (more) list.write(to, name);
    }
}

using Merge = void (*)(std::vector<Source>&, TableWriter&);
struct Work {
    Table table;
    Merge merge;
};
// The largest tables first, so that the last thread is not left alone with one of them.
constexpr Work works[] = {{position, merge_places}, {postlist, merge_lists}, {termlist, append}, {docdata, append}};

}  // namespace

bool merge(std::span<const fs::path> from, const fs::path& to, std::size_t threads) {
    std::vector<Version> versions;
    for (const auto& folder : from) {
        const auto version = version_of(folder);
        if (!version || !version->roots[spelling].empty() || !version->roots[synonym].empty()) return false;
        versions.push_back(*version);
    }
    Version all;
    in_parallel(threads, std::size(works), [&](auto next) {
        while (const auto n = next()) {
            std::vector<Source> sources;
            std::uint32_t before = 0;
            for (std::size_t i = 0; i < from.size(); ++i) {
                sources.push_back(
                    {TableReader(TableFile(from[i], works[*n].table, versions[i].roots[works[*n].table])), before});
                before += versions[i].statistics.last;
            }
            TableWriter out(to, works[*n].table);
            works[*n].merge(sources, out);
            all.roots[works[*n].table] = out.finish();
        }
    });
    for (const auto& version : versions) all.statistics.add(version.statistics);
    write(all, to);
    return true;
}

}  // namespace tangible::index::glass
