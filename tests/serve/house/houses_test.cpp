// A desk comes back whatever happens to its borrower, and a house goes with the last who is in it.
#include "serve/house/houses.h"
#include "tests/serve/house.h"
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <new>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

struct AHouse : testing::Test {
    fs::path data = [] {
        auto name = (fs::temp_directory_path() / "tangible-houses-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }();
    AHouse() { Store(data, Store::Access::write); }
    ~AHouse() override { fs::remove_all(data); }
};

TEST_F(AHouse, lends_as_many_desks_after_failures_as_before) {
    House house = house_over(data);
    Desks desks(house);
    for (std::size_t i = 0; i < 2 * Desks::most(); ++i) try {
            auto desk = desks.borrow();
            throw 4711;
        } catch (int) {
        }
    for (std::size_t i = 0; i < 2 * Desks::most(); ++i) (*desks.borrow()).broken = true;
    std::vector<Desks::Loan> all;
    for (std::size_t i = 0; i < Desks::most(); ++i) all.push_back(desks.borrow());
}

TEST_F(AHouse, lends_again_when_desks_could_not_be_opened_for_a_while) {
    House house = house_over(data);
    Desks desks(house);
    const auto away = data.string() + "-away";
    fs::rename(data, away);
    std::ofstream(data) << "a file is no folder";
    for (std::size_t i = 0; i < 2 * Desks::most(); ++i) EXPECT_ANY_THROW(desks.borrow());
    fs::remove(data);
    fs::rename(away, data);
    EXPECT_FALSE((*desks.borrow()).broken);
}

TEST_F(AHouse, keeps_a_desk_but_not_a_broken_one) {
    House house = house_over(data);
    Desks desks(house);
    const auto lent = [&](bool broken) {
        auto desk = desks.borrow();
        (*desk).broken = broken;
        return &*desk;
    };
    const Desk* first = lent(false);
    EXPECT_EQ(lent(true), first) << "the one that came back is lent again";
    EXPECT_FALSE((*desks.borrow()).broken);
}

TEST_F(AHouse, is_freed_with_the_last_request_in_it) {
    Houses houses([this] { return house_over(data); }, nullptr);
    std::weak_ptr<Houses::One> before = houses.now();
    {
        const auto one = houses.now();
        const auto desk = one->desks.borrow();
        houses.renew();
        EXPECT_FALSE(before.expired()) << "a request is in it";
        EXPECT_NE(houses.now(), one);
    }
    EXPECT_TRUE(before.expired());
}

// What a library or a mistake of ours may throw.  None of it may reach the server, or leave the desk to others.
TEST_F(AHouse, answers_500_whatever_is_thrown) {
    struct Case {
        const char* what;
        Reply (*fails)(const Call&, Desk&);
    };
    const Case cases[] = {
        {"bad_alloc", [](const Call&, Desk&) -> Reply { throw std::bad_alloc(); }},
        {"length_error", [](const Call&, Desk&) -> Reply { throw std::length_error("the words of a story"); }},
        {"out_of_range", [](const Call&, Desk&) -> Reply { return plain(200, std::string().at(0) ? "" : ""); }},
        {"bad_function_call", [](const Call&, Desk&) -> Reply { return std::function<Reply()>()(); }},
        {"system_error", [](const Call&, Desk&) -> Reply { throw std::system_error(EMFILE, std::generic_category()); }},
        {"filesystem_error", [](const Call&, Desk&) -> Reply { return fs::file_size("/nowhere") ? Reply{} : Reply{}; }},
        {"no exception at all", [](const Call&, Desk&) -> Reply { throw 4711; }},
        {"a pointer", [](const Call&, Desk&) -> Reply { throw "words"; }},
    };
    House house = house_over(data);
    for (const char* path : {"/failing", "/api/failing"})
        for (const auto& c : cases) {
            Desk desk(house);
            Call call;
            call.method = "GET", call.path = path;
            testing::internal::CaptureStderr();
            const Reply reply = answered({"GET", path, "", Role::anyone, 0, c.fails, ""}, call, desk);
            const auto log = testing::internal::GetCapturedStderr();
            EXPECT_EQ(reply.status, 500) << c.what;
            EXPECT_FALSE(reply.body.empty());
            EXPECT_TRUE(desk.broken) << c.what;
            EXPECT_NE(log.find(path), std::string::npos) << "the log says where: " << log;
            EXPECT_EQ(log.find("the words of a story"), std::string::npos) << log;
        }
}

}  // namespace
}  // namespace tangible::serve
