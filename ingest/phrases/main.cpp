// Writes the tables behind phrases.h when Tangible is built, from phrases.yaml or from several such files together.
// Refuses a file with a mistake, naming its line: a phrase with a capital or a colon would never be found, and nobody
// would notice.  Usage: phrase_tables FILE... OUT
#include "ingest/phrases/folded.h"
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <yaml-cpp/yaml.h>

namespace {

/// A list of phrases, named as its function in phrases.h.
struct Kind {
    const char* name;
    bool may_end_with_space = false;  ///< the phrase is the beginning of something, or stands anywhere in a text
    const char* never_last = "";      ///< signs that the code takes off before it compares
};
constexpr Kind kinds[] = {
    {"wrote"},
    {"on_day", true},
    {"on_day_inside", true},
    {"from", false, ":"},
    {"subject", false, ":"},
    {"fields", false, ":"},
    {"original_message", false, ":-_*=~>"},
    {"forwarded", false, ":-_*=~>"},
    {"forwarded_by", true},
    {"sent_from", true},
    {"sent_from_ends"},
    {"closings", false, ",.!-"},
    {"answer_marks", false, ":"},
    {"forward_marks", false, ":"},
    {"cautions"},
    {"disclaimers"},
    {"failed_subjects", true},
    {"failed_words", true},
    {"refused_words"},
    {"automatic_subjects", true},
};

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string names_of_kinds() {
    std::string all;
    for (const Kind& kind : kinds) all += (all.empty() ? "" : ", ") + std::string(kind.name);
    return all;
}

/// Decides whether a key looks like a BCP 47 tag: "en", "zh-Hant".
bool is_tag(const std::string& key) {
    const auto letters = std::find_if_not(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const auto is_subtag_sign = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return letters - key.begin() >= 2 && letters - key.begin() <= 3 && (letters == key.end() || *letters == '-') &&
           !key.ends_with('-') && std::all_of(letters, key.end(), is_subtag_sign);
}

bool has_control(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

/// Reads files of phrases and keeps what each list has in all languages.
class Tables {
public:
    /// Adds the phrases of a file. Throws std::runtime_error, which begins "FILE:LINE: ", at the first mistake.
    void read(const std::string& file) {
        file_ = file;
        YAML::Node root;
        try {
            root = YAML::LoadFile(file);
        } catch (const YAML::ParserException& e) {
            throw std::runtime_error(file + ":" + std::to_string(e.mark.line + 1) + ": this is not YAML: " + e.msg);
        } catch (const YAML::BadFile&) {
            throw std::runtime_error(file + ": cannot read this file");
        }
        if (!root.IsMap()) refuse(root, "the file must be a map of languages, each with its lists of phrases");
        std::set<std::string> languages;
        for (const auto& entry : root) {
            const std::string tag = key_of(entry.first);
            if (!is_tag(tag)) refuse(entry.first, quoted(tag) + " is not a BCP 47 language tag such as \"en\"");
            if (!languages.insert(tag).second)
                refuse(entry.first, "language " + quoted(tag) + " has two entries: make them one");
            read_language(tag, entry.second);
        }
    }

    void write(std::ostream& out) const {
        out << "// Written by ingest/phrases/main.cpp when Tangible is built.\n"
               "#include \"ingest/phrases/phrases.h\"\n\nnamespace tangible::ingest::phrases {\n";
        for (const Kind& kind : kinds) {
            const std::string function = std::string("std::span<const std::string_view> ") + kind.name + "() { return ";
            const auto list = lists_.find(kind.name);
            if (list == lists_.end() || list->second.empty()) {
                out << "\n" << function << "{}; }\n";
                continue;
            }
            out << "\nstatic constexpr std::string_view " << kind.name << "_table[] = {\n";
            for (const std::string& phrase : list->second) out << "    \"" << escaped(phrase) << "\",\n";
            out << "};\n" << function << kind.name << "_table; }\n";
        }
        out << "\n}  // namespace tangible::ingest::phrases\n";
    }

private:
    [[noreturn]] void refuse(const YAML::Node& at, const std::string& sentence) const {
        throw std::runtime_error(file_ + ":" + std::to_string(at.Mark().line + 1) + ": " + sentence);
    }

    std::string key_of(const YAML::Node& key) const {
        if (!key.IsScalar()) refuse(key, "a name is missing before this colon");
        return key.Scalar();
    }

    void read_language(const std::string& tag, const YAML::Node& lists) {
        if (!lists.IsMap()) refuse(lists, "language " + quoted(tag) + " must have lists, such as \"wrote: [wrote]\"");
        std::set<std::string> names;
        for (const auto& entry : lists) {
            const std::string name = key_of(entry.first);
            const auto* kind =
                std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& k) { return name == k.name; });
            if (kind == std::end(kinds))
                refuse(entry.first, "there is no list " + quoted(name) + ". The lists are: " + names_of_kinds());
            if (!names.insert(name).second)
                refuse(entry.first, "language " + quoted(tag) + " has two lists " + quoted(name) + ": make them one");
            read_list(tag, *kind, entry.second);
        }
    }

    void read_list(const std::string& tag, const Kind& kind, const YAML::Node& phrases) {
        const std::string where = " in list " + quoted(kind.name) + " of language " + quoted(tag);
        if (!phrases.IsSequence()) refuse(phrases, "write the phrases" + where + " in brackets: [one, another]");
        std::set<std::string> here;
        for (const YAML::Node& phrase : phrases) {
            if (!phrase.IsNull() && !phrase.IsScalar()) refuse(phrase, "put quotes around the phrase" + where);
            const std::string text = phrase.IsNull() ? "" : phrase.Scalar();
            check(phrase, kind, text, where);
            if (!here.insert(text).second) refuse(phrase, "phrase " + quoted(text) + " occurs twice" + where);
        }
        lists_[kind.name].merge(here);
    }

    void check(const YAML::Node& at, const Kind& kind, std::string text, const std::string& where) const {
        const std::string whole = text;
        if (kind.may_end_with_space && text.ends_with(' ')) text.pop_back();
        const std::string form = tangible::ingest::folded_text(text);
        if (form.empty()) refuse(at, "a phrase" + where + " is empty: remove it");
        if (has_control(text)) refuse(at, "a phrase" + where + " has a line end or tab: write it with single spaces");
        if (form != text)
            refuse(at, "phrase " + quoted(whole) + where +
                           " must be in lower case, without white space around it: write " + quoted(form));
        if (std::string_view(kind.never_last).find(form.back()) != std::string_view::npos)
            refuse(at,
                   "phrase " + quoted(whole) + where + " must not end with " + quoted(form.substr(form.size() - 1)));
    }

    static std::string escaped(const std::string& phrase) {
        std::string out;
        for (const char c : phrase) {
            if (c == '"' || c == '\\' || c == '?') out += '\\';
            out += c;
        }
        return out;
    }

    std::string file_;
    std::map<std::string, std::set<std::string>> lists_;
};

}  // namespace

int main(int count, char** words) try {
    if (count < 3) throw std::runtime_error("usage: phrase_tables FILE... OUT");
    Tables tables;
    for (int i = 1; i + 1 < count; ++i) tables.read(words[i]);
    std::ofstream out(words[count - 1]);
    tables.write(out);
    out.close();
    if (!out) throw std::runtime_error("cannot write " + std::string(words[count - 1]));
    return 0;
} catch (const std::exception& e) {
    std::cerr << "phrase_tables: " << e.what() << '\n';
    return 1;
}
