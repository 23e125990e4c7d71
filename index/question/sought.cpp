// Walks the tree of a Question and builds a tree of Sought. Wording handles the words; names of themes and values of
// fields are resolved here.
#include "index/question/sought.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/question/wording.h"
#include "schemas/ground/ascii.h"
#include "schemas/yaml/yaml.h"

namespace tangible::index {
namespace {

using Kind = Sought::Kind;

/// Builds the conditions of one question, and adds to its Meaning.
class Making {
public:
    Making(const Sense& sense, Meaning& meaning) : sense_(sense), meaning_(meaning), wording_(sense, meaning) {}

    Sought sought(const Question& q) {
        switch (q.kind) {
        case Question::Kind::everything:
            return {};
        case Question::Kind::words:
            return wording_.run(q.words[0]);
        case Question::Kind::phrase:
            return wording_.phrase(q.words[0]);
        case Question::Kind::near:
            return wording_.near(q.words, q.within);
        case Question::Kind::start:
            return wording_.beginning(q.words[0]);
        case Question::Kind::field:
            return field_value(q);
        case Question::Kind::years:
            return {Kind::years, {}, false, 0, q.from, q.to, {}};
        case Question::Kind::both:
            return several(Kind::both, q.parts);
        case Question::Kind::either:
            return several(Kind::either, q.parts);
        case Question::Kind::without:
            return without(q.parts);
        }
        return {};
    }

private:
    Sought field_value(const Question& q) {
        auto value = q.words[0].text;
        const Field& f = *field(q.name);  // question.cpp reads the name of any other field as a word
        if (f.kind == ValueKind::theme) value = theme(value, meaning_.themes);
        if (f.kind == ValueKind::confirmed_theme) value = theme(value, meaning_.checked);
        // No passage stands for what a teller says of the whole story.
        if (std::vector<std::string> unasked; f.kind == ValueKind::meant_theme) value = theme(value, unasked);
        note_unless_known(f, value);
        return having(q.name, value, sense_);
    }

    // Adds a note when a field with few values can never have this one: the person would otherwise see only that
    // nothing was found.
    void note_unless_known(const Field& f, const std::string& said) {
        if (f.few.empty() || !f.label_of(terms::folded_value(said)).empty()) return;
        std::string values;
        for (const auto& v : f.few) values += (values.empty() ? "" : ", ") + std::string(v.value);
        note("There is no “" + std::string(f.name) + ":" + said + "”. The values are " + values + ".");
    }

    // Returns the slug of a theme or group, given its id or label, and adds its themes to `asked`. Of an unknown one it
    // returns what was said, which then finds nothing, and adds a note.
    std::string theme(const std::string& said, std::vector<std::string>& asked) {
        const auto slug = slug_of(said);
        for (auto& id : themes_of(sense_.codebook, slug)) asked.push_back(std::move(id));
        return slug;
    }

    // Groups come first, should a theme have the same label.
    std::string slug_of(const std::string& said) {
        const auto wanted = lower_ascii(said);
        std::vector<std::string> slugs;
        for (const auto& g : sense_.codebook.groups) {
            if (wanted == lower_ascii(g.id) || wanted == lower_ascii(g.label)) return lower_ascii(g.id);
            slugs.push_back(lower_ascii(g.id));
        }
        for (const auto& t : sense_.codebook.themes) {
            if (wanted == t.slug() || wanted == lower_ascii(t.label)) return t.slug();
            slugs.push_back(t.slug());
        }
        const auto near = yaml::nearest(wanted, {slugs.begin(), slugs.end()});
        note("There is no theme “" + said + "”" + (near.empty() ? "." : ". Did you mean “" + near + "”?"));
        return wanted;
    }

    Sought several(Kind kind, const std::vector<Question>& questions) {
        Sought all{kind, {}, false, 0, 0, 0, {}};
        for (const auto& q : questions) add(all, sought(q));
        return all.parts.empty() ? Sought{} : all;
    }

    // Leaves out what asks for nothing, such as signs without a word ("...").
    static void add(Sought& all, Sought part) {
        if (part.kind != Kind::everything) all.parts.push_back(std::move(part));
    }

    // What must not occur gets a Meaning of its own, of which only the notes are kept: its words are neither marked nor
    // spelt otherwise, and synonyms would exclude more than was said.
    Sought without(const std::vector<Question>& questions) {
        Sought all{Kind::without, {}, false, 0, 0, 0, {sought(questions[0])}};
        Meaning unwanted;
        auto as_said = sense_;
        as_said.synonyms = nullptr;
        Making other(as_said, unwanted);
        for (std::size_t i = 1; i < questions.size(); ++i) add(all, other.sought(questions[i]));
        for (auto& n : unwanted.notes) note(n);
        return all.parts.size() == 1 ? all.parts[0] : all;
    }

    void note(const std::string& text) { meaning_.notes.push_back(text); }

    const Sense& sense_;
    Meaning& meaning_;
    Wording wording_;
};

}  // namespace

Sought any(std::vector<std::string> terms, bool weighs) { return {Kind::any, std::move(terms), weighs, 0, 0, 0, {}}; }

Sought one_of(std::vector<Sought> choices) {
    if (choices.size() == 1) return std::move(choices[0]);
    return {Kind::either, {}, false, 0, 0, 0, std::move(choices)};
}

Sought all_of(std::vector<Sought> parts) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts[0]);
    return {Kind::both, {}, false, 0, 0, 0, std::move(parts)};
}

Meaning meaning(const Question& question, const Sense& sense) {
    Meaning meaning;
    meaning.sought = Making(sense, meaning).sought(question);
    return meaning;
}

std::vector<std::string> themes_of(const Codebook& codebook, const std::string& slug) {
    std::vector<std::string> ids;
    for (const auto& t : codebook.themes)
        if (t.slug() == slug || lower_ascii(t.group) == slug) ids.push_back(t.id);
    return ids;
}

Sought having(const std::string& name, const std::string& value, const Sense& sense) {
    const Field* f = field(name);
    if (!f) return {};
    // A ticked year may be a range, too. "unknown" is no range, and is a value like others.
    if (const auto years = f->kind == ValueKind::year ? years_in(value) : std::nullopt)
        return {Kind::years, {}, false, 0, years->from, years->to, {}};
    const bool confirmed = sense.confirmed_only && f->kind == ValueKind::theme;
    // A place is also found by one of its words: "kensington" finds "north kensington".
    if (f->kind != ValueKind::place)
        return any({terms::value(confirmed ? terms::confirmed_theme : f->prefix, value)}, false);
    return any({terms::value(f->prefix, value), terms::value(terms::place_word, value)}, false);
}

}  // namespace tangible::index
