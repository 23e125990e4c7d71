#include "index/positions.h"
#include "schemas/error.h"
#include <algorithm>
#include <bit>
#include <fstream>
#include <iterator>

namespace tangible::index {
namespace {

constexpr std::size_t block_bytes = 8192, directory = 11;
constexpr std::string_view known{"\x0f\x0dXapian Glass\x04\x6e", 16};
constexpr std::size_t uuid_bytes = 16, tables_before = 3, kib2_a_block = block_bytes / 2048;

constexpr std::size_t most_positions = 20'000'000;  // of a word in a document: more than any story has words

[[noreturn]] void damaged() {
    throw Error(ErrorKind::storage, "the positions of the index are damaged", "tangible reindex makes it anew");
}

std::size_t number(std::string_view bytes) {
    std::size_t n = 0;
    for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

/// `size` bytes from `at` on.
std::string_view taken(std::string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || size > bytes.size() - at) damaged();
    return bytes.substr(at, size);
}

// Seven bits a byte, the lowest first; the rest is left.
std::uint32_t short_number(std::string_view& bytes) {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 35; shift += 7) {
        const auto c = static_cast<unsigned char>(taken(bytes, 0, 1)[0]);
        bytes.remove_prefix(1);
        n |= static_cast<std::uint64_t>(c & 0x7F) << shift;
        if (c < 0x80) return static_cast<std::uint32_t>(n);
    }
    damaged();
}

class Block {
public:
    explicit Block(std::string bytes) : bytes_(std::move(bytes)) {
        if (bytes_.size() != block_bytes || end() < directory || end() > block_bytes) damaged();
    }
    std::size_t level() const { return static_cast<unsigned char>(bytes_[4]); }
    std::size_t items() const { return (end() - directory) / 2; }
    std::string_view item(std::size_t n) const {
        return std::string_view(bytes_).substr(std::min(number(taken(bytes_, directory + 2 * n, 2)), block_bytes));
    }

private:
    std::size_t end() const { return number(taken(bytes_, 9, 2)); }
    std::string bytes_;
};

Block block(std::ifstream& in, std::size_t n) {
    std::string bytes(block_bytes, '\0');
    in.seekg(static_cast<std::streamoff>(n * block_bytes));
    if (!in.read(bytes.data(), static_cast<std::streamsize>(block_bytes))) damaged();
    return Block(std::move(bytes));
}

void add_leaves(std::vector<std::uint32_t>& to, std::ifstream& in, std::size_t n, std::size_t level) {
    if (level == 0) return to.push_back(static_cast<std::uint32_t>(n));
    const auto branch = block(in, n);
    if (branch.level() != level) damaged();
    for (std::size_t i = 0; i < branch.items(); ++i) add_leaves(to, in, number(taken(branch.item(i), 0, 4)), level - 1);
}

/// An item of a leaf: a key with its value, or a part of it.
struct Part {
    explicit Part(std::string_view at) {
        const auto head = number(taken(at, 0, 2));
        const auto all = taken(at, 0, (head & 0x1FFF) + 3);
        compressed = head & 0x8000, last = head & 0x4000, first = head & 0x2000;
        const auto key_bytes = number(taken(all, 2, 1));
        key = taken(all, 3, key_bytes);
        const auto begin = 3 + key_bytes + (first ? 0 : 2);
        value = taken(all, begin, all.size() - std::min(begin, all.size()));
    }
    bool compressed, last, first;
    std::string_view key, value;
};

// What a key says: the term, and the document.
std::pair<std::string, std::uint32_t> read(std::string_view key) {
    std::string term;
    std::size_t at = 0;
    for (; taken(key, at, 1)[0] != '\0' || (at + 1 < key.size() && key[at + 1] == '\xFF'); ++at) {
        term += key[at];
        at += key[at] == '\0';
    }
    const auto document = key.substr(at + 1);
    const auto first = static_cast<unsigned char>(taken(document, 0, 1)[0]);
    const auto more = static_cast<std::size_t>(std::countl_one(first));
    if (document.size() != more + 2) damaged();
    const auto bits = 8 * document.size() - (more + 1);
    return {std::move(term), static_cast<std::uint32_t>(number(document) & ((std::uint64_t{1} << bits) - 1))};
}

/// Bits, the lowest of each byte first.
class Bits {
public:
    explicit Bits(std::string_view bytes) : bytes_(bytes) {}
    /// A number below `choices`, in as few bits as will do: those in the middle have one less.
    std::uint32_t below(std::uint64_t choices) {
        if (choices == 0) damaged();
        const auto bits = static_cast<int>(std::bit_width(choices - 1));
        const auto spare = (std::uint64_t{1} << bits) - choices, middle = (choices - spare) / 2;
        if (spare == 0) return static_cast<std::uint32_t>(take(bits));
        const auto n = take(bits - 1);
        return static_cast<std::uint32_t>(n < middle && take(1) ? n + middle + spare : n);
    }

private:
    std::uint64_t take(int bits) {
        for (; have_ < bits; have_ += 8) {
            kept_ |= static_cast<std::uint64_t>(static_cast<unsigned char>(taken(bytes_, 0, 1)[0])) << have_;
            bytes_.remove_prefix(1);
        }
        const auto n = kept_ & ((std::uint64_t{1} << bits) - 1);
        kept_ >>= bits, have_ -= bits;
        return n;
    }
    std::string_view bytes_;
    std::uint64_t kept_ = 0;
    int have_ = 0;
};

// Those between two that are known: the middle one first, then the halves.
void fill(std::vector<std::uint32_t>& out, std::size_t low, std::size_t high, Bits& bits) {
    if (low + 1 >= high) return;
    const auto middle = (low + high) / 2;
    if (out[high] < out[low] + (high - low)) damaged();
    out[middle] =
        static_cast<std::uint32_t>(bits.below(out[high] - out[low] - (high - low) + 1) + out[low] + middle - low);
    fill(out, low, middle, bits);
    fill(out, middle, high, bits);
}

}  // namespace

std::vector<std::uint32_t> positions_in(std::string_view value) {
    const auto last = short_number(value);
    if (value.empty()) return {last};
    Bits bits(value);
    const auto first = bits.below(last);
    const std::size_t more = bits.below(last - first);
    if (more > most_positions) damaged();
    std::vector<std::uint32_t> out(more + 2);
    out.front() = first, out.back() = last;
    fill(out, 0, out.size() - 1, bits);
    return out;
}

std::optional<PositionTable> PositionTable::opened(const std::filesystem::path& folder) {
    std::ifstream about(folder / "iamglass", std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(about), {}};
    if (!all.starts_with(known)) return std::nullopt;
    auto rest = taken(all, known.size() + uuid_bytes, all.size() - std::min(all.size(), known.size() + uuid_bytes));
    short_number(rest);  // the revision
    for (std::size_t table = 0;; ++table) {
        const auto root = short_number(rest), shape = short_number(rest);
        short_number(rest);  // how many items
        const auto size = short_number(rest);
        short_number(rest);  // from how many bytes on values are compressed
        const auto free_list = short_number(rest);
        rest.remove_prefix(taken(rest, 0, free_list).size());
        if (table < tables_before) continue;
        PositionTable out;
        if (shape & 1) return out;  // it has no block yet
        if (size != kib2_a_block || shape >> 2 > 10) return std::nullopt;
        out.file_ = folder / "position.glass";
        std::ifstream in(out.file_, std::ios::binary);
        add_leaves(out.leaves_, in, root, shape >> 2);
        return out;
    }
}

void PositionTable::each(std::size_t from, std::size_t to, const Each& each) const {
    std::ifstream in(file_, std::ios::binary);
    std::string key, value;
    bool open = false;  // of a value that began here parts are to come
    for (auto n = from; n < leaves_.size() && (n < to || open); ++n) {
        const auto leaf = block(in, leaves_[n]);
        if (leaf.level() != 0) damaged();
        for (std::size_t i = 0; i < leaf.items() && (n < to || open); ++i) {
            const Part part(leaf.item(i));
            if (part.key.empty() || (!open && !part.first)) continue;  // the tree's own, or begun before `from`
            if (open == part.first || part.compressed || (open && part.key != key)) damaged();
            if (!open) value.clear(), key = part.key;
            value += part.value;
            open = !part.last;
            if (open) continue;
            const auto [term, docid] = read(key);
            each(term, docid, positions_in(value));
        }
    }
    if (open) damaged();
}

}  // namespace tangible::index
