// Reads a codebook from the inside out: cues, themes, groups.  References between themes are checked last, when all
// themes are known, since a theme may refer to one further down.  The edition ends with a hash of everything that can
// change a tag.
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/yaml/names.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>

namespace tangible {
namespace {

using yaml::Node;

constexpr Named<Polarity> polarity_names[] = {
    {Polarity::unstated, "unstated"}, {Polarity::supports, "supports"}, {Polarity::against, "against"}};

constexpr int max_within = 30;  // words; two phrases that are further apart seldom belong to one thought

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Returns a phrase, which must not be empty.
const std::string& phrase(const Node& n) {
    if (n.str().empty()) n.complain("this phrase is empty and would never match");
    return n.str();
}

const std::vector<yaml::Member>& members_or_none(const Node& parent, std::string_view key) {
    static const std::vector<yaml::Member> none;
    const Node* n = parent.find(key);
    return n ? n->map() : none;
}

const std::vector<Node>& list_or_none(const Node& parent, std::string_view key) {
    static const std::vector<Node> none;
    const Node* n = parent.find(key);
    return n ? n->list() : none;
}

// Returns the primary language of a tag, "en" of "en-GB": a cue applies to every region's variety of its language.
std::string language_of(const Node& n, const std::string& tag) {
    std::string primary(base_language(tag));
    if (primary.size() < 2 || primary.size() > 3 || !std::all_of(primary.begin(), primary.end(), is_lower))
        n.complain("'" + tag + "' is not a language code", "write it as BCP 47 does: en, cy, pl, ur, ar");
    return primary;
}

// Reads [one phrase, another phrase, number of words].
Cue near_cue(const Node& n, Polarity polarity, const std::string& language) {
    const auto& parts = n.list();
    if (parts.size() != 3) n.complain("write a pair as [one phrase, another phrase, number of words]");
    const auto &a = phrase(parts[0]), &b = phrase(parts[1]);
    int within = parts[2].number();
    if (within < 1 || within > max_within)
        n.complain("the number of words must be from 1 to " + std::to_string(max_within));
    return {{a, b}, within, polarity, language, a + " NEAR/" + std::to_string(within) + " " + b};
}

// Refuses the same words twice: a mistake, above all when one supports the theme and the other is against it.
void add_cue(Theme& theme, const Node& n, Cue cue) {
    for (const auto& c : theme.cues)
        if (lower_ascii(c.name) == lower_ascii(cue.name) && c.language == cue.language)
            n.complain(theme.id + " has the cue '" + cue.name + "' twice");
    theme.cues.push_back(std::move(cue));
}

// The two keys of a theme, for single phrases and for pairs, whose cues have this polarity.
struct CueList {
    std::string_view phrases, pairs;
    Polarity polarity;
};
constexpr CueList cue_lists[] = {{"cues", "near", Polarity::supports}, {"against", "near_against", Polarity::against}};

// Adds the cues and guards of one language: those of the theme itself, or of an entry of `other_languages`.
void add_cues(Theme& theme, const Node& n, const std::string& language) {
    for (const auto& l : cue_lists) {
        for (const auto& p : list_or_none(n, l.phrases))
            add_cue(theme, p, {{phrase(p)}, 0, l.polarity, language, p.str()});
        for (const auto& p : list_or_none(n, l.pairs)) add_cue(theme, p, near_cue(p, l.polarity, language));
    }
    for (const auto& g : list_or_none(n, "guards")) theme.guards.push_back({phrase(g), language});
}

void add_other_languages(Theme& theme, const Node& n) {
    for (const auto& [tag, cues] : members_or_none(n, "other_languages")) {
        cues.only({"cues", "against", "near", "near_against", "guards"});
        add_cues(theme, cues, language_of(cues, tag));
    }
}

// Complains unless the id is its group's id, a dot, and capitals or digits: "REL.TRUST" in the group "REL".
void check_id(const Node& n, const std::string& id, const std::string& group) {
    auto rest = id.substr(0, group.size() + 1) == group + "." ? id.substr(group.size() + 1) : "";
    if (rest.empty() || !std::all_of(rest.begin(), rest.end(), [](char c) { return is_upper(c) || is_digit(c); }))
        n.complain("'" + id + "' is not a valid id for a theme in the group " + group,
                   "write " + group + ". and a word in capitals");
}

// Returns whether a text has a letter or digit.  Any byte of another script counts as one.
bool has_word(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return is_upper(c) || is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    });
}

void check_complete(const Node& n, const Theme& t) {
    if (t.cues.empty() && t.indicators.empty()) n.complain(t.id + " has no cue", "add what tellers say under 'cues'");
    if (t.examples.empty()) n.complain(t.id + " has no example", "add an invented sentence under 'examples'");
}

// What applies to every theme of a codebook.
struct Demands {
    std::string language;   ///< of all phrases outside `other_languages`
    bool imported = false;  ///< ids and completeness are then not checked
};

Theme theme_from(const Node& n, const std::string& group, const Demands& demands) {
    n.only({"id", "label", "parent", "definition", "include", "exclude", "indicators", "cues", "against", "near",
            "near_against", "guards", "examples", "near_misses", "opposites", "sources", "other_languages"});
    Theme t;
    t.id = n.filled("id");
    if (!demands.imported) check_id(n.at("id"), t.id, group);
    t.label = n.filled("label");
    if (!has_word(t.label)) n.at("label").complain(t.id + " has no word in its label: write at least one");
    t.group = group;
    t.parent = n.str_or("parent", "");
    t.definition = demands.imported ? n.str_or("definition", "") : n.filled("definition");
    t.indicators = n.strings_or_none("indicators");
    t.include = n.str_or("include", "");
    t.exclude = n.str_or("exclude", "");
    t.examples = n.strings_or_none("examples");
    t.near_misses = n.strings_or_none("near_misses");
    t.opposites = n.strings_or_none("opposites");
    t.sources = n.strings_or_none("sources");
    t.line = n.line;
    add_cues(t, n, demands.language);
    add_other_languages(t, n);
    if (!demands.imported) check_complete(n, t);
    return t;
}

void add_group(Codebook& book, const Node& n, const Demands& demands) {
    n.only({"id", "label", "about", "themes"});
    Group g{n.filled("id"), n.filled("label"), n.str_or("about", "")};
    if (!demands.imported && !std::all_of(g.id.begin(), g.id.end(), is_upper))
        n.at("id").complain("the id of a group must be a word in capitals");
    for (const auto& other : book.groups)
        if (other.id == g.id) n.at("id").complain("there are two groups with the id " + g.id);
    for (const auto& item : n.at("themes").list()) {
        auto theme = theme_from(item, g.id, demands);
        if (book.find(theme.id)) item.complain("there are two themes with the id " + theme.id);
        book.themes.push_back(std::move(theme));
    }
    book.groups.push_back(std::move(g));
}

// Complains about the first item of the list `key` of a theme that is not one of `known`.
void check_references(const Node& theme, std::string_view key, const std::vector<std::string_view>& known,
                      const char* what) {
    for (const auto& n : list_or_none(theme, key)) {
        if (std::find(known.begin(), known.end(), n.str()) != known.end()) continue;
        n.complain(std::string("there is no ") + what + " '" + n.str() + "'" + yaml::did_you_mean(n.str(), known));
    }
}

// Complains when the parents of a theme lead back to it.  The count of steps also ends a walk that enters a circle of
// other themes, which would never come back to this one.
void check_parents(const Codebook& book, const Node& n, std::string_view id) {
    const Theme& theme = book.at(id);
    const Node* said = n.find("parent");
    if (!said || theme.parent.empty()) return;
    const Theme* above = &theme;
    for (std::size_t steps = 0; above && !above->parent.empty(); ++steps) {
        if (steps == book.themes.size() || (steps && above == &theme))
            said->complain(theme.id + " is its own ancestor", "check its parents: they lead back to the theme itself");
        above = book.find(above->parent);
    }
}

void check_all_references(const Codebook& book, const Node& groups) {
    std::vector<std::string_view> themes, sources;
    for (const auto& t : book.themes) themes.push_back(t.id);
    for (const auto& s : book.sources) sources.push_back(s.id);
    for (const auto& group : groups.items)
        for (const auto& theme : group.at("themes").items) {
            check_references(theme, "opposites", themes, "theme");
            check_references(theme, "sources", sources, "source");
            if (const Node* parent = theme.find("parent");
                parent && !parent->str().empty() && !book.find(parent->str()))
                parent->complain("there is no theme '" + parent->str() + "'" +
                                 yaml::did_you_mean(parent->str(), themes));
        }
    for (const auto& group : groups.items)
        for (const auto& theme : group.at("themes").items) check_parents(book, theme, theme.at("id").str());
}

// Returns everything of the codebook that can change a tag, and nothing else, to be hashed: a new label or comment
// makes no new edition.  Each part follows its length, "5:trust", so that two different codebooks cannot give the same
// bytes by moving a letter from one part to the next.
std::string tagging_part(const Codebook& book) {
    std::string out;
    auto add = [&](std::string_view part) { out.append(std::to_string(part.size())).append(":").append(part); };
    for (const auto& t : book.themes) {
        add(t.id);
        add(std::to_string(t.cues.size()));
        for (const auto& c : t.cues) {
            add(std::to_string(c.phrases.size()));
            for (const auto& p : c.phrases) add(p);
            add(std::to_string(c.within));
            add(name(c.polarity));
            add(c.language);
        }
        add(std::to_string(t.guards.size()));
        for (const auto& g : t.guards) {
            add(g.phrase);
            add(g.language);
        }
    }
    return out;
}

// The phases: the head, sources, the list of changes (checked only), groups with their themes, references, the edition.
Codebook codebook_from(const Node& root) {
    root.only({"codebook", "sources", "groups", "changes"});
    const auto& head = root.at("codebook");
    head.only({"id", "version", "language", "status", "notice", "imported"});
    Codebook book;
    book.id = head.filled("id");
    book.version = head.filled("version");
    book.language = head.filled("language");
    book.status = head.filled("status");
    book.notice = head.str_or("notice", "");
    const std::string imported = head.str_or("imported", "no");
    if (imported != "yes" && imported != "no") head.at("imported").complain("'imported' must be yes or no");
    book.imported = imported == "yes";
    for (const auto& [id, source] : members_or_none(root, "sources")) {
        source.only({"cite", "where"});
        book.sources.push_back({id, source.filled("cite"), source.str_or("where", "")});
    }
    for (const auto& change : list_or_none(root, "changes")) change.only({"version", "date", "by", "theme", "why"});
    const Demands demands{language_of(head.at("language"), book.language), book.imported};
    for (const auto& group : root.at("groups").list()) add_group(book, group, demands);
    if (book.themes.empty()) root.complain("this codebook has no themes");
    check_all_references(book, root.at("groups"));
    // Eight digits tell apart the few editions that a codebook ever has.
    book.edition = book.id + " " + book.version + " #" + sha256_hex(tagging_part(book)).substr(0, 8);
    return book;
}

}  // namespace

std::string_view name(Polarity p) { return name_in(polarity_names, p); }

std::string Theme::slug() const { return lower_ascii(id); }

// Compares slugs, so that "REL.TRUST", as the codebook has it, and "rel.trust", from an address, find the same theme.
const Theme* Codebook::find(std::string_view id) const {
    auto wanted = lower_ascii(id);
    auto at = std::find_if(themes.begin(), themes.end(), [&](const Theme& t) { return t.slug() == wanted; });
    return at == themes.end() ? nullptr : &*at;
}

const Theme& Codebook::at(std::string_view id) const {
    if (const Theme* t = find(id)) return *t;
    std::vector<std::string> slugs;
    for (const auto& t : themes) slugs.push_back(t.slug());
    auto near = yaml::nearest(lower_ascii(id), {slugs.begin(), slugs.end()});
    throw Error(ErrorKind::not_found, "there is no theme '" + std::string(id.substr(0, 40)) + "'",
                near.empty() ? "tangible themes list shows all themes" : "did you mean '" + near + "'?");
}

Codebook read_codebook(const std::filesystem::path& path) { return codebook_from(yaml::parse_file(path)); }
Codebook read_codebook(std::string_view yaml, std::string_view file_name) {
    return codebook_from(yaml::parse(yaml, file_name));
}

}  // namespace tangible
