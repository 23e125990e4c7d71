// The page of agreement between coders (serve/coding/agreed.h). Themes that only one person coded get no row, since
// there is nothing to compare; the page says how many they are.
#include "serve/coding/agreed.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

View row_view(const index::ThemeAgreement& t, const std::string& label) {
    return {{"label", label},
            {"shared", t.agreement.shared},
            {"units", t.agreement.units},
            {"coders", t.agreement.coders},
            {"yes", t.ratings ? share(t.yes, t.ratings) : ""},
            {"percent", serve::in_words(t.agreement.percent)},
            {"kappa", serve::in_words(t.agreement.kappa)},
            {"alpha", serve::in_words(t.agreement.alpha)},
            {"ac1", serve::in_words(t.agreement.ac1)}};
}

View differences_view(const Codebook& book, const std::vector<index::Difference>& all, std::size_t at_most) {
    View list(std::vector<View>{});
    for (const auto& d : all) {
        if (list.list().size() == at_most) break;
        list.push({{"label", book.at(d.theme).label}, {"story", d.story}});
    }
    return list;
}

}  // namespace

Reply agreement(const Call& call, Workspace& work) {
    const auto& book = work.collection.codebook;
    const auto found = agreed(work.store, book);
    if (call.format == "json") return json(to_json(found, book));
    if (call.format == "csv") return csv(to_csv(found, book), "agreement.csv");
    const auto& [a, blind, disputed] = found;
    View rows(std::vector<View>{});
    rows.push(row_view(a.pooled, "All themes"));
    for (const auto& t : a.themes)
        if (t.agreement.shared) rows.push(row_view(t, book.at(t.theme).label));
    View blind_rows(std::vector<View>{});
    if (blind.agreement.shared) blind_rows.push(row_view(blind, "All themes"));
    const auto alone = std::count_if(a.themes.begin(), a.themes.end(), [](auto& t) { return !t.agreement.shared; });
    constexpr std::size_t listed = 50;  // differences shown; the JSON has all
    return page(call, work, "agreement", "Agreement between coders",
                {{"unit", agreement_unit},
                 {"blind_about", agreement_blind},
                 {"disputed", counted(disputed, "passage", "passages")},
                 {"has_disputed", disputed > 0},
                 {"caution", agreement_caution},
                 {"too_few", a.pooled.agreement.shared == 0},
                 {"rows", rows},
                 {"blind", blind_rows},
                 {"has_blind", blind.agreement.shared > 0},
                 {"differences", differences_view(book, a.differences, listed)},
                 {"has_differences", !a.differences.empty()},
                 {"differing", counted(a.differences.size(), "unit", "units")},
                 {"listed", std::min(listed, a.differences.size())},
                 {"coded", counted(a.pooled.agreement.units, "unit", "units")},
                 {"shared", counted(a.pooled.agreement.shared, "was", "were")},
                 {"coders", counted(a.pooled.agreement.coders, "person", "people")},
                 {"stories", counted(a.stories, "story", "stories")},
                 {"alone", counted(static_cast<std::uint64_t>(alone), "theme", "themes")},
                 {"has_alone", alone > 0},
                 {"left_out", counted(a.left_out, "decision", "decisions")},
                 {"has_left_out", a.left_out > 0},
                 {"edition", book.edition}});
}

}  // namespace tangible::serve::pages
