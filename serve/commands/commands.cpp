// The table of commands comes first, then help and the choice of a command, then the options. A mail system may have
// piped a mail into this process, so run() makes any failure of `receive`, or of a command that does not exist, a
// temporary one: the mail system keeps the mail and tries again.
#include "serve/commands/commands.h"
#include "schemas/ground/error.h"
#include "schemas/shapes/rights.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

const Command table[] = {
    {"receive",
     "[--about BATCH.yaml] [--channel mail|upload|batch] [FILE|FOLDER|-]... | --table FILE --map MAP.yaml [--dry-run]",
     "Stores files, folders, Maildirs and mboxes, then reads them. Reads stdin for - or without a name. --table stores "
     "a survey, one story a row; --dry-run stores nothing. Exit code 1: something was refused. Exit code 3: everything "
     "was stored, but something could not be read and is parked",
     receive},
    {"lmtp", "[--socket PATH | --port N [--address A]]", "Receives mails from a mail system by LMTP", lmtp},
    {"watch", "FOLDER...",
     "Receives what arrives in Maildirs, mboxes and drop folders until you end it. Files in a drop folder move to "
     "received/ and stay there",
     watch},
    {"mailbox", "check|run [--once] [NAME]...",
     "Connects by IMAP to the mailboxes in tangible.yaml. check: tests the connection and shows each step. run: "
     "receives mails and waits for new ones; --once does not wait",
     mailbox},
    {"look", "letter|story FILE...", "Shows how files are read, one JSON object a line. Stores nothing", look},
    {"parked", "[open [--bytes] | read | type | drop --reason WHY] [REFERENCE]",
     "Lists what could not be read, and why. open: shows what is in it (--bytes: the original bytes). read: reads it "
     "again. type: makes a story from the words on stdin. drop: erases it and keeps your reason",
     parked},
    {"search",
     "[--json] [--use publish|research|team] [--limit N] [--view stories|passages|context] [--each N] "
     "[--synonyms|--no-synonyms] WORDS... | --list QUERIES.csv",
     "Finds stories, one a line. --list: counts what each query of a list finds (columns query, name, theme, year, "
     "...)",
     search},
    {"similar", "[--json] [--use publish|research|team] REFERENCE",
     "Finds stories like this one, with the words and themes that both have", similar},
    {"digest", "run", "Sends the mails about saved searches that are due. A running server does this by itself",
     digest},
    {"reindex", "[--memory-mb N] | --back",
     "Builds a new index beside the live one, proves that it equals the store, and replaces the live one. If it is "
     "interrupted, it continues the next time. --back: returns to the previous index",
     reindex},
    {"themes",
     "check|list [FILE] | diff OLD.yaml NEW.yaml | impact [--json] NEW.yaml | suggest [--json] [--codebook FILE] "
     "[--limit N] [WORDS...] | suggest --cues THEME [--json] [--limit STORIES] | candidates [--json] [--limit STORIES] "
     "| versions | train | import FILE.json [--to FILE.yaml] | eval --codebook FILE [--train FILE.jsonl] --test "
     "FILE.jsonl [--examples-per-theme N] [--seed S] [--folds N] [--stitched N] [--predictions OUT.jsonl] [--json]",
     "Works with the codebook. check: tests its examples, and tries its cues on the stories here. list: lists its "
     "themes. diff: shows what a new codebook changes. impact: shows what the new codebook would change here. "
     "suggest: suggests themes for the stories that a query finds; with --cues, new cues for a theme. candidates: "
     "groups passages that no theme catches. versions: lists the editions, with who saved them and why. train: learns "
     "from people's decisions. import: makes a codebook from a list of labels. eval: measures suggestions on texts "
     "with labels",
     themes},
    {"agreement", "[--json]", "Shows how far people who coded the same stories agree, by theme and over all",
     agreement},
    {"serve", "[--address A] [--port N]", "Starts the web server", serve_pages},
    {"account",
     "add NAME [--role researcher|coder|admin] | list | disable|enable|remove|password NAME | role NAME --role ROLE",
     "Manages the accounts of people who work with the stories. add and password read the password from stdin",
     account},
    {"withdraw", "REFERENCE", "Takes a story back for its teller: hides it at once, then erases it", withdraw},
    {"sample", "remove", "Removes the sample collection: its stories, its partnerships and the notice on each page",
     sample},
};

const Command* find(const std::string& name) {
    for (const auto& c : table)
        if (name == c.name) return &c;
    return nullptr;
}

int help(std::ostream& out) {
    out << "tangible [--data DIR] COMMAND ...     turns stories of partnership into evidence\n\n";
    for (const auto& c : table) out << "  " << c.name << ' ' << c.usage << "\n      " << c.summary << '\n';
    out << "\n  help COMMAND   shows help for one command; --version prints the version\n"
           "  --data DIR   the data folder; default: TANGIBLE_DATA, or else ./tangible-data\n";
    return 0;
}

std::filesystem::path default_data_dir() {
    const char* from_environment = std::getenv("TANGIBLE_DATA");
    return from_environment && *from_environment ? from_environment : "tangible-data";
}

/// Whether stdin may hold a mail: a pipe, socket or file may, a terminal or /dev/null not.
bool mail_may_wait() {
    struct stat about;
    return ::fstat(STDIN_FILENO, &about) == 0 &&
           (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode) || S_ISREG(about.st_mode));
}

const Command& known_command(const std::string& name) {
    if (const auto* command = find(name)) return *command;
    std::vector<std::string_view> names;
    for (const auto& c : table) names.push_back(c.name);
    auto near = yaml::nearest(name, names);
    throw Error(ErrorKind::usage, "there is no command '" + name + "'",
                near.empty() ? "tangible help lists the commands" : "did you mean '" + near + "'?");
}

/// Runs the command; turns the system's error about a file into an Error with a remedy.
template <class Deed> int told_in_words(const Deed& deed) {
    try {
        return deed();
    } catch (const std::filesystem::filesystem_error& e) {
        const bool rights = e.code() == std::errc::permission_denied || e.code() == std::errc::operation_not_permitted;
        throw Error(ErrorKind::storage, "cannot use " + e.path1().string() + ": " + e.code().message(),
                    rights ? rights_hint(e.path1()) : "check this file or folder, then try again");
    }
}

int help_of(const Command& command) {
    std::cout << "tangible [--data DIR] " << command.name << ' ' << command.usage << "\n  " << command.summary << '\n';
    return 0;
}

int run_command(Invocation& call, const std::string& name) {
    const Command& command = known_command(name);
    return call.flag("help") ? help_of(command) : told_in_words([&] { return command.run(call); });
}

}  // namespace

// Words behind "--" are no options.
std::string Invocation::take(const std::string& name) {
    auto option = "--" + name;
    for (auto it = words.begin(); it != words.end() && *it != "--"; ++it) {
        if (it->rfind(option + "=", 0) == 0) {
            auto value = it->substr(option.size() + 1);
            words.erase(it);
            return value;
        }
        if (*it != option) continue;
        if (it + 1 == words.end()) throw Error(ErrorKind::usage, option + " needs a value");
        auto value = *(it + 1);
        words.erase(it, it + 2);
        return value;
    }
    return {};
}

int Invocation::take_number(const std::string& name, int otherwise, int low, int high) {
    const std::string text = take(name);
    if (text.empty()) return otherwise;
    int number = 0;
    auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (trouble != std::errc() || end != text.data() + text.size() || number < low || number > high)
        throw Error(ErrorKind::usage,
                    "--" + name + " must be a number from " + std::to_string(low) + " to " + std::to_string(high));
    return number;
}

bool Invocation::flag(const std::string& name) {
    auto it = std::find(words.begin(), words.end(), "--" + name);
    if (it == words.end()) return false;
    words.erase(it);
    return true;
}

void Invocation::no_more_options() const {
    for (const auto& w : words)
        if (w.size() > 2 && w.rfind("--", 0) == 0)
            throw Error(ErrorKind::usage, "unknown option " + w, "tangible help lists the options");
}

std::span<const Command> commands() { return table; }

int run(const std::vector<std::string>& words) {
    Invocation call{default_data_dir(), words};
    // --data stands before the command's name and nowhere else.
    if (!call.words.empty() && (call.words[0] == "--data" || call.words[0].rfind("--data=", 0) == 0))
        call.data_dir = call.take("data");
    if (call.words.empty()) return help(std::cerr), exit_code(ErrorKind::usage);
    auto name = call.words.front();
    call.words.erase(call.words.begin());
    if (name == "--version") return std::cout << "tangible " TANGIBLE_VERSION "\n", 0;
    if (name == "help" && !call.words.empty()) return help_of(known_command(call.words.front()));
    if (name == "help" || name == "--help" || name == "-h") return help(std::cout);
    // For an exit code from 64 to 78 a mail system returns the mail to its teller, but for 75 it waits. A mistake in
    // the mail system's settings, such as a misspelt command or option, is ours and must not cost a teller their mail.
    // A survey's table never comes from a mail system.
    try {
        return run_command(call, name);
    } catch (const Error& e) {
        const bool survey = std::any_of(words.begin(), words.end(), [](auto& w) { return w.starts_with("--table"); });
        if ((name != "receive" && find(name)) || survey || !mail_may_wait()) throw;
        throw Error(ErrorKind::temporary, e.what(), e.hint);
    }
}

}  // namespace tangible::serve
