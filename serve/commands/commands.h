// The command line: a table of commands, one function each.  stdout is data, stderr is talk.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tangible::serve {

struct Invocation {
    std::filesystem::path data_dir;
    std::vector<std::string> words;  ///< after the command's name

    /// Takes "--name VALUE" or "--name=VALUE" out of the words; "" when it is not there.
    std::string take(const std::string& name);
    /// As take(), a whole number; `otherwise` when it is not there.  Throws Error{usage} outside low to high.
    int take_number(const std::string& name, int otherwise, int low, int high);
    /// Takes the bare flag "--name" out of the words.
    bool flag(const std::string& name);
    /// Throws Error{usage} when an option is left that nobody took.
    void no_more_options() const;
};

struct Command {
    const char* name;
    const char* usage;  ///< what follows the name
    const char* summary;
    int (*run)(Invocation&);
};

std::span<const Command> commands();
/// Runs the program; returns its exit code (0 done, 1 some failed, 3 stored but some of it is parked, 4 nothing found,
/// else as exit_code() of schemas/ground/error.h).
int run(const std::vector<std::string>& words);

int receive(Invocation&);
/// `receive --table FILE`, with what else was said.
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
int serve_pages(Invocation&);
int account(Invocation&);
int withdraw(Invocation&);
int sample(Invocation&);

}  // namespace tangible::serve
