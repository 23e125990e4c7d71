// Stories that are begun and not sent: kept for their tellers alone, within limits, and erased in the end.
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/sqlite/connection.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible {
namespace {

constexpr std::int64_t begun_ms = 1'700'000'000'000;

struct ADraft : testing::Test {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};

    bool save(const std::string& token, const UnsentFields& fields, const std::vector<UnsentFile>& files = {},
              const DraftLimits& limits = {}, std::int64_t now = begun_ms) {
        return store.save_draft(token, "192.0.2.1", fields, files, now, limits);
    }
    bool on_disk(const std::string& words) {
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            std::ifstream in(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all.find(words) != all.npos;
    }
};

UnsentFile file(const std::string& name, const std::string& bytes) { return {0, name, "text/plain", 0, bytes}; }

TEST_F(ADraft, is_kept_with_its_files_for_whoever_has_the_token) {
    const UnsentFields first = {{"story", "We met.\r\n\xc3\xa9"}, {"partners", "council"}, {"partners", "school"}};
    ASSERT_TRUE(save("token", first, {file("a.txt", std::string("a\0b", 3))}));
    ASSERT_TRUE(save("token", {{"story", "We met again."}}, {file("b.txt", "second")}, {}, begun_ms + day_ms));
    const auto kept = store.draft("token", begun_ms + day_ms);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->fields, (UnsentFields{{"story", "We met again."}}));
    EXPECT_EQ(kept->until_ms, begun_ms + 15 * day_ms) << "14 days after it was last saved";
    ASSERT_EQ(kept->files.size(), 2u);
    EXPECT_EQ(kept->files[0].filename, "a.txt");
    EXPECT_EQ(kept->files[0].size, 3u);
    EXPECT_EQ(kept->files[0].bytes, "") << "a description only";
    EXPECT_EQ(store.draft_files("token")[0].bytes, std::string("a\0b", 3));
    EXPECT_FALSE(store.draft("another", begun_ms));
    EXPECT_TRUE(store.draft_files("another").empty());
    EXPECT_FALSE(on_disk("token-")) << "a search that finds what is not there proves nothing";
    store.drop_draft_file("token", kept->files[0].number);
    store.drop_draft_file("another", kept->files[1].number);
    ASSERT_EQ(store.draft("token", begun_ms)->files.size(), 1u);
    EXPECT_EQ(store.draft("token", begun_ms)->files[0].filename, "b.txt");
}

TEST_F(ADraft, has_its_token_nowhere_in_the_store) {
    save("7F3K-Q2M9-0000-SECR-ETAB", {{"story", "We met."}});
    EXPECT_TRUE(on_disk("We met."));
    EXPECT_FALSE(on_disk("SECR-ETAB"));
    EXPECT_FALSE(on_disk("192.0.2.1")) << "nor the address that it came from";
}

TEST_F(ADraft, keeps_within_the_limits_of_its_address_and_of_the_store) {
    const DraftLimits few{2, 300, 10'000};
    EXPECT_TRUE(save("one", {{"story", "x"}}, {}, few));
    EXPECT_TRUE(save("two", {{"story", "x"}}, {}, few));
    EXPECT_FALSE(save("three", {{"story", "x"}}, {}, few)) << "a third draft from one address";
    EXPECT_FALSE(store.draft("three", begun_ms));
    EXPECT_TRUE(save("two", {{"story", "y"}}, {}, few)) << "one that is there may go on";
    EXPECT_FALSE(save("two", {{"story", "z"}}, {file("a", std::string(300, 'x'))}, few)) << "too many bytes";
    EXPECT_EQ(store.draft("two", begun_ms)->fields, (UnsentFields{{"story", "y"}})) << "nothing was changed";
    EXPECT_TRUE(store.save_draft("three", "192.0.2.2", {{"story", "x"}}, {}, begun_ms, few)) << "another address";
    EXPECT_FALSE(store.save_draft("four", "192.0.2.3", {{"story", "x"}}, {}, begun_ms, {9, 300, 40})) << "the store's";
    const auto number = [&] {
        save("one", {{"story", "x"}}, {file("a", std::string(200, 'x'))}, few);
        return store.draft("one", begun_ms)->files.at(0).number;
    }();
    EXPECT_FALSE(save("two", {{"story", "y"}}, {file("a", std::string(100, 'x'))}, few));
    store.drop_draft_file("one", number);
    EXPECT_TRUE(save("two", {{"story", "y"}}, {file("a", std::string(100, 'x'))}, few)) << "a removed file makes room";
}

TEST_F(ADraft, is_erased_after_fourteen_days_and_not_before) {
    save("token", {{"story", "canary of words"}}, {file("canary.txt", "canary of a file" + std::string(9000, '.'))});
    EXPECT_FALSE(store.forget_drafts(begun_ms + 14 * day_ms - 1));
    EXPECT_TRUE(store.draft("token", begun_ms + 14 * day_ms - 1));
    EXPECT_FALSE(store.draft("token", begun_ms + 14 * day_ms)) << "not shown, even before it is erased";
    EXPECT_TRUE(on_disk("canary"));
    EXPECT_TRUE(store.forget_drafts(begun_ms + 14 * day_ms));
    EXPECT_TRUE(store.forget_drafts(begun_ms + 14 * day_ms)) << "there are words to erase until that is done";
    store.erase_dropped_drafts();
    EXPECT_FALSE(on_disk("canary"));
    EXPECT_FALSE(store.forget_drafts(begun_ms + 14 * day_ms));
}

TEST_F(ADraft, is_erased_when_its_teller_says_so) {
    save("token", {{"story", "canary of words"}});
    save("other", {{"story", "others stay"}});
    store.drop_draft("token");
    store.finish_withdrawals();
    EXPECT_TRUE(store.forget_drafts(begun_ms)) << "the server finishes withdrawals after each story: not at this cost";
    store.erase_dropped_drafts();
    EXPECT_FALSE(on_disk("canary"));
    EXPECT_TRUE(on_disk("others stay"));
    EXPECT_TRUE(store.draft("other", begun_ms));
}

TEST_F(ADraft, becomes_a_submission_in_one_commit_or_stays) {
    save("token", {{"story", "canary of words"}}, {file("a.txt", "canary of a file")});
    Submission s;
    s.bytes = "canary of words and canary of a file", s.id = sha256_hex(s.bytes), s.channel = Channel::form;
    EXPECT_THROW(store.together([&] {
        store.put(s, "link");
        store.note_draft_sent("token");
        throw Error(ErrorKind::temporary, "killed here");
    }),
                 Error);
    EXPECT_TRUE(store.draft("token", begun_ms));
    EXPECT_TRUE(store.pending(1).empty());
    store.together([&] {
        store.put(s, "link");
        store.note_draft_sent("token");
    });
    EXPECT_FALSE(store.draft("token", begun_ms));
    EXPECT_TRUE(store.draft_files("token").empty());
    store.put_stories(s.id, {});
    store.withdraw(store.standing("link").reference);
    EXPECT_FALSE(on_disk("canary")) << "taking the story back leaves nothing of the draft either";
}

}  // namespace
}  // namespace tangible
