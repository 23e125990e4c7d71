#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace tangible {
namespace {

using State = Standing::State;

struct ParkedOnes : testing::Test {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};

    Parked park(const std::string& bytes) {
        Submission s;
        s.bytes = bytes, s.id = sha256_hex(bytes), s.filename = "a.pdf", s.received_ms = 5;
        const auto id = store.put(s, "token of " + bytes).reference;
        store.park(s.id, {"encrypted", "It is locked."});
        return store.parked(id).value();
    }
    bool is_on_disk(const std::string& words) const {
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(in), {}};
            if (all.find(words) != std::string::npos) return true;
        }
        return false;
    }
};

TEST_F(ParkedOnes, AreFoundByReference) {
    const auto p = park("%PDF");
    EXPECT_EQ(p.bytes, 4);
    EXPECT_EQ(p.rejection.reason, "encrypted");
    EXPECT_FALSE(store.parked("0000-0000-0"));
}

TEST_F(ParkedOnes, AreReadAgainAsIfNobodyHadTried) {
    const auto p = park("%PDF");
    store.count_attempt(p.submission);
    store.read_again(p.submission);
    EXPECT_FALSE(store.parked(p.reference));
    EXPECT_EQ(store.pending(9).at(0).attempts, 0);
}

TEST_F(ParkedOnes, AreReadAgainWithATranscript) {
    const auto p = park("%PDF");
    store.transcribe(p.submission, "We met on Mondays.", "ana", 7);
    EXPECT_EQ(store.transcript(p.submission), "We met on Mondays.");
    EXPECT_EQ(store.pending(9).at(0).submission, p.submission);
    EXPECT_THROW(store.transcribe(p.submission, "Twice.", "ben", 8), Error) << "no longer parked";
}

TEST_F(ParkedOnes, AreErasedWhenDroppedAndTheReasonStays) {
    const auto p = park("buy unforgettable-zebra");
    store.transcribe(p.submission, "typed unforgettable-giraffe", "ana", 7);
    store.park(p.submission, {"empty", "Nothing in it."});
    store.drop(p.submission, "an advertisement", "ana", 8);
    EXPECT_FALSE(store.parked(p.reference));
    const auto standing = store.standing("token of buy unforgettable-zebra");
    EXPECT_EQ(standing.state, State::withdrawn);
    EXPECT_EQ(standing.rejection, (Rejection{"dropped", "an advertisement"}));
    EXPECT_FALSE(is_on_disk("unforgettable-zebra"));
    EXPECT_FALSE(is_on_disk("unforgettable-giraffe"));
    EXPECT_THROW(store.drop(p.submission, "again", "ana", 9), Error);
}

TEST_F(ParkedOnes, AreTheOnlyOnesThatCanBeDropped) {
    Submission s;
    s.bytes = "We met.", s.id = sha256_hex(s.bytes);
    const auto id = store.put(s).reference;
    EXPECT_THROW(store.drop(s.id, "no", "ana", 1), Error);
    EXPECT_EQ(store.standing_of(id).state, State::pending);
}

}  // namespace
}  // namespace tangible
