// The command line: a table of commands, one function each.  Data goes to stdout, sentences for people go to stderr, so
// that output can be piped.  A command takes its options first, wherever they stand among the words:
//
//     int example(Invocation& call) {
//         const bool as_json = call.flag("json");
//         const int limit = call.take_number("limit", 5, 1, 100);
//         call.no_more_options();                      // from here on, `words` has no options
//         ...
//         return found ? 0 : 4;                        // an exit code, see run()
//     }
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tangible::serve {

/// What one command was called with.
struct Invocation {
    std::filesystem::path data_dir;  ///< of --data, else of TANGIBLE_DATA, else ./tangible-data
    std::vector<std::string> words;  ///< after the command's name; options are taken out of it

    /// Takes "--name VALUE" or "--name=VALUE" out of the words and returns VALUE; "" when the option is not there.
    /// Looks no further than a word "--".  Throws Error{usage} when no value follows.
    std::string take(const std::string& name);
    /// As take(), for a whole number; `otherwise` when the option is not there.  Throws Error{usage} for what is no
    /// number from `low` to `high`.
    int take_number(const std::string& name, int otherwise, int low, int high);
    /// Takes "--name" out of the words and returns whether it was there.
    bool flag(const std::string& name);
    /// Throws Error{usage} when an option is left that the command did not take.
    void no_more_options() const;
};

/// A row of the table; `tangible help` is made from it.
struct Command {
    const char* name;
    const char* usage;    ///< options and words that follow the name
    const char* summary;  ///< for people: what the command does
    int (*run)(Invocation&);
};

std::span<const Command> commands();
/// Runs the program with these words, without its own name, and returns its exit code: 0 done, 1 some of it failed,
/// 3 all was stored but some of it is parked, 4 nothing found.  Throws Error, of which main() makes the exit code
/// (exit_code() in schemas/ground/error.h).
int run(const std::vector<std::string>& words);

// One function for each command, called after the command's name was removed from the words.

int receive(Invocation&);
/// Does `receive --table FILE`; the option was taken out of the words already.
int receive_table(Invocation&, const std::filesystem::path& table);
int lmtp(Invocation&);
int watch(Invocation&);
int mailbox(Invocation&);
int look(Invocation&);
int parked(Invocation&);
int search(Invocation&);
int digest(Invocation&);
int similar(Invocation&);
int reindex(Invocation&);
int themes(Invocation&);
int agreement(Invocation&);
/// Does `serve`.  The name differs because the namespace has that name.
int serve_pages(Invocation&);
int account(Invocation&);
int withdraw(Invocation&);
int sample(Invocation&);

}  // namespace tangible::serve
