#include "index/glass/layout.h"
#include "index/glass/make/termlists.h"
#include "index/glass/packing.h"
#include "index/glass/places.h"
#include "index/glass/table_reader.h"
#include "index/glass/table_writer.h"
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>
#include <map>

using namespace tangible;
using namespace tangible::index::glass;
using tests::Folder;

namespace {

using Items = std::map<std::string, std::string>;

Root written(const Folder& folder, const Items& items) {
    TableWriter to(folder.path(), docdata);
    for (const auto& [key, value] : items) to.add(key, value);
    return to.finish();
}

Items read(const Folder& folder, const Root& root) {
    Items items;
    for (TableReader in(TableFile(folder.path(), docdata, root)); in.next();) items.emplace(in.key(), in.value());
    return items;
}

Items numbered(std::size_t n, std::size_t value_bytes) {
    Items out;
    for (std::size_t i = 0; i < n; ++i)
        out[std::string(1 + i * 31 % 200, 'k') + std::to_string(i)] = std::string(value_bytes + i % 40, 'v');
    return out;
}

}  // namespace

TEST(GlassTable, IsReadAsItWasWritten) {
    const Items cases[] = {{{"a", ""}},           {{"a", std::string(100'000, 'x')}},
                           numbered(3, 10),       numbered(900, 0),
                           numbered(20'000, 30),  numbered(300, 2000),
                           numbered(40, 300'000), {{std::string(most_key_bytes, 'k'), std::string(9000, 'v')}}};
    for (const auto& items : cases) {
        const Folder folder;
        const auto root = written(folder, items);
        EXPECT_EQ(root.items, items.size());
        EXPECT_EQ(std::filesystem::file_size(file(folder.path(), docdata)), root.blocks * block_bytes);
        EXPECT_TRUE(read(folder, root) == items) << items.size();
        const auto leaves = TableFile(folder.path(), docdata, root).leaves();
        EXPECT_TRUE(std::is_sorted(leaves.begin(), leaves.end())) << "the root says that leaves are in order";
    }
}

TEST(GlassTable, ReadsTheSameInPieces) {
    for (const auto& items : {numbered(3000, 30), numbered(300, 3000), numbered(20, 60'000)}) {
        const Folder folder;
        const TableFile table(folder.path(), docdata, written(folder, items));
        for (const std::size_t leaves : {1u, 2u, 7u}) {
            Items all;
            for (std::size_t from = 0; from < table.leaves().size(); from += leaves)
                for (TableReader in(table, from, from + leaves); in.next();)
                    EXPECT_TRUE(all.emplace(in.key(), in.value()).second);
            EXPECT_TRUE(all == items);
        }
    }
}

TEST(GlassTable, WastesLittleSpace) {
    const Folder folder;
    const auto items = numbered(2000, 2500);
    std::size_t bytes = 0;
    for (const auto& [key, value] : items) bytes += key.size() + value.size();
    EXPECT_LT(written(folder, items).blocks * block_bytes, bytes * 120 / 100);
}

TEST(GlassTable, WithoutItemsHasNoFile) {
    const Folder folder;
    EXPECT_TRUE(written(folder, {}).empty());
    EXPECT_FALSE(std::filesystem::exists(file(folder.path(), docdata)));
    EXPECT_TRUE(read(folder, Root{}).empty());
}

TEST(GlassTable, AcceptsKeysInOrderOnly) {
    const Folder folder;
    TableWriter to(folder.path(), docdata);
    EXPECT_THROW(to.add("", "x"), Error);
    to.add("b", "x");
    EXPECT_THROW(to.add("a", "x"), Error);
    EXPECT_THROW(to.add("b", "x"), Error);
    EXPECT_THROW(to.add(std::string(most_key_bytes + 1, 'c'), "x"), Error);
}

TEST(GlassTable, DamagedBytesCauseAtWorstAnError) {
    const Folder folder;
    const auto path = file(folder.path(), docdata);
    const auto items = numbered(300, 900);
    const auto root = written(folder, items);
    std::uint64_t state = 1;
    for (int i = 0; i < 300; ++i) {
        std::fstream io(path, std::ios::in | std::ios::out | std::ios::binary);
        state = state * 6364136223846793005u + 1;
        io.seekp(static_cast<std::streamoff>((state >> 20) % (root.blocks * block_bytes)));
        io.put(static_cast<char>(state >> 56));
        io.close();
        try {
            read(folder, root);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::storage);
        }
    }
}

TEST(GlassPacking, NumbersAreReadAsTheyWereWritten) {
    std::string before;
    for (const std::uint32_t n :
         {0u, 1u, 127u, 128u, 0x7FFFu, 0x8000u, 0x3FFFFFu, 0x400000u, 0x1FFFFFFFu, 0x20000000u, 0xFFFFFFFFu}) {
        std::string plain, sortable;
        add_number(plain, n);
        add_sortable(sortable, n);
        std::string_view in = plain, from = sortable;
        EXPECT_EQ(take_number(in), n);
        EXPECT_EQ(take_sortable(from), n);
        EXPECT_TRUE(in.empty() && from.empty()) << n;
        EXPECT_LE(before, sortable) << n;
        before = sortable;
    }
}

TEST(GlassPacking, TermsAreReadAsTheyWereWritten) {
    using namespace std::string_literals;
    for (const auto& term : {"a"s, "a\0"s, "a\0\0b"s, "\0"s, "\xFF"s, "a\0\xFF"s}) {
        std::string bytes;
        add_term(bytes, term);
        std::string_view alone = bytes;
        EXPECT_EQ(take_term(alone), term);
        bytes += '\0';
        add_sortable(bytes, 7);
        std::string_view from = bytes;
        EXPECT_EQ(take_term(from), term);
        EXPECT_EQ(take_sortable(from), 7u);
    }
}

TEST(GlassPacking, MatchesTheExampleInTheLayout) {
    std::string places;
    add_places(places, std::vector<std::uint32_t>{3, 7, 70});
    EXPECT_EQ(places, std::string("\x46\x83\xC0\0", 4));
    TermList list;
    list.begin(3, 1);
    list.add("Zhello", 3);
    EXPECT_EQ(list.bytes(), "\x03\x01\x06Zhello\x03");
}
