#include "schemas/store.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

class Models : public testing::Test {
protected:
    Models() { fs::remove_all(dir), fs::create_directories(dir); }
    ~Models() override { fs::remove_all(dir); }

    Learned model(const std::string& bytes) { return {0, "small 1.0.0", 1'700'000'000'000, 3, bytes}; }
    StoryId story() {
        Submission submission;
        submission.bytes = "We met.";
        submission.id = submission.key = sha256_hex(submission.bytes);
        Story s;
        s.submission = submission.id, s.text = submission.bytes;
        s.consent.uses.add(Use::team);
        const auto id = store.put(submission).reference;
        store.put_stories(submission.id, {s});
        return id;
    }

    fs::path dir = fs::temp_directory_path() / ("tangible-models-" + std::to_string(::getpid()));
    Store store = (fs::create_directories(dir), Store(dir, Store::Access::write));
};

TEST_F(Models, AreKeptByNumberTheLastThree) {
    EXPECT_EQ(store.latest_model(), 0);
    EXPECT_FALSE(store.model(1));
    std::string bytes("TML1\0\xff", 6);
    for (int n = 1; n <= 5; ++n) EXPECT_EQ(store.put(model(bytes + std::to_string(n))), n);
    EXPECT_EQ(store.latest_model(), 5);
    const auto latest = store.model(5);
    ASSERT_TRUE(latest);
    EXPECT_EQ(latest->bytes, bytes + "5");
    EXPECT_EQ(latest->edition, "small 1.0.0");
    EXPECT_EQ(latest->revision, 3);
    EXPECT_TRUE(store.model(3));
    EXPECT_FALSE(store.model(2));
}

TEST_F(Models, GoWithAStoryThatIsTakenBack) {
    const auto id = story();
    store.put(model("learned"));
    store.withdraw(id);
    EXPECT_EQ(store.latest_model(), 0);
}

TEST_F(Models, GoWithAStoryThatTheTeamMayNoLongerRead) {
    const auto id = story();
    store.put(model("learned"));
    store.set_consent(id, {"story-form/1", {Use::team, Use::count}, 1});
    EXPECT_EQ(store.latest_model(), 1);
    store.set_consent(id, {"story-form/1", {Use::count}, 2});
    EXPECT_EQ(store.latest_model(), 0);
}

}  // namespace
}  // namespace tangible
