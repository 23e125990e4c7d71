// Two tables list the fields with their labels and hints: one for the theme as a whole, and one for what each language
// has. typed_draft() and theme_fields() go through the same tables, so that no field can be shown and not read.
#include "serve/pages/desk/theme_form.h"
#include "ingest/text/language_name.h"
#include "serve/pages/views.h"
#include <algorithm>
#include <array>

namespace tangible::serve::pages {
namespace {

/// A field for the theme as a whole, and the member of the draft that has its words.
struct TextField {
    const char* name;
    const char* label;
    const char* hint;
    int rows;  ///< 1: an input of one line
    std::string ThemeDraft::*words;
};

constexpr std::array text_fields = {
    TextField{"label", "Name", "", 1, &ThemeDraft::label},
    TextField{"definition", "Definition", "What it is, in a sentence or two.", 3, &ThemeDraft::definition},
    TextField{"include", "Use it for", "", 3, &ThemeDraft::include},
    TextField{"exclude", "Not for", "When not to use it, and which theme to use instead.", 3, &ThemeDraft::exclude},
    TextField{"indicators", "Indicators",
              "One word or phrase on each line that points to the theme without proving it. Indicators help to rank "
              "suggestions. They are not cues.",
              3, &ThemeDraft::indicators},
    TextField{
        "examples", "Examples",
        "One invented sentence on each line. The cues must catch each one. Everybody can read them, so never use a "
        "teller’s own words.",
        4, &ThemeDraft::examples},
    TextField{"near_misses", "Near misses", "One invented sentence on each line that the cues must not catch.", 3,
              &ThemeDraft::near_misses},
};

/// A field that each language has; its name on the page ends in the language: "cues-en".
struct WordField {
    const char* name;
    const char* label;
    const char* hint;
    int rows;
    std::string ThemeDraft::Words::*words;
};

constexpr std::array word_fields = {
    WordField{"cues", "Cues",
              "What tellers say when the theme was there. Write one phrase on each line, or a pair of phrases: "
              "[trust, each other, 4] finds both within 4 words of each other, in any order.",
              8, &ThemeDraft::Words::cues},
    WordField{"against", "Cues against it",
              "What tellers say when the theme was missing or lost, written in the same way.", 5,
              &ThemeDraft::Words::against},
    WordField{"guards", "Guards", "Words that only look like a cue. A cue that overlaps a guard does not count.", 3,
              &ThemeDraft::Words::guards},
};

std::string all_errors(const std::vector<DraftError>& complaints, const std::string& field) {
    std::string out;
    for (const auto& c : complaints)
        if (c.field == field) out += (out.empty() ? "" : " ") + c.what;
    return out;
}

// `described`: the ids for aria-describedby, so that screen readers read the hint and the error with the field.
View field(const std::string& name, const std::string& label, const char* hint, int rows, const std::string& words,
           const std::vector<DraftError>& complaints) {
    const auto error = all_errors(complaints, name);
    std::string described = *hint ? name + "-hint" : "";
    if (!error.empty()) described += (described.empty() ? "" : " ") + name + "-error";
    return {{"name", name},     {"label", label}, {"hint", hint},   {"rows", rows},
            {"long", rows > 1}, {"words", words}, {"error", error}, {"described", described}};
}

// `own`: the codebook's own language. Other languages are folded away unless they have an error.
View word_view(const ThemeDraft::Words& w, bool own, const std::vector<DraftError>& complaints) {
    View fields(std::vector<View>{});
    const auto language = ingest::language_name(w.language);
    bool wrong = false;
    for (const auto& f : word_fields) {
        const auto name = std::string(f.name) + "-" + w.language;
        auto v =
            field(name, std::string(f.label) + (own ? "" : " in " + language), f.hint, f.rows, w.*f.words, complaints);
        v["lang"] = w.language, v["dir"] = direction(w.language);
        wrong |= v["error"].truth();
        fields.push(std::move(v));
    }
    return {{"fields", fields}, {"language", language}, {"own", own}, {"open", wrong}};
}

}  // namespace

ThemeDraft typed_draft(const Fields& form, const Codebook& book, const std::string& id) {
    auto d = empty_draft(book);
    d.id = id.empty() ? std::string(value_of(form, "id")) : id;
    d.group = value_of(form, "group");
    for (const auto& f : text_fields) d.*f.words = value_of(form, f.name);
    for (auto& w : d.words)
        for (const auto& f : word_fields) w.*f.words = value_of(form, std::string(f.name) + "-" + w.language);
    return d;
}

View theme_fields(const ThemeDraft& d, const Codebook& book, const std::vector<DraftError>& complaints, bool is_new) {
    View before(std::vector<View>{}), after(std::vector<View>{}), own(std::vector<View>{}), others(std::vector<View>{}),
        groups(std::vector<View>{});
    // The page shows the name and definition, then the cues of each language, then the sentences to check them with.
    for (const auto& f : text_fields)
        (f.words == &ThemeDraft::indicators || f.words == &ThemeDraft::examples || f.words == &ThemeDraft::near_misses
             ? after
             : before)
            .push(field(f.name, f.label, f.hint, f.rows, d.*f.words, complaints));
    for (const auto& w : d.words)
        (&w == &d.words.front() ? own : others).push(word_view(w, &w == &d.words.front(), complaints));
    for (const auto& g : book.groups) groups.push({{"id", g.id}, {"label", g.label}, {"chosen", g.id == d.group}});
    View ids(std::vector<View>{});
    if (is_new)
        ids.push(field(
            "id", "Id",
            "The id of the group, a dot and a word in capitals, for example REL.TRUST. You cannot change it later.", 1,
            d.id, complaints));
    return {{"ids", ids},
            {"groups", groups},
            {"group_error", all_errors(complaints, "group")},
            {"before", before},
            {"own", own},
            {"others", others},
            {"after", after},
            {"has_others", d.words.size() > 1}};
}

View problem_list(const std::vector<DraftError>& complaints) {
    View list(std::vector<View>{});
    for (const auto& c : complaints) list.push({{"field", c.field.empty() ? "main" : c.field}, {"sentence", c.what}});
    return list;
}

}  // namespace tangible::serve::pages
