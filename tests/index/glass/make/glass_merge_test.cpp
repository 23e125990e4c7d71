#include "index/glass/make/merge.h"
#include "schemas/ground/error.h"
#include "tests/index/glass_database.h"
#include "tests/index/glass_documents.h"
#include <fstream>

using namespace tangible;
using namespace tangible::tests;

namespace {

void by_library(const std::vector<fs::path>& from, const fs::path& to) {
    Xapian::Database all;
    for (const auto& folder : from) all.add_database(Xapian::Database(folder.string()));
    all.compact(to.string());
}

// The library leaves out document numbers before the first document, so these all have a document 1.
Documents from_one(unsigned seed) {
    auto documents = random_documents(seed);
    documents[1] = documents.begin()->second;
    return documents;
}

fs::path made(const Folder& folder, const std::string& name, const Documents& documents) {
    by_us(documents, folder.path() / name);
    return folder.path() / name;
}

}  // namespace

TEST(GlassMerge, GivesWhatTheLibraryGives) {
    const Documents none, one{{1, {{{"a", 1, {}}}, {{0, 3}}, "data"}}},
        holes{{1, {}}, {9'000, {{placed("Za", {4})}, {}, ""}}};
    const std::vector<std::vector<Documents>> cases = {
        {},
        {none},
        {one},
        {none, one, none},
        {one, one, one, one},
        {holes, one, holes},
        {many_documents(1500, 1), many_documents(700, 3), one, many_documents(900, 1)},
        {many_documents(40, 1), many_documents(40, 1), many_documents(40, 1)},
        {from_one(1), from_one(2), holes, from_one(3)},
    };
    for (std::size_t n = 0; n < cases.size(); ++n) {
        SCOPED_TRACE(n);
        const Folder folder;
        std::vector<fs::path> from;
        for (const auto& documents : cases[n]) from.push_back(made(folder, std::to_string(from.size()), documents));
        const auto us = folder.path() / "us", library = folder.path() / "library";
        fs::create_directories(us);
        ASSERT_TRUE(glass::merge(from, us, 1 + n % 3));
        EXPECT_EQ(trouble(us), "");
        if (from.empty()) continue;  // the library does not merge nothing
        by_library(from, library);
        EXPECT_EQ(told(us), told(library));
    }
}

// Databases that the library made and later changed, with metadata.
TEST(GlassMerge, MergesDatabasesOfTheLibrary) {
    const Folder folder;
    std::vector<fs::path> from;
    for (unsigned seed = 20; seed < 23; ++seed) {
        from.push_back(folder.path() / std::to_string(seed));
        by_library(from_one(seed), from.back());
        Xapian::WritableDatabase db(from.back().string(), Xapian::DB_OPEN);
        db.delete_document(*++db.postlist_begin(""));
        db.set_metadata("revision", "12");
        db.commit();
        for (int i = 0; i < 50; ++i) db.add_document(index::xapian_of(random_documents(9).begin()->second));
        db.commit();
    }
    fs::create_directories(folder.path() / "us");
    ASSERT_TRUE(glass::merge(from, folder.path() / "us", 2));
    by_library(from, folder.path() / "library");
    EXPECT_EQ(trouble(folder.path() / "us"), "");
    EXPECT_EQ(told(folder.path() / "us"), told(folder.path() / "library"));
}

TEST(GlassMerge, AnotherLayoutIsLeftToTheLibrary) {
    const Folder folder;
    const auto one = made(folder, "one", random_documents(1)), two = made(folder, "two", random_documents(2));
    std::fstream(two / "iamglass", std::ios::in | std::ios::out | std::ios::binary).seekp(15).put('\x6f');
    fs::create_directories(folder.path() / "us");
    EXPECT_FALSE(glass::merge(std::vector{one, two}, folder.path() / "us", 1));
    EXPECT_TRUE(fs::is_empty(folder.path() / "us"));
    Xapian::WritableDatabase(one.string(), Xapian::DB_OPEN).add_spelling("word");
    EXPECT_FALSE(glass::merge(std::vector{one}, folder.path() / "us", 1)) << "it has a table that we do not merge";
}

TEST(GlassMerge, ADamagedDatabaseIsAnError) {
    const Folder folder;
    const auto one = made(folder, "one", random_documents(1));
    fs::resize_file(one / "postlist.glass", 0);
    fs::create_directories(folder.path() / "us");
    EXPECT_THROW(glass::merge(std::vector{one}, folder.path() / "us", 2), Error);
}
