// Settings about the law, as an administrator writes them.
#include "schemas/ground/error.h"
#include "serve/collection/config.h"
#include "tests/schemas/folder.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

class Settings : public testing::Test {
protected:
    Config with(const std::string& yaml) {
        std::ofstream(folder.path() / "tangible.yaml") << yaml;
        return configured(folder.path());
    }
    /// Returns what is said about settings that are refused; "" when they are not.
    std::string said_of(const std::string& yaml) {
        try {
            with(yaml);
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::bad_schema);
            return e.what();
        }
        return "";
    }
    tests::Folder folder;
};

TEST_F(Settings, tell_which_law_and_authority_apply_and_on_which_basis_stories_are_used) {
    const auto config = with("jurisdiction: GB\nauthority: the Information Commissioner\n"
                             "legal_basis: {team: public-task, count: legitimate-interest}\n");
    EXPECT_EQ(config.jurisdiction, "GB");
    EXPECT_EQ(config.authority, "the Information Commissioner");
    EXPECT_EQ(config.legal_basis, (std::map<Use, LegalBasis>{{Use::team, LegalBasis::public_task},
                                                             {Use::count, LegalBasis::legitimate_interest}}));
    EXPECT_TRUE(with("name: Stories\n").legal_basis.empty());
}

TEST_F(Settings, about_the_law_are_refused_with_their_line) {
    EXPECT_NE(said_of("name: Stories\njurisdiction: Britain\n").find("tangible.yaml:2"), std::string::npos);
    EXPECT_NE(said_of("legal_basis: {team: habit}\n").find("public-task"), std::string::npos);
    EXPECT_NE(said_of("legal_basis: {teem: consent}\n").find("teem"), std::string::npos);
    EXPECT_NE(said_of("legal_basis: consent\n"), "");
}

}  // namespace
}  // namespace tangible::serve
