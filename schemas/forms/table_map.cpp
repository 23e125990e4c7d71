// MapReader reads the YAML key by key and remembers every column, so that none is used twice.  Without `answers`, the
// ids and labels of the form serve as the answers for roles and partner types.
#include "schemas/forms/table_map.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <set>

namespace tangible {
namespace {

using yaml::Node;
using Words = std::vector<std::string_view>;

void check_known(const Node& n, const Words& known, const char* what) {
    if (std::ranges::find(known, n.str()) == known.end())
        n.complain(std::string("there is no ") + what + " '" + n.str() + "'" + yaml::did_you_mean(n.str(), known));
}

Uses uses_in(const Node& list) {
    Words words;
    for (Use u : all_uses)
        if (u != Use::own) words.push_back(name(u));
    Uses uses;
    for (const Node& item : list.list()) {
        check_known(item, words, "use");
        uses.add(use_named(item.str()));
    }
    return closed(uses);
}

class MapReader {
public:
    explicit MapReader(const Form* form) : form_(form) {}

    // Story first, then the columns for our questions, the id, the ignored columns and the defaults: defaults() must
    // know whether a column answers the question of consent.
    TableMap map(const Node& root) {
        root.only({"survey", "id", "story", "title", "partnership", "partners", "role", "place", "year", "date",
                   "consent", "ignore", "defaults"});
        story(root.at("story"));
        for (auto [key, to] : {std::pair{"title", &map_.title},
                               {"partnership", &map_.partnership},
                               {"partners", &map_.partners},
                               {"role", &map_.role},
                               {"place", &map_.place},
                               {"year", &map_.year},
                               {"date", &map_.year},
                               {"consent", &map_.consent}})
            if (const Node* n = root.find(key)) column(*n, key, *to);
        map_.survey = root.str_or("survey", "");
        if (const Node* n = root.find("id")) map_.id = once(*n, root.filled("id"));
        if (!map_.id.empty() && map_.survey.empty())
            root.at("id").complain("'survey' is missing: name the survey to which these ids belong",
                                   "for example: survey: hall-2026");
        if (const Node* n = root.find("ignore"))
            for (const Node& item : n->list()) map_.ignored.push_back(once(item, item.str()));
        if (const Node* n = root.find("defaults")) map_.defaults = defaults(*n);
        return std::move(map_);
    }

private:
    // Returns the column's name, and complains when it is empty or was used before.
    std::string once(const Node& n, const std::string& column) {
        if (column.empty()) n.complain("the name of a column must not be empty");
        if (!seen_.insert(column).second) n.complain("the column '" + column + "' is used twice");
        return column;
    }

    // Reads `story: column`, or a list of columns, each a name or {column, heading}.  Of several columns, each gets its
    // name as its heading unless the map gives another.
    void story(const Node& n) {
        const bool is_list = n.kind == Node::Kind::list;
        const std::vector<Node> items = is_list ? n.list() : std::vector<Node>{n};
        for (const Node& item : items) {
            const bool is_map = item.kind == Node::Kind::map;
            if (is_map) item.only({"column", "heading"});
            std::string column = once(item, is_map ? item.filled("column") : item.str());
            std::string heading = is_map ? item.str_or("heading", "") : items.size() > 1 ? column : "";
            map_.story.push_back({column, heading});
        }
        if (map_.story.empty()) n.complain("'story' is empty: name at least one column");
    }

    // Reads `key: column`, or `key: {column, answers}`.
    void column(const Node& n, std::string_view key, TableMap::Column& to) {
        // Only 'year' and 'date' lead to the same place.
        if (!to.name.empty()) n.complain("use 'year' or 'date' for the year, not both");
        const bool is_map = n.kind == Node::Kind::map;
        if (is_map) n.only({"column", "answers"});
        to.name = once(n, is_map ? n.filled("column") : n.str());
        const Words ours = choices(key);
        // Consent always needs answers: a survey's words must never be taken for ours by accident.
        if (key == "consent")
            for (const auto& [answer, uses] : n.at("answers").map()) {
                std::string words = to_string(uses_in(uses));
                to.answers[answer] = words.empty() ? "none" : words;
            }
        else if (is_map && n.find("answers"))
            for (const auto& [answer, word] : n.at("answers").map()) {
                if (!ours.empty()) check_known(word, ours, key == "role" ? "role" : "partner type");
                to.answers[answer] = word.str();
            }
        else if (form_ && !ours.empty())
            for (const Choice& c : key == "role" ? form_->roles : form_->partner_types)
                // The label "Volunteer (I helped without being paid)" may also stand without its brackets.
                to.answers[c.id] = to.answers[c.label] = to.answers[c.label.substr(0, c.label.find(" ("))] = c.id;
    }

    // Returns the ids that a role or partner type may have; none without a form or for other keys.
    Words choices(std::string_view key) const {
        Words ids;
        if (form_ && (key == "role" || key == "partners"))
            for (const Choice& c : key == "role" ? form_->roles : form_->partner_types) ids.push_back(c.id);
        return ids;
    }

    Details defaults(const Node& n) const {
        n.only({"partnership", "partners", "role", "place", "year", "consent"});
        Details d;
        d.partnership = n.str_or("partnership", "");
        d.partners = n.strings_or_none("partners");
        d.role = n.str_or("role", "");
        d.place = n.str_or("place", "");
        if (form_ && n.find("role")) check_known(n.at("role"), choices("role"), "role");
        if (form_ && n.find("partners"))
            for (const Node& item : n.at("partners").list()) check_known(item, choices("partners"), "partner type");
        if (const Node* year = n.find("year")) {
            d.year = year->number();
            if (d.year < 1900 || d.year > 2199) year->complain("'" + year->text + "' is not a year from 1900 to 2199");
        }
        if (const Node* consent = n.find("consent")) {
            if (!map_.consent.name.empty())
                consent->complain("consent cannot have a default",
                                  "name a column for consent; an unknown answer allows nothing");
            d.consent = Consent{"batch", uses_in(*consent), 0};
        }
        return d;
    }

    const Form* form_;
    TableMap map_;
    std::set<std::string> seen_;
};

}  // namespace

TableMap read_table_map(const std::filesystem::path& path, const Form* form) {
    return MapReader(form).map(yaml::parse_file(path));
}

TableMap read_table_map(std::string_view yaml, std::string_view file_name, const Form* form) {
    return MapReader(form).map(yaml::parse(yaml, file_name));
}

}  // namespace tangible
