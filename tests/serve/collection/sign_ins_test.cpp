// Guessing passwords slows the guesser down and nobody else.  The tests set the clock themselves.
#include "serve/collection/sign_ins.h"
#include "tests/index/stories.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
constexpr std::int64_t start_ms = 1'700'000'000'000;
const std::string right = "correct horse battery", secret(32, 's');

class SignIns : public testing::Test {
protected:
    SignIns() : store(folder.path(), Store::Access::write) {
        store.add_account({"ana", Role::admin, password_hash(right)});
        store.add_account({"ben", Role::coder, password_hash(right)});
    }

    SignInResult tries(const std::string& name, const std::string& password, const std::string& from,
                       const std::string& device = "") {
        return try_to_sign_in(store, limits, secret, {name, password, from, device},
                              start_ms + std::chrono::milliseconds(later).count(), RateLimit::Clock::time_point{later});
    }
    /// Tries a wrong password `n` times; returns how many of them were checked and not delayed.
    int guesses(int n, const std::string& name, const std::string& from) {
        int looked_at = 0;
        for (int i = 0; i < n; ++i) looked_at += tries(name, "wrong", from).wait.count() == 0;
        return looked_at;
    }
    std::string device_of(const std::string& name) { return device_token(secret, *store.account(name), start_ms); }

    tests::Folder folder;
    Store store;
    Limits limits{100};
    std::chrono::seconds later{0};
};

TEST_F(SignIns, a_strangers_wrong_passwords_lock_nobody_else_out) {
    EXPECT_EQ(guesses(14, "ana", "192.0.2.1"), 5);
    EXPECT_TRUE(tries("ana", right, "192.0.2.2").in) << "from another address";
    EXPECT_TRUE(tries("ben", right, "192.0.2.1").in) << "another name from the same address";
    EXPECT_TRUE(tries("ana", right, "192.0.2.1", device_of("ana")).in) << "a device that signed in before";
    for (int address = 0; address < 10; ++address) guesses(6, "ana", "198.51.100." + std::to_string(address));
    EXPECT_TRUE(tries("ana", right, "192.0.2.2").in) << "after guesses from many addresses";
}

TEST_F(SignIns, a_refused_person_can_sign_in_after_waiting) {
    guesses(100, "ana", "192.0.2.1");
    const auto refused = tries("ana", right, "192.0.2.1");
    EXPECT_FALSE(refused.in);
    ASSERT_GT(refused.wait, 0s);
    EXPECT_LE(refused.wait, 3min);
    later = refused.wait;
    EXPECT_TRUE(tries("ana", right, "192.0.2.1").in);
}

TEST_F(SignIns, one_address_cannot_try_passwords_on_every_name) {
    int looked_at = 0;
    for (int i = 0; i < 100; ++i) looked_at += guesses(1, "name " + std::to_string(i), "192.0.2.1");
    EXPECT_EQ(looked_at, 30);
    EXPECT_TRUE(tries("ana", right, "192.0.2.1", device_of("ana")).in);
    EXPECT_FALSE(tries("ana", right, "192.0.2.1").in);
    EXPECT_TRUE(tries("ana", right, "192.0.2.2").in);
}

TEST_F(SignIns, a_team_behind_one_address_can_sign_in_without_waiting) {
    for (int i = 0; i < 40; ++i) EXPECT_TRUE(tries(i % 2 ? "ana" : "ben", right, "192.0.2.1").in) << i;
}

TEST_F(SignIns, a_device_is_known_only_for_its_own_account_and_password) {
    const auto device = device_of("ana");
    for (const auto& other : {device_of("ben"), device + "0", std::string("1.2.3"), std::string()}) {
        guesses(6, "ana", "192.0.2.1");
        EXPECT_FALSE(tries("ana", right, "192.0.2.1", other).in) << other;
    }
    EXPECT_TRUE(device_token_fits(secret, *store.account("ana"), device, start_ms));
    EXPECT_FALSE(device_token_fits(secret, *store.account("ana"), device, start_ms + 181LL * 24 * 3600 * 1000));
    store.put_account({"ana", Role::admin, password_hash("another horse battery")});
    EXPECT_FALSE(device_token_fits(secret, *store.account("ana"), device, start_ms))
        << "a new password shuts out a stolen laptop";
}

TEST_F(SignIns, guessing_on_a_known_device_is_slowed_down_too) {
    const auto device = device_of("ana");
    int looked_at = 0;
    for (int i = 0; i < 20; ++i) looked_at += tries("ana", "wrong", "192.0.2.1", device).wait.count() == 0;
    EXPECT_EQ(looked_at, 5);
}

TEST_F(SignIns, nobody_signs_in_to_a_disabled_account) {
    auto ana = *store.account("ana");
    ana.disabled = true;
    store.put_account(ana);
    EXPECT_FALSE(tries("ana", right, "192.0.2.1").in);
    ana.disabled = false;
    store.put_account(ana);
    EXPECT_TRUE(tries("ana", right, "192.0.2.1").in);
}

TEST_F(SignIns, a_form_accepts_only_a_fresh_token_of_its_own_kind) {
    const auto token = one_time_token(secret, "tell", start_ms);
    EXPECT_TRUE(one_time_token_fits(secret, "tell", token, start_ms));
    EXPECT_FALSE(one_time_token_fits(secret, "sign-in", token, start_ms));
    EXPECT_FALSE(one_time_token_fits(secret, "tell", token, start_ms + 24LL * 3600 * 1000));
}

}  // namespace
}  // namespace tangible::serve
