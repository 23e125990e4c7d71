// Checks the table of kinds: every new row gets all of these tests.
#include "ingest/formats/kinds.h"
#include "ingest/formats/readers.h"
#include "ingest/reading/documents.h"
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace tangible::ingest {
namespace {

std::vector<std::string> words_in(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> out;
    for (std::string word; in >> word;) out.push_back(word);
    return out;
}

TEST(Kinds, HaveOneRowEach) {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(Kind::gzip); ++kind) {
        const KindRow& row = row_of(static_cast<Kind>(kind));
        EXPECT_EQ(row.kind, static_cast<Kind>(kind));
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
    }
    EXPECT_EQ(names.size(), kinds().size()) << "Kind::gzip is no longer the last kind";
}

TEST(Kinds, AreClaimedByEachOfTheirEndingsAndTypes) {
    for (const KindRow& row : kinds()) {
        for (const auto& ending : words_in(row.endings)) EXPECT_EQ(claimed("A" + ending, ""), row.kind) << ending;
        for (const auto& type : words_in(row.media_types)) {
            EXPECT_EQ(claimed("", type), row.kind) << type;
            EXPECT_EQ(claimed("", type + " ; charset=utf-8"), row.kind) << type;
        }
    }
    EXPECT_EQ(claimed("a.xyz", "application/x-xyz"), Kind::unknown);
}

TEST(Kinds, AreRecognisedByTheirFirstBytes) {
    for (const KindRow& row : kinds())
        if (!row.beginning.empty()) {
            EXPECT_EQ(kind_of(std::string(row.beginning) + " and more", "a.bin", ""), row.kind) << row.name;
        }
}

TEST(Kinds, OfTextAreBelievedWhenAFileClaimsThem) {
    for (const KindRow& row : kinds())
        for (const auto& ending : words_in(row.endings))
            if (row.bytes == Bytes::text && row.kind != Kind::text && row.kind != Kind::form) {
                EXPECT_EQ(kind_of("We met by the river.", "a" + ending, ""), row.kind) << ending;
            }
}

TEST(Kinds, WithWordsHaveAReaderThatAcceptsAnyBytes) {
    for (const KindRow& row : kinds()) {
        EXPECT_EQ(row.read != nullptr, row.holds == Holds::words || row.holds == Holds::rows) << row.name;
        if (row.read) row.read("\x01\xFFWe met.", "");
    }
}

TEST(Kinds, ThatPeopleMaySendAreListedForThem) {
    const std::string said = not_supported("\x89PNG\r\n").rejection.detail;
    for (const KindRow& row : kinds()) EXPECT_NE(said.find(row.for_people), std::string::npos) << row.name;
    EXPECT_NE(said.find("This is a picture"), std::string::npos) << said;
}

}  // namespace
}  // namespace tangible::ingest
