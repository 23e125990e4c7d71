// Every command against every consent (canaries.h): what it prints, also as an error, is searched for the words of
// stories. The commands come from the program's own table: one without a row here fails. Those who run commands are the
// team, so a command may show what the team may read, and with --use less; never hidden words.
#include "index/building/catch_up.h"
#include "serve/commands/commands.h"
#include "tests/schemas/folder.h"
#include "tests/serve/canaries.h"
#include "tests/serve/open_collection.h"
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace tangible::serve {
namespace {

enum class Shows {
    nothing,   ///< no word of any story
    readable,  ///< stories that allow the use that it was given, or else the team
    waits,     ///< serves or listens until somebody ends it: not run here
};

struct Row {
    Shows shows;
    std::vector<std::string> calls;  ///< words of a shell after the command; REF is each story in turn
    Use use = Use::team;
};

// In this order: what changes stories comes last.
const std::vector<std::pair<std::string, Row>> rows = {
    {"search",
     {Shows::readable,
      {"trust", "--json trust", "--view passages trust", "--view context choir", "theme:rel.trust",
       "--list queries.csv", "hidden*", "--json hidden*"}}},
    {"search",
     {Shows::readable,
      {"--use publish trust", "--use publish --json trust", "--use publish --view context choir"},
      Use::publish}},
    {"search",
     {Shows::readable, {"--use research --json trust", "--use research --view passages trust"}, Use::research}},
    {"similar", {Shows::readable, {"REF", "--json REF"}}},
    {"similar", {Shows::readable, {"--use publish REF", "--use publish --json REF"}, Use::publish}},
    {"themes suggest", {Shows::readable, {"trust", "--json trust", "--cues REL.TRUST"}}},
    {"themes candidates", {Shows::readable, {"", "--json"}}},
    {"themes check", {Shows::readable, {""}}},
    {"themes impact", {Shows::readable, {"other.yaml", "--json other.yaml"}}},
    {"themes list", {Shows::nothing, {""}}},
    {"themes diff", {Shows::nothing, {"other.yaml other.yaml"}}},
    {"themes versions", {Shows::nothing, {""}}},
    {"themes train", {Shows::nothing, {""}}},
    {"themes import", {Shows::nothing, {"labels.json"}}},
    {"themes eval", {Shows::nothing, {"--codebook other.yaml --test texts.jsonl"}}},
    {"agreement", {Shows::nothing, {"", "--json"}}},
    {"consent", {Shows::nothing, {"REF"}}},
    {"person", {Shows::nothing, {"--mail nobody@example.org"}}},  // its purpose is to hand a story over
    {"moderate", {Shows::nothing, {""}}},
    {"complaints", {Shows::nothing, {""}}},
    {"complaints add", {Shows::nothing, {"--story REF < words.txt"}}},
    {"complaints acknowledge", {Shows::nothing, {"C-1"}}},
    {"complaints answer", {Shows::nothing, {"C-1 --answer Yes"}}},
    {"parked", {Shows::nothing, {""}}},
    {"parked open", {Shows::nothing, {"REF", "REF --bytes"}}},
    {"parked read", {Shows::nothing, {"REF"}}},
    {"parked type", {Shows::nothing, {"REF < words.txt"}}},
    {"parked drop", {Shows::nothing, {"REF --reason advertisement"}}},
    {"digest run", {Shows::nothing, {""}}},
    {"look letter", {Shows::nothing, {"missing.eml"}}},
    {"look story", {Shows::nothing, {"missing.eml"}}},
    {"mailbox check", {Shows::nothing, {""}}},
    {"mailbox run", {Shows::nothing, {"--once"}}},
    {"account add", {Shows::nothing, {"sam --role coder < words.txt"}}},
    {"account list", {Shows::nothing, {""}}},
    {"account disable", {Shows::nothing, {"sam"}}},
    {"account enable", {Shows::nothing, {"sam"}}},
    {"account password", {Shows::nothing, {"sam < words.txt"}}},
    {"account role", {Shows::nothing, {"sam --role researcher"}}},
    {"account remove", {Shows::nothing, {"sam"}}},
    {"lmtp", {Shows::waits, {}}},
    {"watch", {Shows::waits, {}}},
    {"serve", {Shows::waits, {}}},
    {"receive", {Shows::nothing, {"again.txt", "missing.txt"}}},
    {"reindex", {Shows::nothing, {"", "--back"}}},
    {"moderate pass", {Shows::nothing, {"REF"}}},
    {"moderate keep", {Shows::nothing, {"REF --reason identifies"}}},
    {"consent set", {Shows::nothing, {"REF --uses team --how paper"}}},
    {"withdraw", {Shows::nothing, {"REF"}}},
    {"sample remove", {Shows::nothing, {""}}},
};

class ConsentOfCommands : public testing::Test {
protected:
    ConsentOfCommands() : store(folder.path(), Store::Access::write), cells(tell_canaries(store)) {
        index::catch_up(store, index::Cues(partnership_codebook()), folder.path());
        std::ofstream(folder.path() / "queries.csv") << "query,name\ntrust,Trust\nchoir,Choir\n";
        std::ofstream(folder.path() / "words.txt") << "a quiet harbour wall\n";
        std::ofstream(folder.path() / "again.txt") << "We met in the hall for years, and they listened to us.\n";
        std::ofstream(folder.path() / "labels.json") << "[\"trust\", \"tea\"]\n";
        std::ofstream(folder.path() / "texts.jsonl")
            << "{\"text\": \"We built trust.\", \"labels\": [\"REL.TRUST\"]}\n";
        std::filesystem::copy_file(shared_file("schemas/codebooks/partnership-stories.yaml"),
                                   folder.path() / "other.yaml");
    }

    /// What the program prints, on both ways.
    std::string printed(const std::string& words) const {
        const std::string command =
            "cd '" + folder.path().string() + "' && " TANGIBLE_PROGRAM " --data . " + words + " 2>&1";
        std::string all;
        if (auto* out = popen(command.c_str(), "r")) {
            char bytes[4096];
            while (const auto n = fread(bytes, 1, sizeof bytes, out)) all.append(bytes, n);
            pclose(out);
        }
        return all;
    }

    /// The words of the call, once for each story if it names one.
    std::vector<std::string> filled(const std::string& call) const {
        const auto at = call.find("REF");
        if (at == call.npos) return {call};
        std::vector<std::string> all;
        for (const auto& c : cells) all.push_back(std::string(call).replace(at, 3, c.id));
        return all;
    }

    tests::Folder folder;
    Store store;
    const std::vector<Cell> cells;
};

TEST_F(ConsentOfCommands, no_command_shows_a_story_that_does_not_allow_it) {
    std::set<std::pair<std::string, Use>> shown;
    for (const auto& [name, row] : rows) {
        for (const auto& call : row.calls)
            for (const auto& words : filled(call)) {
                const auto line = name + " " + words;
                const auto out = printed(line);
                for (const auto& c : cells) {
                    const bool may = row.shows == Shows::readable && opens(c.in_force, row.use);
                    EXPECT_TRUE(may || out.find(c.text) == out.npos) << line << " shows " << to_string(c.in_force);
                    EXPECT_TRUE(may || out.find(c.title) == out.npos) << line << " shows a title";
                    EXPECT_EQ(out.find(c.hidden), out.npos) << line << " shows hidden words";
                    if (out.find(c.text) != out.npos || out.find(c.title) != out.npos) shown.emplace(name, row.use);
                }
            }
    }
    // Canaries that nobody ever sees would prove nothing.
    for (const auto use : {Use::team, Use::research, Use::publish}) EXPECT_TRUE(shown.contains({"search", use}));
}

TEST_F(ConsentOfCommands, every_command_has_a_row_and_every_row_a_command) {
    std::set<std::string_view> there, here;
    for (const auto& c : commands()) there.insert(c.name);
    for (const auto& [name, row] : rows) here.insert(name);
    EXPECT_EQ(here, there);
}

}  // namespace
}  // namespace tangible::serve
