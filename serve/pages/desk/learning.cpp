// The page on how well suggestions do, for coders: how often the model and each rule are right, and what people found
// in stories that were drawn at random.
#include "index/agreement/drawn.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {
namespace {

View bands_view(const index::Reliability& r) {
    View list(std::vector<View>{});
    for (const auto& b : r.bins)
        if (b.pairs)
            list.push({{"from", percent(b.from)},
                       {"to", percent(b.to)},
                       {"pairs", b.pairs},
                       {"said", percent(b.said)},
                       {"was", percent(b.was)}});
    return list;
}

// Records of themes that the codebook no longer has are left out.
View rules_view(const Codebook& book, const std::vector<RuleRecord>& rules) {
    View list(std::vector<View>{});
    for (const auto& r : rules) {
        if (!book.find(r.theme)) continue;
        auto line = theme_link(book, r.theme);
        line["cue"] = r.cue;
        line["kept"] = share(r.kept, r.decided);
        line["demoted"] = r.demoted;
        list.push(line);
    }
    return list;
}

View drawn_view(const Codebook& book, const index::DrawnShares& drawn) {
    View list(std::vector<View>{});
    for (const auto& t : drawn.themes) {
        if (!t.stories) continue;
        auto line = theme_link(book, t.theme);
        line["share"] = share(t.stories, t.of);
        line["interval"] = percent(t.interval.low) + " to " + percent(t.interval.high);
        list.push(line);
    }
    return list;
}

}  // namespace

Reply learning(const Call& call, Workspace& work) {
    const auto& book = work.collection.codebook;
    const auto* model = work.hints.model(work.store, book);
    const auto about = work.store.about_latest_model();
    const auto rules = rules_view(book, work.store.rules());
    const auto drawn = index::drawn_shares(book, work.store.decisions(Use::team), work.store.read_through(Use::team));
    const auto shares = drawn_view(book, drawn);
    View view{{"learned", model != nullptr},
              {"rules", rules},
              {"has_rules", !rules.list().empty()},
              {"below", work.collection.config.demote_below_percent},
              {"drawn", counted(drawn.stories, "story", "stories")},
              {"shares", shares},
              {"has_shares", !shares.list().empty()}};
    // No model: none was learned yet, or only one of another edition of the codebook.
    if (model) {
        view["number"] = about ? about->number : 0;
        view["made"] = about ? day(about->made_ms) : "";
        view["stories"] = counted(model->stories, "story", "stories");
        view["reviewed"] = model->reviewed;
        view["calibrated"] = model->calibrated();
        view["on_drawn"] = model->measured_on_drawn();
        view["drawn_read"] = counted(model->drawn, "story", "stories");
        view["bands"] = bands_view(model->reliability);
    }
    return page(call, work, "learning", "How good the suggestions are", view);
}

}  // namespace tangible::serve::pages
