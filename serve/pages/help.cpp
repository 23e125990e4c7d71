// The manual in the browser: a page with all chapters, and a page for each.
#include "schemas/ground/error.h"
#include "serve/help/manual.h"
#include "serve/pages/pages.h"

namespace tangible::serve::pages {

Reply help(const Call& call, Workspace& work) {
    View chapters(std::vector<View>{});
    for (const Chapter& c : manual()) chapters.push({{"name", c.name}, {"title", c.title}, {"summary", c.summary}});
    return page(call, work, "help", "Help", {{"chapters", chapters}});
}

Reply help_chapter(const Call& call, Workspace& work) {
    const auto c = chapter(call.parts.at(0));
    if (!c) throw Error(ErrorKind::not_found, "There is no such chapter", "See the list of chapters under Help.");
    return page(call, work, "help-chapter", c->title, {{"title", c->title}, {"text_html", View::html(as_html(*c))}});
}

}  // namespace tangible::serve::pages
