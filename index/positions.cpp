#include "index/positions.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include "index/glass/places.h"
#include "index/glass/table_reader.h"
#include <fstream>

namespace tangible::index {
namespace {

using glass::damaged;

// What a key says: the term, and the document.
std::pair<std::string, std::uint32_t> read(std::string_view key) {
    auto term = glass::take_term(key);
    const auto docid = glass::take_sortable(key);
    if (!key.empty()) damaged();
    return {std::move(term), docid};
}

}  // namespace

std::optional<PositionTable> PositionTable::opened(const std::filesystem::path& folder) {
    const auto version = glass::version_of(folder);
    if (!version) return std::nullopt;
    PositionTable out;
    out.file_ = glass::file(folder, glass::position);
    out.leaves_ = glass::leaves_of(out.file_, version->roots[glass::position]);
    return out;
}

void PositionTable::each(std::size_t from, std::size_t to, const Each& each) const {
    std::ifstream in(file_, std::ios::binary);
    std::string bytes(glass::block_bytes, '\0'), key, value;
    bool open = false;  // of a value that began here parts are to come
    for (auto n = from; n < leaves_.size() && (n < to || open); ++n) {
        in.seekg(static_cast<std::streamoff>(leaves_[n] * glass::block_bytes));
        if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) damaged();
        const glass::Block leaf(bytes);
        if (leaf.level() != 0) damaged();
        for (std::size_t i = 0; i < leaf.items() && (n < to || open); ++i) {
            const glass::Part part(leaf.item(i));
            if (part.key.empty() || (!open && !part.first)) continue;  // the tree's own, or begun before `from`
            if (open == part.first || part.compressed || (open && part.key != key)) damaged();
            if (!open) value.clear(), key = part.key;
            value += part.value;
            open = !part.last;
            if (open) continue;
            const auto [term, docid] = read(key);
            each(term, docid, glass::places_in(value));
        }
    }
    if (open) damaged();
}

}  // namespace tangible::index
