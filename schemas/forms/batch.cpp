// BatchReader reads the partnerships first and then the stories, which may name only these partnerships.  A path that
// leads out of the batch's folder is refused.
#include "schemas/forms/batch.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>

namespace tangible {
namespace {

using yaml::Node;

constexpr int first_year = 1900, last_year = 2199;  // outside these a year is most likely a slip of the finger

// Returns the year of a key; 0 when the key is missing.
int year_or_none(const Node& parent, std::string_view key) {
    const Node* n = parent.find(key);
    if (!n) return 0;
    int year = n->number();
    if (year < first_year || year > last_year)
        n->complain("'" + n->text + "' is not a year from " + std::to_string(first_year) + " to " +
                    std::to_string(last_year));
    return year;
}

// Complains unless the node's text is one of `known`, and suggests the nearest.
void check_known(const Node& n, const std::vector<std::string_view>& known, const char* what) {
    if (std::find(known.begin(), known.end(), n.str()) != known.end()) return;
    n.complain(std::string("there is no ") + what + " '" + n.str() + "'" + yaml::did_you_mean(n.str(), known));
}

template <class T> std::vector<std::string_view> ids(const std::vector<T>& things) {
    std::vector<std::string_view> out;
    for (const auto& t : things) out.push_back(t.id);
    return out;
}

// Refuses any path but one to a file in the batch's own folder.  Otherwise a batch from somebody else could publish any
// file that its reader may open.  Backslashes are refused because another system may take them for folders.
void check_inside(const Node& n) {
    std::filesystem::path path(n.str());
    bool outside = n.text.empty() || path.is_absolute() || n.text.find('\\') != std::string::npos;
    for (const auto& part : path) outside |= part == "..";
    if (outside)
        n.complain("'" + n.text + "' is not a file in this folder",
                   "write the path of the file, relative to the folder of this YAML file");
}

// Reads one batch.  The form may be nullptr: then roles and partner types are not checked.
class BatchReader {
public:
    explicit BatchReader(const Form* form) : form_(form) {}

    Batch batch(const Node& root) {
        root.only({"notice", "notice_beside", "moderation", "partnerships", "stories"});
        batch_.notice = root.str_or("notice", "");
        batch_.notice_beside = root.str_or("notice_beside", batch_.notice);
        passed_ = passed(root, false);
        // Partnerships first: entry() checks that a story names one of them.
        if (const Node* n = root.find("partnerships"))
            for (const auto& item : n->list()) batch_.partnerships.push_back(partnership(item));
        for (const auto& item : root.at("stories").list()) batch_.stories.push_back(entry(item));
        return std::move(batch_);
    }

private:
    Partnership partnership(const Node& n) const {
        n.only({"id", "name", "place", "began", "ended", "grant", "partners"});
        Partnership p{n.filled("id"),
                      n.filled("name"),
                      n.str_or("place", ""),
                      year_or_none(n, "began"),
                      year_or_none(n, "ended"),
                      n.str_or("grant", ""),
                      {}};
        for (const auto& other : batch_.partnerships)
            if (other.id == p.id) n.at("id").complain("there are two partnerships with the id '" + p.id + "'");
        if (p.ended && p.ended < p.began) n.at("ended").complain("the partnership ends before it begins");
        for (const auto& item : n.at("partners").list()) {
            item.only({"name", "type"});
            p.partners.push_back({item.filled("name"), item.filled("type")});
            if (form_) check_known(item.at("type"), ids(form_->partner_types), "partner type");
        }
        return p;
    }

    Batch::Entry entry(const Node& n) const {
        n.only({"file", "title", "partnership", "partners", "role", "place", "year", "consent", "moderation", "since"});
        check_inside(n.at("file"));
        Batch::Entry e{n.filled("file"), {}, {}};
        for (const auto& other : batch_.stories)
            if (other.file == e.file) n.at("file").complain("the file '" + e.file + "' is listed twice");
        e.details = details(n);
        e.details.passed = passed(n, passed_);
        if (const Node* since = n.find("since")) e.since = what_happened(*since);
        return e;
    }

    Since what_happened(const Node& n) const {
        if (batch_.notice.empty())
            n.complain("'since' is for invented stories only", "say in 'notice' that the stories are invented");
        n.only({"hidden", "decided", "complaint", "taken_back"});
        Since since;
        if (const Node* hidden = n.find("hidden")) {
            hidden->only({"words", "instead", "asked", "agreed"});
            since.hidden = {hidden->filled("words"), hidden->filled("instead"), hidden->filled("asked"),
                            hidden->filled("agreed")};
        }
        if (const Node* decided = n.find("decided"))
            for (const auto& d : decided->list()) {
                d.only({"theme", "words", "yes", "no"});
                since.decided.push_back(
                    {d.filled("theme"), d.filled("words"), d.strings_or_none("yes"), d.strings_or_none("no")});
            }
        if (const Node* complaint = n.find("complaint")) {
            complaint->only({"words", "answer"});
            since.complaint = {complaint->filled("words"), complaint->filled("answer")};
        }
        if (const Node* taken_back = n.find("taken_back")) {
            check_known(*taken_back, {"yes", "no"}, "answer");
            since.taken_back = taken_back->str() == "yes";
        }
        return since;
    }

    Details details(const Node& n) const {
        Details d{n.str_or("title", ""),
                  n.str_or("partnership", ""),
                  n.strings_or_none("partners"),
                  n.str_or("role", ""),
                  n.str_or("place", ""),
                  year_or_none(n, "year"),
                  consent(n)};
        if (!d.partnership.empty()) check_known(n.at("partnership"), ids(batch_.partnerships), "partnership");
        if (form_ && !d.role.empty()) check_known(n.at("role"), ids(form_->roles), "role");
        if (form_ && n.find("partners"))
            for (const auto& item : n.at("partners").list())
                check_known(item, ids(form_->partner_types), "partner type");
        return d;
    }

    static bool passed(const Node& n, bool otherwise) {
        const Node* state = n.find("moderation");
        if (!state) return otherwise;
        const std::vector<std::string_view> words = {name(Moderation::waiting), name(Moderation::passed)};
        check_known(*state, words, "state of moderation");
        return state->str() == name(Moderation::passed);
    }

    // Without the key nobody asked the teller (nullopt); an empty list is a teller who allows nothing.
    static std::optional<Consent> consent(const Node& n) {
        const Node* list = n.find("consent");
        if (!list) return std::nullopt;
        std::vector<std::string_view> words;
        for (Use u : all_uses)
            if (u != Use::own) words.push_back(name(u));
        Uses uses;
        for (const auto& item : list->list()) {
            check_known(item, words, "use");
            uses.add(use_named(item.str()));
        }
        return Consent{"batch", closed(uses), 0};
    }

    const Form* form_;
    Batch batch_;
    bool passed_ = false;
};

}  // namespace

Batch read_batch(const std::filesystem::path& path, const Form* form) {
    return BatchReader(form).batch(yaml::parse_file(path));
}

Batch read_batch(std::string_view yaml, std::string_view file_name, const Form* form) {
    return BatchReader(form).batch(yaml::parse(yaml, file_name));
}

}  // namespace tangible
