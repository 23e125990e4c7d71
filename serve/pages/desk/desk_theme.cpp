// The pages on which themes are edited. What is typed goes this way: typed_draft() reads the form, edited() writes it
// into the codebook's YAML, and then "try" shows what the edit does to real stories, while "save" puts the YAML in
// force if nothing speaks against it. The form carries the seal of the codebook's file; put_in_force() refuses a save
// when the file is another by then.
#include "serve/pages/desk/desk_theme.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/coding/theme_tryout.h"
#include "serve/collection/codebook_file.h"
#include "serve/pages/desk/theme_form.h"
#include "serve/pages/desk/theme_started.h"
#include "serve/pages/desk/theme_tried.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/searches/feed.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

bool may_save(const Call& call) { return call.role() >= Role::admin; }

/// What one answer shows of a theme.
struct Shown {
    const Theme* theme = nullptr;  ///< nullptr: a new one
    ThemeDraft draft;
    std::vector<DraftError> complaints;
    View tried;
    std::string why;
    std::vector<Started> started;
};

Reply shown(const Call& call, Workspace& work, const Codebook& book, const std::string& seal, Shown s) {
    View started(std::vector<View>{});
    for (const auto& p : s.started) started.push(started_view(p));
    const bool is_new = !s.theme;
    const auto why_error =
        std::find_if(s.complaints.begin(), s.complaints.end(), [](auto& c) { return c.field == "why"; });
    const bool tried = s.tried.kind() == View::Kind::map;  // an empty View is a text
    auto fields = theme_fields(s.draft, book, s.complaints, is_new);
    fields["is_new"] = is_new;
    const auto heading = is_new ? "A new theme" : "Edit: " + s.theme->label;
    return page(call, work, "desk-theme", (s.complaints.empty() ? "" : "Error: ") + heading,
                {{"heading", heading},
                 {"action", is_new ? "/desk/new-theme" : "/desk/themes/" + s.theme->slug()},
                 {"fields", fields},
                 {"problems", problem_list(s.complaints)},
                 {"has_problems", !s.complaints.empty()},
                 {"has_tried", tried},
                 {"results", s.tried},
                 {"seal", seal},
                 {"why", s.why},
                 {"why_error", why_error == s.complaints.end() ? "" : why_error->what},
                 {"may_save", may_save(call)},
                 {"saved", value_of(call.query, "saved") == "yes"},
                 {"started_from", started},
                 {"has_started", !s.started.empty()},
                 {"edition", book.edition}});
}

/// Returns what speaks against saving a draft that is valid YAML: examples that its cues miss, near misses that they
/// catch, new sentences that a teller wrote, and no reason given.
std::vector<DraftError> objections(Workspace& work, const Codebook& before, const Edited& edit,
                                   const std::string& why) {
    std::vector<DraftError> out;
    const auto& theme = edit.book.at(edit.theme);
    // Each sentence begins with the theme's id and a space, which the form does not need. Its words say to which field
    // it belongs.
    for (const auto& f : findings_on(edit.book, edit.theme))
        if (f.error)
            out.push_back({f.what.find("near miss") == std::string::npos ? "examples" : "near_misses",
                           f.what.substr(edit.theme.size() + 1)});
    // Only new sentences are looked for in the stories: the old ones were, when they were new.
    std::vector<std::string> fresh = theme.examples;
    fresh.insert(fresh.end(), theme.near_misses.begin(), theme.near_misses.end());
    if (const auto* old = before.find(edit.theme))
        std::erase_if(fresh, [&](const std::string& s) {
            return std::find(old->examples.begin(), old->examples.end(), s) != old->examples.end() ||
                   std::find(old->near_misses.begin(), old->near_misses.end(), s) != old->near_misses.end();
        });
    for (const auto& s : said_by_tellers(work, fresh))
        out.push_back(
            {std::find(theme.examples.begin(), theme.examples.end(), s) == theme.examples.end() ? "near_misses"
                                                                                                : "examples",
             "“" + s +
                 "”: a teller wrote this. Everybody can read the codebook, and the sentence stays when a story is "
                 "taken back. Write a sentence of your own."});
    if (lines_of(why).empty()) out.push_back({"why", "Say in a few words why you change this."});
    return out;
}

// Answers a form that was sent. `slug`: the theme's; "" for a new one.
Reply answered(const Call& call, Workspace& work, const std::string& slug) {
    const auto& form = call.form;
    const bool save = value_of(form, "do") == "save";
    if (save && !may_save(call))
        return trouble(call, work, 403, "Not for this account", "Only an administrator can save a codebook.");
    const auto file = codebook_file(work.collection.config);
    const auto book = read_codebook(file.yaml, "codebook");
    Shown s;
    s.theme = slug.empty() ? nullptr : &book.at(slug);
    s.draft = typed_draft(form, book, s.theme ? s.theme->id : "");
    s.why = value_of(form, "why");
    s.started = started_from(work, values_of(form, "from"));
    const auto today = timestamp(now_ms()).substr(0, 10);
    const auto edit = edited(file.yaml, s.theme ? s.theme->id : "", s.draft, {today, call.session->account, s.why});
    s.complaints = edit.complaints;
    // Trying keeps the seal under which the form was opened: what others save meanwhile must not be overwritten unseen.
    std::string seal(value_of(form, "seal"));
    if (save && s.complaints.empty()) s.complaints = objections(work, book, edit, s.why);
    if (save && s.complaints.empty()) try {
            put_in_force(work.collection.config, seal, edit);
            if (work.collection.wake) work.collection.wake();
            return see_other("/desk/themes/" + edit.book.at(edit.theme).slug() + "?saved=yes");
        } catch (const Error& e) {
            // Somebody saved meanwhile. The page is shown with the new seal, so that saving once more succeeds.
            if (e.kind != ErrorKind::refused) throw;
            seal = file.seal;
            s.complaints.push_back(
                {"", std::string(e.what()) + ". It is now " + book.edition +
                         ". Look at what they changed. If you save again, your words replace theirs for this theme."});
        }
    if (!save && edit.book.find(edit.theme))
        s.tried = tried_view(work, tried_out(work, book, edit.book, edit.theme), !s.complaints.empty());
    return shown(call, work, book, seal, std::move(s));
}

}  // namespace

Reply desk_themes(const Call& call, Workspace& work) {
    const auto file = codebook_file(work.collection.config);
    const auto book = read_codebook(file.yaml, "codebook");
    const auto noted = changes_noted_in(file.yaml);
    View groups(std::vector<View>{}), changes(std::vector<View>{});
    for (const auto& g : book.groups) {
        View themes(std::vector<View>{});
        for (const auto& t : book.themes)
            if (t.group == g.id)
                themes.push({{"slug", t.slug()}, {"label", t.label}, {"cues", counted(t.cues.size(), "cue", "cues")}});
        groups.push({{"label", g.label}, {"themes", themes}});
    }
    for (auto c = noted.rbegin(); c != noted.rend(); ++c)
        changes.push({{"version", c->version},
                      {"date", c->note.date},
                      {"by", c->note.by},
                      {"theme", c->theme},
                      {"why", c->note.why}});
    return page(call, work, "desk-themes", "Themes of the codebook",
                {{"groups", groups}, {"changes", changes}, {"has_changes", !noted.empty()}, {"edition", book.edition}});
}

Reply desk_theme(const Call& call, Workspace& work) {
    const auto file = codebook_file(work.collection.config);
    const auto book = read_codebook(file.yaml, "codebook");
    Shown s;
    s.theme = &book.at(call.parts.at(0));
    s.draft = draft_of(book, *s.theme);
    return shown(call, work, book, file.seal, std::move(s));
}

Reply desk_theme_typed(const Call& call, Workspace& work) { return answered(call, work, call.parts.at(0)); }

Reply new_theme(const Call& call, Workspace& work) {
    const auto file = codebook_file(work.collection.config);
    const auto book = read_codebook(file.yaml, "codebook");
    Shown s;
    s.draft = empty_draft(book);
    s.started = started_from(work, values_of(call.query, "from"));
    for (const auto& p : s.started) s.draft.examples += p.quote + '\n';
    return shown(call, work, book, file.seal, std::move(s));
}

Reply new_theme_typed(const Call& call, Workspace& work) { return answered(call, work, ""); }

}  // namespace tangible::serve::pages
