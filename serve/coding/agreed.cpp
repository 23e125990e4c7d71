// The sentences that explain the figures come first. index/agreement computes the figures; the functions here turn them
// into JSON, CSV and words. The table `figures` lists the measures, so that both formats have the same ones in the same
// order.
#include "serve/coding/agreed.h"
#include "schemas/ground/json_text.h"
#include "serve/web/call.h"
#include <charconv>
#include <nlohmann/json.hpp>

namespace tangible::serve {

const char* const agreement_unit =
    "A unit is one theme in one story. A person coded a unit if they decided on any passage of the story for that "
    "theme. They said yes if at least one passage that they accepted or added still stands.";
const char* const agreement_caution =
    "Coders here can see what the machine suggests and what others decided before. People who see a suggestion tend to "
    "agree with it, and therefore with each other. Coders who see neither agree less often.";

const char* const agreement_blind =
    "These are stories from the reading queue that two people read to the end. The second reader saw neither the "
    "suggestions of the machine nor the decisions of the first reader. The first reader may have seen the suggestions. "
    "Readers who finish a story say that it contains no theme other than those they marked.";

namespace {

using index::Figure;
using index::ThemeAgreement;
using Json = nlohmann::ordered_json;

/// A measure, by the name that it has in JSON and CSV.
struct Named {
    const char* name;
    Figure index::Agreement::*figure;
};
constexpr Named figures[] = {{"percent", &index::Agreement::percent},
                             {"kappa", &index::Agreement::kappa},
                             {"alpha", &index::Agreement::alpha},
                             {"ac1", &index::Agreement::ac1}};

std::string number(double value, int decimals) {
    char out[40];
    auto end = std::to_chars(out, out + sizeof out, value, std::chars_format::fixed, decimals).ptr;
    std::string text(out, end);
    // Agreement can be slightly negative: -0.001 would read "-0.00".
    if (text.starts_with('-') && text.find_first_not_of("-0.") == text.npos) text.erase(0, 1);
    return text;
}

std::string label_of(const ThemeAgreement& t, const Codebook& book) {
    return t.theme.empty() ? "all themes" : book.at(t.theme).label;
}

Json json_of(const Figure& f) {
    const auto or_null = [](bool there, double value) { return there ? json_number(number(value, 4)) : Json(nullptr); };
    const auto i = f.interval.value_or(index::Interval{});
    return {{"value", or_null(f.value.has_value(), f.value.value_or(0))},
            {"low", or_null(f.interval.has_value(), i.low)},
            {"high", or_null(f.interval.has_value(), i.high)}};
}

Json json_of(const ThemeAgreement& t, const Codebook& book) {
    Json out = {{"theme", t.theme},
                {"label", label_of(t, book)},
                {"units", t.agreement.units},
                {"shared_units", t.agreement.shared},
                {"coders", t.agreement.coders},
                {"ratings", t.ratings},
                {"yes", t.yes}};
    for (const auto& [name, figure] : figures) out[name] = json_of(t.agreement.*figure);
    return out;
}

// Three cells for each measure: value, low and high. A missing interval still takes its two cells.
std::string row_of(const ThemeAgreement& t, const std::string& theme, const std::string& label) {
    std::string out = csv_field(theme) + "," + csv_field(label);
    for (auto n : {t.agreement.units, t.agreement.shared, t.agreement.coders, t.ratings, t.yes})
        out += "," + std::to_string(n);
    for (const auto& [name, figure] : figures) {
        const auto& f = t.agreement.*figure;
        out += "," + (f.value ? number(*f.value, 4) : "");
        out += "," + (f.interval ? number(f.interval->low, 4) + "," + number(f.interval->high, 4) : ",");
    }
    return out + "\r\n";
}

}  // namespace

Agreed agreed(Store& store, const Codebook& book) {
    const auto decisions = store.decisions(Use::team);
    return {index::coders_agreement(book, decisions),
            index::blind_agreement(book, decisions, store.read_through(Use::team)),
            static_cast<std::uint32_t>(index::disputed(decisions).size())};
}

std::string in_words(const Figure& f) {
    if (!f.value) return "not defined";
    if (!f.interval) return number(*f.value, 2) + " (no interval)";
    return number(*f.value, 2) + " (" + number(f.interval->low, 2) + " to " + number(f.interval->high, 2) + ")";
}

std::string to_csv(const Agreed& a, const Codebook& book) {
    std::string out = "theme,label,units,shared_units,coders,ratings,yes";
    for (const auto& f : figures) out += std::string(",") + f.name + "," + f.name + "_low," + f.name + "_high";
    out += "\r\n" + row_of(a.all.pooled, "", label_of(a.all.pooled, book));
    for (const auto& t : a.all.themes) out += row_of(t, t.theme, label_of(t, book));
    return out + row_of(a.blind, "blind", "all themes, read twice, the second time blind");
}

std::string to_json(const Agreed& agreed, const Codebook& book) {
    const auto& a = agreed.all;
    Json themes = Json::array(), differences = Json::array();
    for (const auto& t : a.themes) themes.push_back(json_of(t, book));
    for (const auto& d : a.differences) differences.push_back({{"theme", d.theme}, {"story", d.story}});
    return dumped({{"unit", agreement_unit},
                   {"caution", agreement_caution},
                   {"edition", book.edition},
                   {"stories", a.stories},
                   {"decisions_left_out", a.left_out},
                   {"pooled", json_of(a.pooled, book)},
                   {"themes", themes},
                   {"blind", json_of(agreed.blind, book)},
                   {"passages_disputed", agreed.passages_disputed},
                   {"differences", differences}});
}

}  // namespace tangible::serve
