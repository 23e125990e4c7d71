#include "index/building/slices.h"
#include "index/glass/make/inverter.h"
#include "tests/index/glass_database.h"
#include "tests/index/glass_documents.h"

using namespace tangible;
using namespace tangible::tests;
using index::Document;

namespace {

Document of_many_terms() {
    std::vector<Document::Term> terms;
    for (std::uint32_t i = 0; i < 1500; ++i) {
        terms.push_back(placed("Zword" + std::to_string(i), every(1 + i, 1 + i % 50)));
        terms.push_back({"word" + std::to_string(i), i % 130, {}});
    }
    return document(terms);
}

const std::pair<const char*, Documents> cases[] = {
    {"none", {}},
    {"one", {{1, document({placed("Zhello", {3, 7, 70}), {"hello", 3, {}}})}}},
    {"neither terms nor values nor data", {{1, {}}, {2, document({{"a", 1, {}}})}, {3, {}}}},
    {"only documents with nothing", {{1, {}}, {7, {}}}},
    {"no values", {{1, {{{"a", 1, {}}}, {}, ""}}}},
    {"no occurrences", {{1, document({{"Qa", 0, {}}})}, {2, document({{"Qb", 0, {}}})}}},
    {"the longest term", {{1, document({placed(std::string(245, 'x'), {1, 2})})}}},
    {"zero bytes",
     {{1, document({placed(std::string("a\0b", 3), {1}), placed(std::string("a\0", 2), {2}), placed("a", {3}),
                    placed(std::string(100, '\0'), {4}), placed(std::string("\0\xE0", 2), {5}),
                    placed(std::string("\0", 1), {6}), placed(std::string("a\0\xFF", 3), {7})})}}},
    {"differ by their prefix only",
     {{1, document({placed("Zab", {1}), {"ab", 1, {}}, {"XLab", 0, {}}, {"XLWab", 0, {}}})}}},
    {"lists of several chunks", many_documents(3000, 1)},
    {"documents that are not numbered one by one", many_documents(2000, 37)},
    {"numbers of each length",
     {{1, document({{"a", 1, {}}})},
      {0x7FFF, document({{"a", 1, {}}})},
      {0x8000, document({{"a", 1, {}}})},
      {0x3FFFFF, document({{"a", 1, {}}})},
      {0x400000, document({{"a", 1, {}}})}}},
    {"many positions",
     {{1, document({placed("Za", every(3, 20'000)), placed("Zb", every(70'000, 10'000)),
                    placed("Zc", {1, 4'000'000'000u}), placed("Zd", every(1, 2))})}}},
    {"thousands of terms", {{1, of_many_terms()}, {2, of_many_terms()}}},
};

}  // namespace

TEST(GlassInverter, WritesWhatTheLibraryWrites) {
    for (const auto& [what, documents] : cases) {
        SCOPED_TRACE(what);
        const Folder folder;
        by_library(documents, folder.path() / "library");
        by_us(documents, folder.path() / "us");
        EXPECT_EQ(trouble(folder.path() / "us"), "");
        expect_same(folder.path() / "library", folder.path() / "us");
    }
}

TEST(GlassInverter, WritesWhatTheLibraryWritesForRandomDocuments) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(seed);
        const Folder folder;
        const auto documents = random_documents(seed);
        by_library(documents, folder.path() / "library");
        by_us(documents, folder.path() / "us");
        EXPECT_EQ(trouble(folder.path() / "us"), "");
        expect_same(folder.path() / "library", folder.path() / "us");
    }
}

TEST(GlassInverter, LargeDataIsReadBackUnchanged) {
    std::mt19937 random(5);
    Documents documents;
    for (Xapian::docid docid = 1; docid < 12; ++docid)
        documents[docid] =
            document({{"a", 1, {}}}, docid % 2 ? bytes(random, docid * 9000) : std::string(docid * 9000, 'a'));
    const Folder folder;
    by_us(documents, folder.path() / "us");
    EXPECT_EQ(trouble(folder.path() / "us"), "");
    const Xapian::Database db((folder.path() / "us").string());
    for (const auto& [docid, d] : documents) EXPECT_EQ(db.get_document(docid).get_data(), d.data);
}

// The library can go on changing a database that we wrote, as it can its own.
TEST(GlassInverter, TheLibraryCanChangeWhatWeWrote) {
    for (const unsigned seed : {3u}) {
        const Folder folder;
        const auto us = folder.path() / "us", library = folder.path() / "library";
        const auto documents = random_documents(seed), others = random_documents(seed + 100);
        by_library(documents, library);
        by_us(documents, us);
        for (const auto& path : {us, library}) {
            Xapian::WritableDatabase db(path.string(), Xapian::DB_OPEN);
            std::size_t n = 0;
            for (const auto& [docid, d] : documents) {
                if (n % 3 == 0) db.delete_document(docid);
                if (n % 3 == 1) db.replace_document(docid, index::xapian_of(std::next(others.begin(), n % 50)->second));
                if (++n % 40 == 0) db.commit();
            }
            for (const auto& [docid, d] : others) db.add_document(index::xapian_of(d));
            db.set_metadata("revision", "12");
            db.commit();
        }
        EXPECT_EQ(trouble(us), "");
        EXPECT_EQ(told(us), told(library));
    }
}

TEST(GlassInverter, TheLibraryCanMergeWhatWeWrote) {
    const Folder folder;
    by_us(random_documents(1), folder.path() / "a");
    by_library(random_documents(2), folder.path() / "b");
    by_us(random_documents(3), folder.path() / "c");
    by_library(random_documents(1), folder.path() / "d");
    by_library(random_documents(3), folder.path() / "e");
    const auto merged = [&](const std::string& first, const std::string& last) {
        Xapian::Database all;
        for (const auto& name : {first, std::string("b"), last})
            all.add_database(Xapian::Database((folder.path() / name).string()));
        const auto to = folder.path() / (first + "b" + last);
        all.compact(to.string());
        EXPECT_EQ(trouble(to), "");
        return told(to);
    };
    EXPECT_EQ(merged("a", "c"), merged("d", "e"));
}

TEST(GlassInverter, ATermTooLongForAKeyIsAnError) {
    const Folder folder;
    EXPECT_THROW(by_us({{1, document({{std::string(245, '\0'), 1, {}}})}}, folder.path() / "us"), Error);
}

TEST(GlassInverter, TheLayoutOfThisLibraryIsKnown) {
    const Folder folder;
    EXPECT_TRUE(index::layout_is_known(folder.path() / "scratch"));
    EXPECT_FALSE(fs::exists(folder.path() / "scratch"));
}
