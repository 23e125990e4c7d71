// A workspace is returned whatever happens to its borrower, and an old collection is freed with the last request that
// uses it.
#include "serve/collection/workspaces.h"
#include "tests/serve/open_collection.h"
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

struct ACollection : testing::Test {
    fs::path data = [] {
        auto name = (fs::temp_directory_path() / "tangible-workspaces-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }();
    ACollection() { Store(data, Store::Access::write); }
    ~ACollection() override { fs::remove_all(data); }
};

TEST_F(ACollection, lends_as_many_workspaces_after_failures_as_before) {
    Collection collection = collection_over(data);
    Workspaces workspaces(collection);
    for (std::size_t i = 0; i < 2 * Workspaces::most(); ++i) try {
            auto work = workspaces.borrow();
            throw 4711;
        } catch (int) {
        }
    for (std::size_t i = 0; i < 2 * Workspaces::most(); ++i) (*workspaces.borrow()).broken = true;
    std::vector<Workspaces::Loan> all;
    for (std::size_t i = 0; i < Workspaces::most(); ++i) all.push_back(workspaces.borrow());
}

TEST_F(ACollection, lends_again_after_workspaces_could_not_be_opened) {
    Collection collection = collection_over(data);
    Workspaces workspaces(collection);
    const auto away = data.string() + "-away";
    fs::rename(data, away);
    std::ofstream(data) << "a file is no folder";
    for (std::size_t i = 0; i < 2 * Workspaces::most(); ++i) EXPECT_ANY_THROW(workspaces.borrow());
    fs::remove(data);
    fs::rename(away, data);
    EXPECT_FALSE((*workspaces.borrow()).broken);
}

TEST_F(ACollection, reuses_a_workspace_unless_it_is_broken) {
    Collection collection = collection_over(data);
    Workspaces workspaces(collection);
    const auto lent = [&](bool broken) {
        auto work = workspaces.borrow();
        (*work).broken = broken;
        return &*work;
    };
    const Workspace* first = lent(false);
    EXPECT_EQ(lent(true), first) << "a returned workspace is lent again";
    EXPECT_FALSE((*workspaces.borrow()).broken);
}

TEST_F(ACollection, is_freed_after_its_last_request) {
    CurrentCollection current([this] { return collection_over(data); }, nullptr);
    std::weak_ptr<CurrentCollection::One> before = current.now();
    {
        const auto one = current.now();
        const auto work = one->workspaces.borrow();
        current.renew();
        EXPECT_FALSE(before.expired()) << "a request still uses it";
        EXPECT_NE(current.now(), one);
    }
    EXPECT_TRUE(before.expired());
}

// Anything that a library or a bug of ours may throw.  None of it may reach the server, and no other request may get
// the workspace in which it happened.
TEST_F(ACollection, answers_500_whatever_is_thrown) {
    struct Case {
        const char* what;
        Reply (*fails)(const Call&, Workspace&);
    };
    const Case cases[] = {
        {"bad_alloc", [](const Call&, Workspace&) -> Reply { throw std::bad_alloc(); }},
        {"length_error", [](const Call&, Workspace&) -> Reply { throw std::length_error("the words of a story"); }},
        {"out_of_range", [](const Call&, Workspace&) -> Reply { return plain(200, std::string().at(0) ? "" : ""); }},
        {"bad_function_call", [](const Call&, Workspace&) -> Reply { return std::function<Reply()>()(); }},
        {"system_error",
         [](const Call&, Workspace&) -> Reply { throw std::system_error(EMFILE, std::generic_category()); }},
        {"filesystem_error",
         [](const Call&, Workspace&) -> Reply { return fs::file_size("/nowhere") ? Reply{} : Reply{}; }},
        {"no exception at all", [](const Call&, Workspace&) -> Reply { throw 4711; }},
        {"a pointer", [](const Call&, Workspace&) -> Reply { throw "words"; }},
    };
    Collection collection = collection_over(data);
    for (const char* path : {"/failing", "/api/failing"})
        for (const auto& c : cases) {
            Workspace work(collection);
            Call call;
            call.method = "GET", call.path = path;
            testing::internal::CaptureStderr();
            const Reply reply = answered({"GET", path, "", Role::anyone, 0, c.fails, ""}, call, work);
            const auto log = testing::internal::GetCapturedStderr();
            EXPECT_EQ(reply.status, 500) << c.what;
            EXPECT_FALSE(reply.body.empty());
            EXPECT_TRUE(work.broken) << c.what;
            EXPECT_NE(log.find(path), std::string::npos) << "the log says where: " << log;
            EXPECT_EQ(log.find("the words of a story"), std::string::npos) << log;
        }
}

}  // namespace
}  // namespace tangible::serve
