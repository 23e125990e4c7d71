// Takes a command line apart by the row of its command.
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include "serve/commands/commands.h"
#include <charconv>

namespace tangible::serve {
namespace {

std::string hint_of(const Command& c) { return "tangible help " + std::string(c.name) + " shows how to use it"; }

const Option& known_option(const Command& c, std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& o : c.options) {
        if (o.name == name) return o;
        names.push_back(o.name);
    }
    throw Error(ErrorKind::usage,
                "'" + std::string(c.name) + "' has no option --" + std::string(name) + yaml::did_you_mean(name, names),
                hint_of(c));
}

void check_number_of_words(const Command& c, const std::vector<std::string>& words) {
    if (words.size() >= c.least && words.size() <= c.most) return;
    const bool few = words.size() < c.least;
    throw Error(ErrorKind::usage,
                few ? "'" + std::string(c.name) + "' needs " + std::string(c.words)
                    : "'" + words[c.most] + "' is one word too many for '" + std::string(c.name) + "'",
                "for example: " + std::string(c.example));
}

void check_options_together(const Command& c, const Invocation& call) {
    for (const auto& o : c.options) {
        if (!call.options.contains(o.name)) continue;
        if (!o.needs.empty() && !call.options.contains(o.needs))
            throw Error(ErrorKind::usage, "--" + std::string(o.name) + " goes only with --" + std::string(o.needs),
                        hint_of(c));
        if (!o.excludes.empty() && call.options.contains(o.excludes))
            throw Error(ErrorKind::usage, "--" + std::string(o.name) + " does not go with --" + std::string(o.excludes),
                        hint_of(c));
    }
}

}  // namespace

Invocation invocation(const Command& c, std::filesystem::path data_dir, std::span<const std::string> words) {
    Invocation call{std::move(data_dir), {}, {}, &c};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--") {
            call.words.insert(call.words.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (!word.starts_with("--")) {
            call.words.emplace_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const Option& option = known_option(c, word.substr(2, equals == word.npos ? equals : equals - 2));
        const bool attached = equals != word.npos;
        if (option.value.empty() && attached)
            throw Error(ErrorKind::usage, "--" + std::string(option.name) + " takes no value", hint_of(c));
        if (!option.value.empty() && !attached && i + 1 == words.size())
            throw Error(ErrorKind::usage,
                        "--" + std::string(option.name) + " needs a value: " + std::string(option.value), hint_of(c));
        call.options[std::string(option.name)] = option.value.empty() ? std::string{}
                                                 : attached           ? std::string(word.substr(equals + 1))
                                                                      : words[++i];
    }
    check_options_together(c, call);
    check_number_of_words(c, call.words);
    return call;
}

std::string Invocation::value(std::string_view option) const {
    const auto at = options.find(known_option(*command, option).name);
    return at == options.end() ? std::string{} : at->second;
}

int Invocation::number(std::string_view option, int otherwise, int low, int high) const {
    const std::string text = value(option);
    if (text.empty()) return otherwise;
    int number = 0;
    auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (trouble != std::errc() || end != text.data() + text.size() || number < low || number > high)
        throw Error(ErrorKind::usage, "--" + std::string(option) + " must be a number from " + std::to_string(low) +
                                          " to " + std::to_string(high));
    return number;
}

StoryId reference(const std::string& word) {
    auto id = parse_story_id(word);
    if (!id)
        throw Error(ErrorKind::usage, "'" + word + "' is not a reference: a letter or a digit is wrong",
                    "a reference looks like 7F3K-Q2M9-N; compare it with the one that you have");
    return std::move(*id);
}

bool Invocation::has(std::string_view flag) const { return options.contains(known_option(*command, flag).name); }

}  // namespace tangible::serve
