// Chooses the command and prints help. run() makes a failed `receive` a temporary error when stdin may hold a mail, so
// that the mail system tries again.
#include "serve/commands/commands.h"
#include "schemas/ground/error.h"
#include "schemas/shapes/rights.h"
#include "schemas/yaml/yaml.h"
#include "serve/help/manual.h"
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

std::filesystem::path default_data_dir() {
    const char* from_environment = std::getenv("TANGIBLE_DATA");
    return from_environment && *from_environment ? from_environment : "tangible-data";
}

/// Whether stdin is a pipe, socket or file: it may then hold a mail whose delivery was set up with a mistake.
bool mail_may_wait() {
    struct stat about;
    return ::fstat(STDIN_FILENO, &about) == 0 &&
           (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode) || S_ISREG(about.st_mode));
}

std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }

/// Runs `deed`, and turns an error of the file system into one that says what to do.
template <class Deed> int told_in_words(const Deed& deed) {
    try {
        return deed();
    } catch (const std::filesystem::filesystem_error& e) {
        const bool rights = e.code() == std::errc::permission_denied || e.code() == std::errc::operation_not_permitted;
        throw Error(ErrorKind::storage, "cannot use " + e.path1().string() + ": " + e.code().message(),
                    rights ? rights_hint(e.path1()) : "check this file or folder, then try again");
    }
}

// ---- help ----

std::string usage_of(const Command& c) {
    std::string out = "tangible " + std::string(c.name) + (c.options.empty() ? "" : " [OPTION]...");
    return c.words.empty() ? out : out + " " + std::string(c.words);
}

/// Prints text in lines of up to 80 columns that begin at `column`; the first line has `at` columns already.
void wrapped(std::ostream& out, std::string_view text, std::size_t column, std::size_t at = 0) {
    constexpr std::size_t width = 80;
    for (; !text.empty(); at = 0) {
        auto end = text.size();
        if (end > width - column) end = std::min(text.rfind(' ', width - column), end);
        out << std::string(column - at, ' ') << text.substr(0, end) << '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Prints two columns; what is on the left has a line of its own if it is too long for its column.
void row(std::ostream& out, std::string_view left, std::string_view right) {
    constexpr std::size_t column = 26;
    out << "  " << left;
    const bool fits = left.size() + 4 <= column;
    if (!fits) out << '\n';
    wrapped(out, right, column, fits ? left.size() + 2 : 0);
}

void help(std::ostream& out, std::span<const Command> all) {
    out << "tangible [--data DIR] COMMAND ...\n  Turns stories of partnership into evidence.\n\nCommands:\n";
    for (const auto& c : all) row(out, c.name, c.summary);
    out << "\nChapters of the manual:\n";
    for (const auto& c : manual()) row(out, c.name, c.title);
    out << "\n  tangible help COMMAND or CHAPTER shows more; --man prints a chapter as a man page.\n"
           "  tangible --version prints the version.\n"
           "  --data DIR names the data folder; default: TANGIBLE_DATA, or else ./tangible-data.\n";
}

/// Prints help on the commands that begin with these words, or the chapter of this name.
int help_on(const std::vector<std::string>& words, std::span<const Command> all) {
    const bool man = words.back() == "--man";
    const std::string name = words.size() > 1 && !man ? words[0] + " " + words[1] : words[0];
    bool found = false;
    for (const auto& c : all)
        if (!man && (c.name == name || first_word(c.name) == name)) {
            std::cout << (found ? "\n" : "") << help_of(c);
            found = true;
        }
    if (found) return 0;
    if (const auto c = chapter(name)) return std::cout << (man ? as_man(*c) : as_text(*c)), 0;
    std::vector<std::string_view> names;
    for (const auto& c : all) names.push_back(first_word(c.name));
    const auto chapters = manual();
    for (const auto& c : chapters) names.push_back(c.name);
    throw Error(ErrorKind::usage, "there is no help on '" + name + "'" + yaml::did_you_mean(name, names),
                "tangible help lists the commands and the chapters of the manual");
}

}  // namespace

std::string help_of(const Command& c) {
    std::ostringstream out;
    out << usage_of(c) << '\n';
    wrapped(out, std::string(c.summary) + ". " + std::string(c.more), 2);
    if (!c.options.empty()) out << "\nOptions:\n";
    for (const auto& o : c.options)
        row(out, "--" + std::string(o.name) + (o.value.empty() ? "" : " " + std::string(o.value)), o.does);
    if (!c.exits.empty()) {
        out << "\nExit codes:\n";
        wrapped(out, "0: done. " + std::string(c.exits) + ".", 2);
    }
    out << "\nExample:\n  " << c.example << '\n';
    return out.str();
}

const Command& command_in(std::span<const std::string> words, std::span<const Command> all) {
    const std::string& one = words[0];
    const std::string said = words.size() > 1 ? words[1] : "", two = one + " " + said;
    const Command* alone = nullptr;  // the row of the first word by itself
    std::vector<std::string_view> first, second;
    for (const auto& c : all) {
        if (c.name == two) return c;
        if (c.name == one) alone = &c;
        first.push_back(first_word(c.name));
        if (first.back() == one && c.name.size() > one.size()) second.push_back(c.name.substr(one.size() + 1));
    }
    // `parked opne` is not `parked` with a word: that one takes none.
    if (alone && (second.empty() || alone->most > 0 || said.empty() || said.starts_with('-'))) return *alone;
    if (second.empty())
        throw Error(ErrorKind::usage, "there is no command '" + one + "'" + yaml::did_you_mean(one, first),
                    "tangible help lists the commands");
    std::string choices;
    for (const auto& s : second) choices += (choices.empty() ? "" : ", ") + std::string(s);
    throw Error(ErrorKind::usage,
                said.empty() ? "'" + one + "' needs a word after it"
                             : "there is no '" + two + "'" + yaml::did_you_mean(said, second),
                "use one of: " + choices);
}

int run(const std::vector<std::string>& given, std::span<const Command> all) {
    auto data_dir = default_data_dir();
    std::vector<std::string> words = given;
    if (!words.empty() && words[0].starts_with("--data=")) {
        data_dir = words[0].substr(7);
        words.erase(words.begin());
    } else if (!words.empty() && words[0] == "--data") {
        if (words.size() == 1) throw Error(ErrorKind::usage, "--data needs a value: the data folder");
        data_dir = words[1];
        words.erase(words.begin(), words.begin() + 2);
    }
    if (words.empty()) return help(std::cerr, all), exit_code(ErrorKind::usage);
    if (words[0] == "--version") return std::cout << "tangible " TANGIBLE_VERSION "\n", 0;
    if (words[0] == "help" || words[0] == "--help" || words[0] == "-h") {
        if (words.size() > 1) return help_on({words.begin() + 1, words.end()}, all);
        return help(std::cout, all), 0;
    }
    if (words.size() == 2 && words[1] == "--help") return help_on({words[0]}, all);
    // For exit codes 64 to 78 a mail system returns the mail to its sender. A mistake in how it calls us must not do
    // that.
    const bool known = std::any_of(all.begin(), all.end(), [&](auto& c) { return first_word(c.name) == words[0]; });
    try {
        const Command& command = command_in(words, all);
        const auto name_words = 1 + std::count(command.name.begin(), command.name.end(), ' ');
        const auto rest = std::span<const std::string>(words).subspan(static_cast<std::size_t>(name_words));
        if (std::find(rest.begin(), rest.end(), "--help") != rest.end()) return std::cout << help_of(command), 0;
        return told_in_words([&] {
            auto call = invocation(command, data_dir, rest);
            return command.run(call);
        });
    } catch (const Error& e) {
        const bool survey = std::any_of(words.begin(), words.end(), [](auto& w) { return w.starts_with("--table"); });
        if ((words[0] != "receive" && known) || survey || !mail_may_wait()) throw;
        throw Error(ErrorKind::temporary, e.what(), e.hint);
    }
}

}  // namespace tangible::serve
