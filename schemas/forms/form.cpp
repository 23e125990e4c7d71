// Each part of the YAML has a function that reads and checks it: limits, choices, wordings of uses.  A check complains
// at the node that it is about, so that the message names the right line.
#include "schemas/forms/form.h"
#include "schemas/ground/error.h"
#include "schemas/ground/submission_limit.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>

namespace tangible {
namespace {

using yaml::Node;

/// Room for the rest of a posted form, besides the story and the files: short answers, names of files, and MIME
/// headers.
constexpr std::size_t max_other_bytes = 256 << 10;

// Returns the limit of a key, at least 1.
std::size_t limit(const Node& limits, std::string_view key) {
    int n = limits.at(key).number();
    if (n < 1) limits.at(key).complain("a limit must be at least 1");
    return static_cast<std::size_t>(n);
}

// Reads a list of {id, label}: at least one, each id once.
std::vector<Choice> choices(const Node& n) {
    std::vector<Choice> out;
    for (const auto& item : n.list()) {
        item.only({"id", "label"});
        Choice c{yaml::plain_id(item.at("id")), item.filled("label")};
        for (const auto& other : out)
            if (other.id == c.id) item.complain("'" + c.id + "' is listed twice");
        out.push_back(std::move(c));
    }
    if (out.empty()) n.complain("this list is empty: give at least one choice");
    return out;
}

Use asked_use(const Node& n) {
    std::vector<std::string_view> names;
    for (Use u : all_uses) {
        if (u == Use::own) continue;  // always allowed, so the form does not ask
        if (name(u) == n.str()) return u;
        names.push_back(name(u));
    }
    n.complain("there is no use '" + n.str() + "'" + yaml::did_you_mean(n.str(), names));
}

// Reads a list of {use, question, consequence}: at least one, each use once.
std::vector<UseWording> wordings(const Node& n) {
    std::vector<UseWording> out;
    for (const auto& item : n.list()) {
        item.only({"use", "question", "consequence"});
        UseWording w{asked_use(item.at("use")), item.filled("question"), item.filled("consequence")};
        for (const auto& other : out)
            if (other.use == w.use) item.complain("'" + std::string(name(w.use)) + "' is asked twice");
        out.push_back(std::move(w));
    }
    if (out.empty()) n.complain("a form must ask for at least one use");
    return out;
}

Form form_from(const Node& root) {
    root.only({"id", "language", "title", "introduction", "before_you_start", "prompts", "uses", "roles",
               "partner_types", "questions", "limits"});
    const auto& limits = root.at("limits");
    limits.only({"max_story_bytes", "max_upload_bytes", "max_files"});
    // A teller who keeps within the form's limits must never be refused by the limit of all submissions.
    if (limit(limits, "max_story_bytes") + limit(limits, "max_upload_bytes") + max_other_bytes > max_submission_bytes)
        limits.complain("the limits for a story and its files together are " + too_large(),
                        "lower max_story_bytes or max_upload_bytes");
    return {root.filled("id"),
            root.str_or("language", "en"),
            root.filled("title"),
            root.filled("introduction"),
            root.strings_or_none("before_you_start"),
            root.strings_or_none("prompts"),
            wordings(root.at("uses")),
            choices(root.at("roles")),
            choices(root.at("partner_types")),
            root.find("questions") ? read_questions(root.at("questions")) : std::vector<Question>{},
            limit(limits, "max_story_bytes"),
            limit(limits, "max_upload_bytes"),
            limit(limits, "max_files")};
}

const std::string& label_of(const std::vector<Choice>& choices, const std::string& id) {
    auto at = std::find_if(choices.begin(), choices.end(), [&](const Choice& c) { return c.id == id; });
    return at == choices.end() ? id : at->label;
}

}  // namespace

Wording Form::wording() const {
    Wording out{id, language, ""};
    for (const auto& u : uses) out.text += u.question + "\n" + u.consequence + "\n\n";
    return out;
}

const std::string& Form::role_label(const std::string& id) const { return label_of(roles, id); }
const std::string& Form::partner_label(const std::string& id) const { return label_of(partner_types, id); }

Form read_form(const std::filesystem::path& path) { return form_from(yaml::parse_file(path)); }
Form read_form(std::string_view yaml, std::string_view file_name) { return form_from(yaml::parse(yaml, file_name)); }

}  // namespace tangible
