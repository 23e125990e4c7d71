// Edits the lines of the file, because a YAML library that writes the tree anew would lose comments and layout.
//
// 1. Find the lines of the theme, or of the last theme of its group, from the line numbers of the parsed tree.
// 2. Replace or insert the lines of the draft, raise the version and note the change.
// 3. Read the result as a codebook.  All other themes must be what they were: that is the proof that the lines were the
//    right ones, however the file is laid out.
// 4. When the codebook complains about a line of the draft, report that at its field.  If the line is an item of a
// list,
//    take the item out and go back to 2, so that one edit reports all its mistakes and not only the first.
#include "schemas/codebooks/codebook_edit.h"
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <charconv>
#include <tuple>

namespace tangible {
namespace {

using Lines = std::vector<std::string>;

constexpr char file_name[] = "codebook";     // begins each complaint, "codebook:12: ...", see line_and_words()
constexpr std::size_t most_complaints = 20;  // nobody reads more at once, and each costs one reading of the codebook

Lines split(std::string_view text) {
    Lines out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        out.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string joined(const Lines& lines) {
    std::string out;
    for (const auto& l : lines) out += l + '\n';
    return out;
}

std::size_t indentation(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

[[noreturn]] void cannot(int line) {
    yaml::Node there;
    there.file = file_name, there.line = line;
    there.complain("this codebook is written in a form that the page cannot edit", "edit the file itself");
}

/// Lines [begin, end), counted from 0.
struct Block {
    std::size_t begin = 0, end = 0;
};

/// Returns the lines of the list item that begins at `line` (from 1): the line with its '-' and all lines that are
/// indented further.  Blank lines and comments at its end belong to what follows.
Block item_at(const Lines& lines, int line) {
    const auto begin = static_cast<std::size_t>(line) - 1;
    const auto column = indentation(lines.at(begin));
    if (column == lines[begin].size() || lines[begin][column] != '-') cannot(line);
    const auto blank = [&](std::size_t i) {
        const auto at = indentation(lines[i]);
        return at == lines[i].size() || lines[i][at] == '#';
    };
    auto end = begin + 1;
    while (end < lines.size() && (blank(end) || indentation(lines[end]) > column)) ++end;
    while (end > begin + 1 && blank(end - 1)) --end;
    return {begin, end};
}

const yaml::Node* theme_node(const yaml::Node& root, const std::string& id) {
    for (const auto& group : root.at("groups").list())
        for (const auto& theme : group.at("themes").list())
            if (theme.filled("id") == id) return &theme;
    return nullptr;
}

const yaml::Node* last_theme_of(const yaml::Node& root, const std::string& group) {
    for (const auto& g : root.at("groups").list())
        if (g.filled("id") == group && !g.at("themes").list().empty()) return &g.at("themes").list().back();
    return nullptr;
}

/// Returns the next version: "0.2.1" is followed by "0.2.2", "1" by "2", "draft" by "draft.1".
std::string version_after(const std::string& version) {
    const auto digits = version.find_last_not_of("0123456789") + 1;
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(version.data() + digits, version.data() + version.size(), n);
    return error == std::errc{} ? version.substr(0, digits) + std::to_string(n + 1) : version + ".1";
}

/// Returns where the value of a key begins in a line: behind the colon of the first `key` that a blank, a quotation
/// mark, a brace or nothing precedes.  npos when there is none.
std::size_t value_at(const std::string& line, std::string_view key) {
    for (auto at = line.find(key); at != line.npos; at = line.find(key, at + 1)) {
        const bool begins = at == 0 || std::string_view(" \"'{").find(line[at - 1]) != line.npos;
        const auto colon = line.find_first_not_of("\"' ", at + key.size());
        if (begins && colon != line.npos && line[colon] == ':') return colon + 1;
    }
    return line.npos;
}

/// Replaces the version in its line, keeping quotation marks and comments.  The version is looked for behind its key,
/// as the same text may occur before: {id: version-1, version: 1}.
void raise_version(Lines& lines, const yaml::Node& root, const std::string& to) {
    const auto& node = root.at("codebook").at("version");
    auto& line = lines.at(static_cast<std::size_t>(node.line) - 1);
    const auto value = value_at(line, "version");
    const auto at = value == line.npos ? value : line.find(node.text, value);
    if (at == line.npos) cannot(node.line);
    line.replace(at, node.text.size(), to);
}

/// Adds an item to `changes`, behind the last one; makes the key at the end of the file when there is none.
void note_change(Lines& lines, const yaml::Node& root, const std::string& version, const std::string& theme,
                 const EditNote& note) {
    const auto text = "- {version: " + yaml_scalar(version) + ", date: " + note.date + ", by: " + yaml_scalar(note.by) +
                      ", theme: " + yaml_scalar(theme) + ", why: " + yaml_scalar(note.why) + "}";
    const auto* changes = root.find("changes");
    if (!changes || changes->items.empty()) {
        lines.insert(lines.end(), {"", "changes:", text});
        return;
    }
    const auto last = item_at(lines, changes->items.back().line);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(last.end),
                 std::string(indentation(lines[last.begin]), ' ') + text);
}

/// The file with the lines of the draft in it.
struct Placed {
    Lines lines;
    std::size_t first = 0;  ///< line where the draft begins, from 0
};

/// Puts the draft in place of the theme at node `at`, or with a blank line before it behind that theme.
Placed placed(Lines lines, const yaml::Node& at, bool instead, const DraftLines& draft) {
    const auto block = item_at(lines, at.line);
    Lines mine;
    if (!instead) mine.emplace_back();
    for (const auto& l : draft.lines) mine.push_back(std::string(indentation(lines[block.begin]), ' ') + l.text);
    const auto where = instead ? block.begin : block.end;
    const auto offset = lines.begin() + static_cast<std::ptrdiff_t>(where);
    if (instead) lines.erase(offset, lines.begin() + static_cast<std::ptrdiff_t>(block.end));
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(where), mine.begin(), mine.end());
    return {std::move(lines), where + (instead ? 0 : 1)};
}

/// Splits "codebook:12: what" into the line and the words; the line is 0 when the error names none.
std::pair<std::size_t, std::string> line_and_words(const Error& e) {
    std::string what = e.what();
    const std::string prefix = std::string(file_name) + ":";
    if (!what.starts_with(prefix)) return {0, what};
    std::size_t line = 0;
    const auto [end, error] = std::from_chars(what.data() + prefix.size(), what.data() + what.size(), line);
    const auto words = what.find(": ", static_cast<std::size_t>(end - what.data()));
    if (error != std::errc{} || words == what.npos) return {0, what};
    return {line, what.substr(words + 2)};
}

/// Returns a complaint for each field that must not be empty.  The codebook would find these, too, but only one of
/// them.
std::vector<DraftError> missing(const ThemeDraft& d, bool imported) {
    std::vector<DraftError> out;
    const auto need = [&](bool there, const std::string& field, const char* what) {
        if (!there) out.push_back({field, what});
    };
    need(!lines_of(d.label).empty(), "label", "Give the theme a name.");
    if (imported) return out;
    need(!lines_of(d.definition).empty(), "definition", "Say in a sentence or two what the theme is.");
    need(!lines_of(d.examples).empty(), "examples", "Write at least one invented sentence as an example.");
    const bool cues = std::any_of(d.words.begin(), d.words.end(), [](const auto& w) {
        return !lines_of(w.cues).empty() || !lines_of(w.against).empty();
    });
    need(cues || !lines_of(d.indicators).empty(), "cues-" + d.words.at(0).language, "Write at least one cue.");
    return out;
}

/// Returns the draft with "…" where something is missing, so that the codebook can check the rest.
ThemeDraft completed(ThemeDraft d, const std::vector<DraftError>& missing) {
    for (const auto& m : missing) {
        if (m.field == "label") d.label = "…";
        if (m.field == "definition") d.definition = "…";
        if (m.field == "examples") d.examples = "…";
        if (m.field.starts_with("cues")) d.indicators = "…";
    }
    return d;
}

/// Returns everything of a theme except the line on which it begins.
auto parts(const Theme& t) {
    return std::tie(t.id, t.label, t.group, t.definition, t.include, t.exclude, t.cues, t.guards, t.examples,
                    t.near_misses, t.opposites, t.sources, t.indicators, t.parent);
}

/// Throws when any theme except `id` is not what it was.
void must_leave_the_rest(const Codebook& before, const Codebook& after, const std::string& id, int line) {
    const auto rest = [&](const Codebook& book) {
        std::vector<const Theme*> out;
        for (const auto& t : book.themes)
            if (t.id != id) out.push_back(&t);
        return out;
    };
    const auto was = rest(before), is = rest(after);
    if (!std::equal(was.begin(), was.end(), is.begin(), is.end(),
                    [](auto* a, auto* b) { return parts(*a) == parts(*b); }))
        cannot(line);
}

/// Removes an item of a list, and the key of the list when it was the only item.
void take_out(DraftLines& draft, std::size_t at) {
    auto& lines = draft.lines;
    const auto dash = indentation(lines[at].text);
    const auto is_item = [&](std::size_t i) {
        return i < lines.size() && indentation(lines[i].text) == dash && lines[i].text[dash] == '-';
    };
    const bool only = !is_item(at - 1) && !is_item(at + 1);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at - (only ? 1 : 0)),
                lines.begin() + static_cast<std::ptrdiff_t>(at + 1));
}

/// One edit, from the draft to the result.  The draft's lines (`mine_`) lose an item at each failed try.
class Editing {
public:
    Editing(std::string_view yaml, const std::string& id, const ThemeDraft& draft, const EditNote& note)
        : yaml_(yaml), root_(yaml::parse(yaml, file_name)), before_(read_codebook(yaml, file_name)),
          old_(id.empty() ? nullptr : &before_.at(id)), note_(note), version_(version_after(before_.version)) {
        at_ = old_ ? theme_node(root_, old_->id) : last_theme_of(root_, draft.group);
        out_.complaints = missing(draft, before_.imported);
        const auto ids = lines_of(draft.id);
        out_.theme = old_ ? old_->id : ids.empty() ? "" : ids.front();
        if (out_.theme.empty()) complain("id", "Give the theme an id: " + draft.group + ". and a word in capitals.");
        if (!at_) complain("group", "This group does not exist.");
        mine_ = yaml_of(completed(draft, out_.complaints), old_, before_.language);
    }

    Edited done() {
        out_.book = before_;
        while (at_ && !out_.theme.empty() && !tried() && out_.complaints.size() < most_complaints) {
        }
        if (!out_.complaints.empty()) out_.yaml.clear();
        return std::move(out_);
    }

private:
    void complain(const std::string& field, const std::string& what) { out_.complaints.push_back({field, what}); }

    /// Makes the edit and reads the result.  Returns false when an item was taken out and the rest should be tried
    /// again.
    bool tried() {
        // Edits the end of the file first, so that the line numbers of `root_` still fit.  `changes` may be above the
        // theme or below it.  The version is replaced within its line, which moves nothing.
        auto lines = split(yaml_);
        raise_version(lines, root_, version_);
        const auto* changes = root_.find("changes");
        const bool above = changes && changes->line < at_->line;
        if (!above) note_change(lines, root_, version_, out_.theme, note_);
        auto [placed_lines, first] = placed(std::move(lines), *at_, old_ != nullptr, mine_);
        if (above) note_change(placed_lines, root_, version_, out_.theme, note_), ++first;
        out_.yaml = joined(placed_lines);
        try {
            auto book = read_codebook(out_.yaml, file_name);
            must_leave_the_rest(before_, book, out_.theme, at_->line);
            out_.book = std::move(book);
            return true;
        } catch (const Error& e) {
            const auto [line, words] = line_and_words(e);
            if (line <= first || line > first + mine_.lines.size()) throw;  // about the file, not about the draft
            return !refused(line - 1 - first, words, e.hint);
        }
    }

    /// Reports a complaint about the draft's line `at`.  Returns whether the line was an item of a list, which is then
    /// taken out.  Of a text only the first complaint is kept, since later ones may follow from it.
    bool refused(std::size_t at, const std::string& words, const std::string& hint) {
        const auto line = mine_.lines[at];
        const bool item = at > 0 && line.text[indentation(line.text)] == '-';
        if (item || out_.complaints.empty())
            complain(line.field, (item ? "“" + line.typed + "”: " : "") + words + (hint.empty() ? "" : "; " + hint));
        if (item) take_out(mine_, at);
        return item;
    }

    std::string_view yaml_;
    yaml::Node root_;
    Codebook before_;
    const Theme* old_;
    EditNote note_;
    std::string version_;
    const yaml::Node* at_ = nullptr;
    DraftLines mine_;
    Edited out_;
};

}  // namespace

std::vector<CodebookChange> changes_noted_in(std::string_view yaml) {
    const auto root = yaml::parse(yaml, file_name);
    std::vector<CodebookChange> out;
    if (const auto* changes = root.find("changes"))
        for (const auto& c : changes->items)
            out.push_back({c.str_or("version", ""),
                           c.str_or("theme", ""),
                           {c.str_or("date", ""), c.str_or("by", ""), c.str_or("why", "")}});
    return out;
}

Edited edited(std::string_view yaml, const std::string& id, const ThemeDraft& draft, const EditNote& note) {
    return Editing(yaml, id, draft, note).done();
}

}  // namespace tangible
