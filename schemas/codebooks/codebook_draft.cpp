// draft_of() turns a theme into what a person would have typed; yaml_of() turns a draft into YAML.  The class Writer
// records for each line of YAML the field it came from.  Nothing is checked here: codebook_edit.cpp has the YAML read
// as a codebook, whose complaints name a line and so lead back to the field.
#include "schemas/codebooks/codebook_draft.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "schemas/ground/visible.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Returns the text trimmed, with control characters, line ends among them, as spaces.
std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    const auto first = text.find_first_not_of(' ');
    return first == text.npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Returns a pair as YAML has it: "[trust, each other, 4]".
std::string pair_as_typed(const Cue& c) {
    return "[" + yaml_scalar(c.phrases[0]) + ", " + yaml_scalar(c.phrases[1]) + ", " + std::to_string(c.within) + "]";
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& l : lines) out += l + '\n';
    return out;
}

void add(ThemeDraft::Words& to, const Cue& c) {
    (c.polarity == Polarity::against ? to.against : to.cues) +=
        (c.phrases.size() == 2 ? pair_as_typed(c) : c.phrases.at(0)) + '\n';
}

/// Returns the languages of all cues and guards, the codebook's own first.
std::vector<std::string> languages_of(const Codebook& book) {
    std::vector<std::string> out = {std::string(base_language(book.language))};
    const auto meet = [&](const std::string& language) {
        if (std::find(out.begin(), out.end(), language) == out.end()) out.push_back(language);
    };
    for (const auto& t : book.themes) {
        for (const auto& c : t.cues) meet(c.language);
        for (const auto& g : t.guards) meet(g.language);
    }
    return out;
}

/// Returns "trust NEAR/4 each other" as the list "[trust, each other, 4]"; any other line as it is.
std::string in_yaml(const std::string& line) {
    const std::string near = " NEAR/";
    const auto at = line.find(near);
    if (at == line.npos) return line;
    const auto number = at + near.size(), space = line.find(' ', number);
    const auto digits = space == line.npos ? 0 : line.find_first_not_of("0123456789", number);
    if (digits != space || space == number) return line;
    return "[" + yaml_scalar(line.substr(0, at)) + ", " + yaml_scalar(one_line(line.substr(space))) + ", " +
           line.substr(number, space - number) + "]";
}

/// Returns the escape of a code point, "\U000e0067": one of eight digits, where JSON has two surrogates
/// (YAML 1.2, 5.7).
std::string yaml_escape(char32_t c) {
    char out[11];
    std::snprintf(out, sizeof out, "\\U%08x", static_cast<unsigned>(c));
    return out;
}

/// Returns whether the text is a list in YAML.
bool is_list(const std::string& text) {
    try {
        return yaml::parse(text, "").kind == yaml::Node::Kind::list;
    } catch (const Error&) {
        return false;
    }
}

/// Writes lines of YAML and remembers where each came from.  Keys without a value are left out.
class Writer {
public:
    void text(const char* key, const std::string& value) {
        const auto line = one_line(value);
        if (!line.empty()) add(std::string(key) + ": " + yaml_scalar(line), key, line);
    }
    void list(const char* key, const std::vector<std::string>& items, const std::string& field) {
        if (items.empty()) return;
        add(std::string(key) + ":", field, "");
        for (const auto& i : items) add("- " + yaml_scalar(i), field, i);
    }
    void words(const ThemeDraft::Words& w) {
        cues("cues", "near", lines_of(w.cues), "cues-" + w.language);
        cues("against", "near_against", lines_of(w.against), "against-" + w.language);
        list("guards", lines_of(w.guards), "guards-" + w.language);
    }
    void add(const std::string& text, const std::string& field, const std::string& typed) {
        out_.lines.push_back({indent_ + text, field, typed});
    }
    void indent(std::size_t more) { indent_.append(more, ' '); }
    void outdent(std::size_t less) { indent_.resize(indent_.size() - less); }
    DraftLines take() { return std::move(out_); }

private:
    void cues(const char* phrases, const char* pairs, const std::vector<std::string>& typed, const std::string& field) {
        std::vector<std::string> plain, near, near_typed;
        for (const auto& line : typed) {
            const auto yaml = in_yaml(line);
            if (yaml.front() != '[') {
                plain.push_back(line);
                continue;
            }
            // A line such as "[trust, 4" is no list.  It is written as text in the list of pairs, where the codebook
            // complains about it; as it stands, it would make the whole file unreadable.
            near.push_back(is_list(yaml) ? yaml : yaml_scalar(line));
            near_typed.push_back(line);
        }
        list(phrases, plain, field);
        if (near.empty()) return;
        add(std::string(pairs) + ":", field, "");
        for (std::size_t i = 0; i < near.size(); ++i) add("- " + near[i], field, near_typed[i]);
    }

    DraftLines out_;
    std::string indent_;
};

bool says_something(const ThemeDraft::Words& w) {
    return !lines_of(w.cues).empty() || !lines_of(w.against).empty() || !lines_of(w.guards).empty();
}

}  // namespace

std::vector<std::string> lines_of(const std::string& typed) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < typed.size();) {
        const auto end = std::min(typed.find('\n', at), typed.size());
        if (auto line = one_line(typed.substr(at, end - at)); !line.empty()) out.push_back(std::move(line));
        at = end + 1;
    }
    return out;
}

// Plain are texts of letters, digits, spaces, '-' and '\'' that begin and end with a letter or digit: nothing in YAML
// looks like that except null, whose spellings are quoted.  (Everything is read as text, so "yes" and "1" need no
// quotes.) A JSON string is also a YAML string in double quotes, but for the escapes of characters beyond U+FFFF.
std::string yaml_scalar(const std::string& text) {
    const auto json = nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto quoted = with_signs_marked(json, yaml_escape);
    const bool plain = !text.empty() && is_letter_or_digit(text.front()) && is_letter_or_digit(text.back()) &&
                       std::all_of(text.begin(), text.end(),
                                   [](char c) { return is_letter_or_digit(c) || c == ' ' || c == '-' || c == '\''; }) &&
                       quoted == '"' + text + '"';
    for (const char* other : {"null", "Null", "NULL"})
        if (text == other) return quoted;
    return plain ? text : quoted;
}

ThemeDraft empty_draft(const Codebook& book) {
    ThemeDraft d;
    for (auto& l : languages_of(book)) d.words.push_back({l, "", "", ""});
    return d;
}

ThemeDraft draft_of(const Codebook& book, const Theme& theme) {
    auto d = empty_draft(book);
    d.id = theme.id, d.label = theme.label, d.group = theme.group;
    d.definition = theme.definition, d.include = theme.include, d.exclude = theme.exclude;
    d.indicators = joined(theme.indicators);
    d.examples = joined(theme.examples), d.near_misses = joined(theme.near_misses);
    for (auto& w : d.words) {
        for (const auto& c : theme.cues)
            if (c.language == w.language) add(w, c);
        for (const auto& g : theme.guards)
            if (g.language == w.language) w.guards += g.phrase + '\n';
    }
    return d;
}

// Writes the keys in the order that our codebooks have.  The cues of the codebook's own language belong to the theme
// itself, those of others to `other_languages`.
DraftLines yaml_of(const ThemeDraft& d, const Theme* before, const std::string& codebook_language) {
    Writer w;
    w.add("- id: " + yaml_scalar(before ? before->id : one_line(d.id)), "id", d.id);
    w.indent(2);
    w.text("label", d.label);
    if (before) w.text("parent", before->parent);
    w.text("definition", d.definition);
    w.text("include", d.include);
    w.text("exclude", d.exclude);
    w.list("indicators", lines_of(d.indicators), "indicators");
    const auto own = base_language(codebook_language);
    for (const auto& words : d.words)
        if (words.language == own) w.words(words);
    w.list("examples", lines_of(d.examples), "examples");
    w.list("near_misses", lines_of(d.near_misses), "near_misses");
    if (before) w.list("opposites", before->opposites, "opposites");
    if (before) w.list("sources", before->sources, "sources");
    bool others = false;
    for (const auto& words : d.words) {
        if (words.language == own || !says_something(words)) continue;
        if (!others) w.add("other_languages:", "", "");
        others = true;
        w.indent(2);
        w.add(yaml_scalar(words.language) + ":", "cues-" + words.language, "");
        w.indent(2);
        w.words(words);
        w.outdent(4);
    }
    return w.take();
}

}  // namespace tangible
