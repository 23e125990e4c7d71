// Compound files (MS-CFB) and Word 97 documents made from words, for tests of their readers.
#pragma once
#include "tests/ingest/made_documents.h"

namespace tangible::made {

inline constexpr std::uint32_t end_of_chain = 0xFFFFFFFE, no_entry = 0xFFFFFFFF, table_sector = 0xFFFFFFFD;

inline std::string padded(std::string bytes, std::size_t to) {
    bytes.resize((bytes.size() + to - 1) / to * to);
    return bytes;
}

/// A file of 512-byte sectors: the table, the directory, then the streams.  Streams below `small_below` bytes are
/// stored together in 64-byte pieces.
class CompoundFile {
public:
    explicit CompoundFile(std::uint32_t small_below = 0) : small_below_(small_below) {}

    void add(const std::string& name, const std::string& bytes) { add_to(0, name, bytes); }

    /// Adds a storage with one or more streams to the topmost storage.
    void add_storage(const std::string& name, const std::vector<std::pair<std::string, std::string>>& streams) {
        const auto number = static_cast<std::uint32_t>(entries_.size() + 1);
        entries_.push_back({entry(name, 1, 0, 0, no_entry, no_entry, number + 1), 0});
        for (const auto& [stream, bytes] : streams) add_to(number, stream, bytes);
    }

    std::string take() {
        const auto size = small_.size();
        const auto small = size ? put(small_) : end_of_chain;
        const auto small_table = size ? put(numbers(small_next_)) : end_of_chain;
        std::string directory = entry("Root Entry", 5, small, size, no_entry, no_entry, 1);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            auto right = no_entry;
            for (std::size_t next = entries_.size() - 1; next > i; --next)
                if (entries_[next].storage == entries_[i].storage) right = static_cast<std::uint32_t>(next + 1);
            directory += entries_[i].bytes.replace(72, 4, little(right, 4));
        }
        const auto first_directory = put(directory);
        next_.resize(next_.size() + 1, table_sector);
        const auto table = static_cast<std::uint32_t>(next_.size() - 1);
        sectors_ += padded(numbers(next_), 512).substr(0, 512);
        std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + little(0x3E, 2) +
                             little(3, 2) + little(0xFFFE, 2) + little(9, 2) + little(6, 2) + std::string(6, '\0') +
                             little(0, 4) + little(1, 4) + little(first_directory, 4) + little(0, 4) +
                             little(small_below_, 4) + little(small_table, 4) + little(1, 4) + little(end_of_chain, 4) +
                             little(0, 4) + little(table, 4);
        while (header.size() < 512) header += little(no_entry, 4);
        return header + sectors_;
    }

private:
    struct Entry {
        std::string bytes;
        std::uint32_t storage;  ///< number of the entry that it is in
    };
    void add_to(std::uint32_t storage, const std::string& name, const std::string& bytes) {
        const bool is_small = bytes.size() < small_below_;
        const auto first = is_small ? put_small(bytes) : put(bytes);
        entries_.push_back({entry(name, 2, first, bytes.size()), storage});
    }
    static std::string numbers(const std::vector<std::uint32_t>& list) {
        std::string out;
        for (auto n : list) out += little(n, 4);
        return out;
    }
    static std::string entry(const std::string& name, int type, std::uint32_t first, std::size_t size,
                             std::uint32_t left = no_entry, std::uint32_t right = no_entry,
                             std::uint32_t child = no_entry) {
        std::string out;
        for (char c : name) out += std::string(1, c) + '\0';
        out.resize(64);
        out += little(static_cast<std::uint32_t>(2 * name.size() + 2), 2) + static_cast<char>(type) + '\1' +
               little(left, 4) + little(right, 4) + little(child, 4) + std::string(36, '\0') + little(first, 4) +
               little(static_cast<std::uint32_t>(size), 4) + little(0, 4);
        return out;
    }
    static std::uint32_t chain(std::vector<std::uint32_t>& next, std::size_t pieces) {
        const auto first = static_cast<std::uint32_t>(next.size());
        for (std::size_t i = 1; i <= pieces; ++i)
            next.push_back(i == pieces ? end_of_chain : first + static_cast<std::uint32_t>(i));
        return first;
    }
    std::uint32_t put(const std::string& bytes) {
        const auto whole = padded(bytes, 512);
        sectors_ += whole;
        return chain(next_, whole.size() / 512);
    }
    std::uint32_t put_small(const std::string& bytes) {
        const auto whole = padded(bytes, 64);
        small_ += whole;
        return chain(small_next_, whole.size() / 64);
    }

    std::uint32_t small_below_;
    std::string sectors_, small_;
    std::vector<std::uint32_t> next_, small_next_;
    std::vector<Entry> entries_;
};

inline std::string utf16(std::u16string_view text) {
    std::string out;
    for (char16_t c : text) out += little(c, 2);
    return out;
}

/// A Word 97 document of two pieces: `narrow` in the Windows code page, then `wide` in UTF-16.
inline std::string doc(const std::string& narrow, std::u16string_view wide = u"", std::uint16_t flags = 0,
                       std::uint32_t small_below = 0) {
    std::string block(0x1AA, '\0');
    const auto put = [&](std::size_t at, const std::string& value) { block.replace(at, value.size(), value); };
    const auto characters = static_cast<std::uint32_t>(narrow.size() + wide.size());
    const auto begin = static_cast<std::uint32_t>(block.size());
    put(0, little(0xA5EC, 2) + little(0xC1, 2));
    put(0x0A, little(flags, 2));
    put(0x4C, little(characters, 4));
    const std::string pieces = little(0, 4) + little(static_cast<std::uint32_t>(narrow.size()), 4) +
                               little(characters, 4) + little(0, 2) + little(begin * 2 | 0x40000000, 4) + little(0, 2) +
                               little(0, 2) + little(begin + static_cast<std::uint32_t>(narrow.size()), 4) +
                               little(0, 2);
    const std::string table =
        "\x01" + little(3, 2) + "abc" + "\x02" + little(static_cast<std::uint32_t>(pieces.size()), 4) + pieces;
    put(0x1A2, little(0, 4) + little(static_cast<std::uint32_t>(table.size()), 4));
    CompoundFile file(small_below);
    file.add("WordDocument", block + narrow + utf16(wide));
    file.add("0Table", table);
    return file.take();
}

}  // namespace tangible::made
