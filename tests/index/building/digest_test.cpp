#include "index/building/digest.h"
#include "index/document/documents.h"
#include "index/glass/layout.h"
#include "index/glass/places.h"
#include "index/reader/tables.h"
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <xapian.h>

using namespace tangible;
using namespace tangible::index;
using tests::Folder;

namespace {

namespace fs = std::filesystem;

Document::Term placed(std::string text, std::vector<std::uint32_t> positions) {
    const auto n = static_cast<std::uint32_t>(positions.size());
    return {std::move(text), n, std::move(positions)};
}

std::vector<std::uint32_t> every(std::uint32_t step, std::uint32_t n) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < n; ++i) out.push_back(1 + i * step + i % 3);
    return out;
}

Document document(const std::string& id, std::vector<Document::Term> terms) {
    Document d;
    d.terms = std::move(terms);
    d.values = {{0, 2019}, {1, 5}};
    d.data = terms::coded({id, {}});
    return d;
}

// Lists of one position, of a few that are close together or far apart, and of enough to fill several blocks.
const std::vector<std::vector<std::uint32_t>> lists = {{1},
                                                       {300},
                                                       {4'000'000'000u},
                                                       {1, 2},
                                                       {7, 4'000'000'000u},
                                                       {1, 2, 3, 4},
                                                       every(4, 100),
                                                       every(3, 60'000),
                                                       every(70'000, 30'000)};

void change_byte(const fs::path& file, std::streamoff at) {
    std::fstream io(file, std::ios::in | std::ios::out | std::ios::binary);
    char c = 0;
    io.seekg(at).get(c);
    io.seekp(at).put(static_cast<char>(c ^ 1));
}

}  // namespace

TEST(Digest, OfAnIndexEqualsThatOfItsDocuments) {
    const Folder folder;
    std::map<StoryId, Digest> wanted;
    {
        Xapian::WritableDatabase db((folder.path() / "db").string(), Xapian::DB_CREATE, glass::block_bytes);
        std::size_t n = 0;
        for (const Xapian::docid docid : {1u, 2u, 0x7FFFu, 0x8000u}) {
            const auto id = "S" + std::to_string(docid);
            std::vector<Document::Term> terms{{"Q" + id, 0, {}}};
            for (std::size_t i = 0; i < lists.size(); ++i)
                if ((n + i) % 2 == 0) terms.push_back(placed("Zword" + std::to_string(i), lists[i]));
            terms.push_back(placed(std::string("Z\0zero", 6), {5, 9}));
            terms.push_back({"plain", 3, {}});
            const auto d = document(id, std::move(terms));
            db.replace_document(docid, xapian_of(d));
            wanted[id] = digest_of(d);
            ++n;
        }
        db.commit();
    }
    for (const std::size_t threads : {1u, 3u}) {
        const auto there = digests_in(folder.path() / "db", threads);
        EXPECT_EQ(there.size(), wanted.size());
        for (const auto& [story, digest] : there) EXPECT_EQ(digest, wanted[story]) << story;
    }
}

TEST(Digest, DetectsEveryDifferenceButOrder) {
    const auto one = document("A", {placed("Za", {1, 2}), {"b", 1, {}}});
    const auto digest = digest_of(one);
    EXPECT_EQ(digest_of(one), digest);
    auto other = one;
    other.terms[0].positions[1] = 3;
    EXPECT_NE(digest_of(other).places, digest.places);
    EXPECT_EQ(digest_of(other).postings, digest.postings);
    other = one;
    other.terms[1].occurrences = 2;
    EXPECT_NE(digest_of(other).postings, digest.postings);
    other = one;
    other.values[0].second = 2020;
    EXPECT_NE(digest_of(other).document, digest.document);
    other = one;
    other.data += ' ';
    EXPECT_NE(digest_of(other).document, digest.document);
    std::swap(other.terms[0], other.terms[1]);
    EXPECT_EQ(digest_of(other).postings, digest.postings) << "the order of terms does not matter";
}

TEST(Digest, OfADamagedIndexDiffersOrIsAnError) {
    const Folder folder;
    const auto path = folder.path() / "db";
    {
        Xapian::WritableDatabase db(path.string(), Xapian::DB_CREATE, glass::block_bytes);
        db.add_document(xapian_of(document("A", {placed("Za", {1, 200}), placed("Zb", {7, 9, 12})})));
        db.commit();
    }
    const auto good = digests_in(path, 1);
    ASSERT_EQ(good.size(), 1u);
    // The block's last three bytes are an item of the tree itself; our first value ends just before it.
    constexpr std::streamoff value_end = glass::block_bytes - 3 - 1;
    change_byte(path / "position.glass", value_end);
    try {
        EXPECT_NE(digests_in(path, 1)[0].digest.places, good[0].digest.places);
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::storage);
    }
    change_byte(path / "position.glass", value_end);
    EXPECT_EQ(digests_in(path, 1)[0].digest, good[0].digest);
    for (const std::streamoff at : {4, 9, 10, 11, 12}) {
        change_byte(path / "position.glass", at);
        EXPECT_THROW(
            {
                const auto there = digests_in(path, 1);
                if (there[0].digest != good[0].digest) throw Error(ErrorKind::storage, "another");
            },
            Error)
            << at;
        change_byte(path / "position.glass", at);
    }
}

// The document numbers cover every length in which a number is written.
TEST(Positions, AreReadAsTheyWereWritten) {
    const Folder folder;
    const auto path = folder.path() / "db";
    const Xapian::docid docids[] = {1, 0x7FFF, 0x8000, 0x3FFFFF, 0x400000, 0x1FFFFFFF, 0x20000000};
    {
        Xapian::WritableDatabase db(path.string(), Xapian::DB_CREATE, glass::block_bytes);
        for (const auto docid : docids) db.replace_document(docid, xapian_of(document("A", {placed("Za", lists[5])})));
        db.commit();
    }
    const auto table = Tables::opened(path);
    ASSERT_TRUE(table);
    std::vector<std::uint32_t> there;
    table->each_places(0, table->position_blocks(), [&](std::string_view term, std::uint32_t docid, auto places) {
        EXPECT_EQ(term, "Za");
        EXPECT_EQ(std::vector<std::uint32_t>(places.begin(), places.end()), lists[5]);
        there.push_back(docid);
    });
    EXPECT_EQ(there, std::vector<std::uint32_t>(std::begin(docids), std::end(docids)));
}

TEST(Positions, AnUnknownLayoutIsNotOpened) {
    const Folder folder;
    EXPECT_FALSE(Tables::opened(folder.path()));
    std::ofstream(folder.path() / "iamglass")
        << std::string("\x0f\x0dXapian Glass\x04\x6f", 16) << std::string(60, '\1');
    EXPECT_FALSE(Tables::opened(folder.path()));
}

TEST(Positions, RandomBytesCauseAtWorstAnError) {
    EXPECT_EQ(glass::places_in("\x05"), std::vector<std::uint32_t>{5});
    std::uint64_t state = 1;
    for (int i = 0; i < 500; ++i) {
        std::string bytes;
        for (std::size_t n = i % 12; n > 0; --n)
            bytes += static_cast<char>((state = state * 6364136223846793005u + 1) >> 56);
        try {
            glass::places_in(bytes);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::storage);
        }
    }
}
