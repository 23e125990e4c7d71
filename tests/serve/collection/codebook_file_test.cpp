// An edited codebook is written to the data folder; the one that comes with the program stays as it is.
#include "schemas/ground/error.h"
#include "schemas/system/share.h"
#include "serve/collection/codebook_file.h"
#include "tests/index/stories.h"
#include <filesystem>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;

class TheCodebookFile : public testing::Test {
protected:
    Edited edit(const CodebookFile& file, const std::string& definition) {
        const auto book = read_codebook(file.yaml, "b");
        auto draft = draft_of(book, book.at("REL.TRUST"));
        draft.definition = definition;
        return edited(file.yaml, "REL.TRUST", draft, {"2026-11-25", "ana", "W."});
    }
    Config config() const { return configured(folder.path()); }

    tests::Folder folder;
};

TEST_F(TheCodebookFile, is_written_to_the_data_folder_and_the_earlier_version_is_kept) {
    const auto shipped = codebook_file(config());
    put_in_force(config(), shipped.seal, edit(shipped, "First."));
    EXPECT_EQ(config().codebook, folder.path() / "codebook.yaml");
    EXPECT_EQ(read_codebook(config().codebook).at("REL.TRUST").definition, "First.");
    const auto version = read_codebook(shipped.yaml, "b").version;
    EXPECT_TRUE(fs::exists(folder.path() / "codebooks" / ("partnership-stories-" + version + ".yaml")));
    const auto again = codebook_file(config());
    put_in_force(config(), again.seal, edit(again, "Second."));
    EXPECT_EQ(read_codebook(config().codebook).at("REL.TRUST").definition, "Second.");
    EXPECT_EQ(changes_noted_in(codebook_file(config()).yaml).size(), 2u);
}

TEST_F(TheCodebookFile, is_not_overwritten_when_somebody_else_has_saved_in_the_meantime) {
    const auto seen = codebook_file(config());
    put_in_force(config(), seen.seal, edit(seen, "Theirs."));
    EXPECT_THROW(put_in_force(config(), seen.seal, edit(seen, "Mine.")), Error);
    EXPECT_EQ(read_codebook(config().codebook).at("REL.TRUST").definition, "Theirs.");
}

TEST_F(TheCodebookFile, is_reported_as_changed_once_and_only_after_it_stops_changing) {
    Followed followed(folder.path());
    EXPECT_FALSE(followed.changed());
    const auto file = codebook_file(config());
    put_in_force(config(), file.seal, edit(file, "Other."));
    EXPECT_FALSE(followed.changed()) << "somebody may still be writing it";
    EXPECT_TRUE(followed.changed());
    EXPECT_FALSE(followed.changed());
}

}  // namespace
}  // namespace tangible::serve
