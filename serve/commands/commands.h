// The command line: one row of a table for each command. stdout is for data, stderr for what the program says.
//
// To add a command, write a function that takes an Invocation and add its row in table.cpp. Help, the check of options
// and words, "did you mean", and the test that runs each example follow from the row.
#pragma once
#include "schemas/shapes/story.h"
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// One option of a command: "--limit N", or "--json" when `value` is "".
struct Option {
    std::string_view name;                       ///< without the dashes: "limit"
    std::string_view value;                      ///< what people write for the value: "N"; "" for a flag
    std::string_view does;                       ///< one sentence without a full stop
    std::string_view needs = {}, excludes = {};  ///< another option that must, or must not, be given with this one
};

struct Invocation;

/// One command: a row of the table.
struct Command {
    std::string_view name;     ///< one word or two: "search", "themes check"
    std::string_view words;    ///< the words after it, as people write them: "REFERENCE", "[FILE]..."
    std::size_t least, most;   ///< how many words it takes
    std::string_view summary;  ///< what it does, in one sentence that begins with a verb; no full stop
    std::string_view more;     ///< what else one needs to know, in sentences; may be ""
    std::vector<Option> options;
    std::string_view exits;    ///< exit codes beside 0 and those of errors, "4: nothing was found"; may be ""
    std::string_view example;  ///< a command line that works as it stands
    int (*run)(Invocation&);
};

inline constexpr std::size_t any_number = 1'000'000;  ///< of words

/// How a command was called. run() has checked its options and the number of its words against its row.
struct Invocation {
    std::filesystem::path data_dir;
    std::vector<std::string> words;  ///< after the command's name, without options
    std::map<std::string, std::string, std::less<>> options;
    const Command* command = nullptr;

    // Each throws Error{usage} for an option that the command's row does not have.

    /// Returns the value of an option; "" when it was not given.
    std::string value(std::string_view option) const;
    /// Returns the value as a whole number; `otherwise` when it was not given.  Throws Error{usage} outside low to
    /// high.
    int number(std::string_view option, int otherwise, int low, int high) const;
    bool has(std::string_view flag) const;
};

std::span<const Command> commands();

/// Stands where the pages give an account's name.
inline constexpr const char* by_command = "command line";

/// Returns the reference that a word is.  Throws Error{usage} when it is none.
StoryId reference(const std::string& word);

/// Separates the options of `words` from the other words, and checks both against the command's row. After "--" nothing
/// is an option.  Throws Error{usage}: an unknown option with the nearest known one, a missing value, an option without
/// the one that it needs or beside one that it excludes, too few or too many words.
Invocation invocation(const Command&, std::filesystem::path data_dir, std::span<const std::string> words);

/// Returns the command that `words` begin with, of `all`, two words before one.  Throws Error{usage}, with the nearest
/// name.
const Command& command_in(std::span<const std::string> words, std::span<const Command> all);

/// Returns the help of one command: what it does, its options, exit codes and an example.
std::string help_of(const Command&);

/// Runs the program; returns its exit code (0 done, 1 some failed, 3 stored but some of it is parked, 4 nothing found,
/// else as exit_code() of schemas/ground/error.h).
int run(const std::vector<std::string>& words, std::span<const Command> = commands());

int receive(Invocation&);
/// Does `receive --table FILE`.
int receive_table(Invocation&, const std::filesystem::path& table);
int lmtp(Invocation&);
int watch(Invocation&);
int check_mailboxes(Invocation&);
int run_mailboxes(Invocation&);
int look_letter(Invocation&);
int look_story(Invocation&);
int show_consent(Invocation&);
int set_consent(Invocation&);
int person(Invocation&);
int list_moderation(Invocation&);
int pass_story(Invocation&);
int keep_story(Invocation&);
int list_complaints(Invocation&);
int add_complaint(Invocation&);
int acknowledge_complaint(Invocation&);
int answer_complaint(Invocation&);
int list_parked(Invocation&);
int open_parked(Invocation&);
int read_parked(Invocation&);
int type_parked(Invocation&);
int drop_parked(Invocation&);
int search(Invocation&);
int similar(Invocation&);
int run_digests(Invocation&);
int reindex(Invocation&);
int check_themes(Invocation&);
int list_themes(Invocation&);
int diff_themes(Invocation&);
int impact_of_themes(Invocation&);
int suggest_themes(Invocation&);
/// Does `themes suggest --cues THEME`.
int suggest_cues(Invocation&, const std::string& theme);
int candidates_of_themes(Invocation&);
int versions_of_themes(Invocation&);
int train_themes(Invocation&);
int import_themes(Invocation&);
int eval_themes(Invocation&);
int agreement(Invocation&);
int serve_pages(Invocation&);
int add_account(Invocation&);
int list_accounts(Invocation&);
int disable_account(Invocation&);
int enable_account(Invocation&);
int remove_account(Invocation&);
int change_password(Invocation&);
int change_role(Invocation&);
int withdraw(Invocation&);
int remove_sample(Invocation&);

}  // namespace tangible::serve
