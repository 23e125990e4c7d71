// The cache of prepared statements, whose keys are texts that live as long as the program, and what may change the
// store.
#include "schemas/ground/error.h"
#include "schemas/store/sqlite/connection.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <gtest/gtest.h>
#include <string>
#include <type_traits>

namespace tangible {
namespace {

// A text that was made while the program runs may be gone when its statement is looked up again.
static_assert(!std::is_constructible_v<Sql, std::string>);
static_assert(!std::is_constructible_v<Sql, const char*>);
static_assert(!std::is_constructible_v<Sql, std::string_view>);
static_assert(!std::is_convertible_v<const std::string&, Sql>);
static_assert(std::is_convertible_v<const char (&)[9], Sql>);

TEST(Statements, ArePreparedOnceForEachText) {
    const tests::Folder folder;
    { Store(folder.path(), Store::Access::write); }
    Connection db(folder.path(), false);
    for (std::int64_t i = 0; i < 100; ++i) {
        auto row = db.ask("SELECT ? + 1", i);
        ASSERT_TRUE(row.next());
        EXPECT_EQ(row.number(0), i + 1);
    }
    EXPECT_EQ(db.statements(), 1u);
    db.ask("SELECT 2").next();
    EXPECT_EQ(db.statements(), 2u);
}

// A change outside a transaction would not wait for its turn among the writers of other programs.
TEST(Statements, ThatChangeTheStoreAreRefusedOutsideATransaction) {
    const tests::Folder folder;
    { Store(folder.path(), Store::Access::write); }
    Connection db(folder.path(), true);
    EXPECT_THROW(db.run("DELETE FROM wordings"), Error);
    Transaction change(db);
    db.run("DELETE FROM wordings");
    change.commit();
}

}  // namespace
}  // namespace tangible
