// The command table, with one row added: a command needs nothing beyond its row.
#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

Invocation seen;
int look_at(Invocation& call) {
    seen = call;
    return 4;
}

const std::vector<Command> with_one_more = [] {
    const auto all = commands();
    std::vector<Command> out(all.begin(), all.end());
    out.push_back({"quilt sew",
                   "PATCH...",
                   1,
                   2,
                   "Sews patches together",
                   "Use strong thread.",
                   {{"thread", "COLOUR", "Uses thread of this colour"},
                    {"twice", "", "Sews twice", "thread"},
                    {"glue", "", "Glues", "", "thread"}},
                   "4: nothing holds",
                   "tangible quilt sew red blue",
                   look_at});
    return out;
}();

int run_with(std::vector<std::string> words) { return run(words, with_one_more); }

std::string trouble(const std::vector<std::string>& words) {
    try {
        run_with(words);
        return "none";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::usage);
        return std::string(e.what()) + " | " + e.hint;
    }
}

TEST(Commands, accept_options_in_any_place) {
    EXPECT_EQ(run_with({"--data", "d", "quilt", "sew", "--thread", "red", "one", "--twice", "two"}), 4);
    EXPECT_EQ(seen.data_dir, "d");
    EXPECT_EQ(seen.words, (std::vector<std::string>{"one", "two"}));
    EXPECT_EQ(seen.value("thread"), "red");
    EXPECT_TRUE(seen.has("twice"));
    EXPECT_EQ(run_with({"quilt", "sew", "--thread=red=blue", "--", "--twice"}), 4);
    EXPECT_EQ(seen.value("thread"), "red=blue");
    EXPECT_EQ(seen.words, std::vector<std::string>{"--twice"});
    EXPECT_FALSE(seen.has("twice"));
}

TEST(Commands, explain_mistakes_and_suggest_near_names) {
    const std::pair<std::vector<std::string>, const char*> rows[] = {
        {{"quilt"}, "'quilt' needs a word after it | use one of: sew"},
        {{"quilt", "sow"}, "there is no 'quilt sow' (did you mean 'sew'?)"},
        {{"quit", "sew"}, "there is no command 'quit'"},
        {{"quilt", "sew"}, "'quilt sew' needs PATCH... | for example: tangible quilt sew red blue"},
        {{"quilt", "sew", "a", "b", "c"}, "'c' is one word too many for 'quilt sew'"},
        {{"quilt", "sew", "a", "--tread", "red"}, "'quilt sew' has no option --tread (did you mean 'thread'?)"},
        {{"quilt", "sew", "a", "--thread"}, "--thread needs a value: COLOUR"},
        {{"quilt", "sew", "a", "--twice=yes"}, "--twice takes no value"},
        {{"quilt", "sew", "a", "--twice"}, "--twice goes only with --thread"},
        {{"quilt", "sew", "a", "--glue", "--thread", "red"}, "--glue does not go with --thread"},
        {{"themes", "suggest", "--cues", "t", "--codebook", "b"}, "--codebook does not go with --cues"},
        {{"themes", "suggest", "--cues", "t", "word"}, "'themes suggest' takes words or --cues, not both"},
        {{"parked", "opne", "7F3K-Q2M9-N"}, "there is no 'parked opne' (did you mean 'open'?)"},
        {{"look", "story"}, "'look story' needs FILE..."},
        {{"--data"}, "--data needs a value"},
        {{"help", "quil"}, "there is no help on 'quil' (did you mean 'quilt'?)"},
    };
    for (const auto& [words, said] : rows) EXPECT_EQ(trouble(words).substr(0, std::string_view(said).size()), said);
}

// Not through run(): where stdin may hold a mail, it turns a mistake in `receive` into a temporary error.
TEST(Commands, receive_refuses_options_that_do_not_go_together) {
    const auto& receive = command_in(std::vector<std::string>{"receive"}, commands());
    for (const std::vector<std::string>& words : {std::vector<std::string>{"--dry-run", "a.txt"},
                                                  {"--map", "m.yaml", "a.txt"},
                                                  {"--table", "a.csv", "--about", "b.yaml"},
                                                  {"--table", "a.csv", "--channel", "mail"}})
        EXPECT_THROW(invocation(receive, "data", words), Error) << words[0];
    EXPECT_EQ(invocation(receive, "data", std::vector<std::string>{"--table", "a.csv", "--map", "m.yaml"}).value("map"),
              "m.yaml");
}

TEST(Commands, help_comes_from_the_row) {
    testing::internal::CaptureStdout();
    EXPECT_EQ(run_with({"quilt", "sew", "--help"}), 0);
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "tangible quilt sew [OPTION]... PATCH...\n"
                                                      "  Sews patches together. Use strong thread.\n"
                                                      "\nOptions:\n"
                                                      "  --thread COLOUR         Uses thread of this colour\n"
                                                      "  --twice                 Sews twice\n"
                                                      "  --glue                  Glues\n"
                                                      "\nExit codes:\n  0: done. 4: nothing holds.\n"
                                                      "\nExample:\n  tangible quilt sew red blue\n");
    testing::internal::CaptureStdout();
    EXPECT_EQ(run_with({"quilt", "--help"}), 0) << "of every command that begins with this word";
    EXPECT_EQ(testing::internal::GetCapturedStdout().find("tangible quilt sew [OPTION]"), 0u);
    testing::internal::CaptureStdout();
    EXPECT_EQ(run_with({"help"}), 0);
    EXPECT_NE(testing::internal::GetCapturedStdout().find("\n  quilt sew               Sews patches together\n"),
              std::string::npos);
}

TEST(Commands, have_names_and_examples_of_their_own) {
    std::set<std::string_view> names, examples;
    for (const auto& c : commands()) {
        EXPECT_TRUE(names.insert(c.name).second) << c.name;
        EXPECT_TRUE(examples.insert(c.example).second) << c.example;
        EXPECT_NE(c.example.find("tangible " + std::string(c.name)), c.example.npos) << c.name;
        EXPECT_FALSE(c.summary.ends_with('.')) << c.name;
        for (const auto& o : c.options) EXPECT_FALSE(o.does.ends_with('.')) << c.name << " --" << o.name;
    }
}

int limit(const std::vector<std::string>& words) {
    const Command c{"try", "[WORD]...", 0, any_number, "", "", {{"limit", "N", ""}}, "", "", look_at};
    return invocation(c, "data", words).number("limit", 7, 1, 100);
}

TEST(Commands, a_number_must_be_within_its_bounds) {
    EXPECT_EQ(limit({"trust"}), 7);
    EXPECT_EQ(limit({"--limit", "1"}), 1);
    EXPECT_EQ(limit({"--limit=100", "trust"}), 100);
    for (const char* wrong : {"0", "101", "-1", "many", "5x", " 5", "99999999999999999999"})
        EXPECT_THROW(limit({"--limit", wrong}), Error) << wrong;
}

}  // namespace
}  // namespace tangible::serve
