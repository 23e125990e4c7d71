// The frame that all pages share, and the simplest pages: errors, "About these stories", static files.
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/system/own_file.h"
#include "schemas/system/share.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <fstream>
#include <iterator>
#include <sstream>

namespace tangible::serve::pages {

namespace {

/// Returns the notice of a batch, such as the sample's "these stories are invented"; "" when there is none. Once
/// everyone may read a story that did not come with the batch, the notice must not speak of all stories: the batch's
/// other wording takes its place.
std::string notice_of(Store& store) {
    auto notice = store.get("notice");
    if (notice.empty()) return notice;
    std::istringstream in(store.get("notice_about"));
    const std::vector<StoryId> about(std::istream_iterator<std::string>(in), {});
    return !about.empty() && store.has_stories_besides(about) ? store.get("notice_beside") : notice;
}

}  // namespace

Reply page(const Call& call, Workspace& work, const char* name, const std::string& title, View view, int status) {
    const auto& collection = work.collection;
    view["page_title"] = title;
    view["collection"] = collection.config.name;
    view["notice"] = notice_of(work.store);
    view["contact"] = collection.config.contact;
    view["authority"] = collection.config.authority;
    view["signed_in"] = call.session.has_value();
    view["staff"] = call.role() >= Role::coder;
    view["moderator"] = call.role() >= Role::moderator;
    view["moderated"] = collection.config.moderated();
    view["account"] = call.session ? call.session->account : "";
    // Every form on a page for signed-in people sends this token back; dispatch() checks it.
    view["csrf"] = call.session ? call.session->csrf : "";
    return {status, "text/html; charset=utf-8", collection.templates.render(name, view), {}};
}

Reply trouble(const Call& call, Workspace& work, int status, const std::string& title, const std::string& sentence) {
    const bool for_programs = call.path.starts_with("/api/") || call.format == "json";
    if (for_programs) return json(error_json(std::to_string(status), title, sentence), status);
    return page(call, work, "trouble", title,
                {{"title", title}, {"sentence", sentence}, {"sign_in", status == 401}, {"status", status}}, status);
}

Reply about(const Call& call, Workspace& work) {
    const auto& book = work.collection.codebook;
    View uses(std::vector<View>{});
    for (const auto& u : work.collection.form.uses)
        uses.push({{"question", u.question}, {"consequence", u.consequence}});
    return page(call, work, "about", "About these stories",
                {{"uses", uses},
                 {"edition", book.edition},
                 {"status", book.status},
                 {"codebook_notice", book.notice},
                 {"themes", book.themes.size()},
                 {"groups", book.groups.size()}});
}

Reply file(const Call& call, Workspace& work) {
    struct Known {
        const char* name;
        const char* type;
    };
    // A fixed list: no part of the address ever becomes a path on the disk.
    static constexpr Known files[] = {{"style.css", "text/css; charset=utf-8"}, {"mark.svg", "image/svg+xml"}};
    for (const auto& f : files) {
        if (call.parts.at(0) != f.name) continue;
        auto bytes = content_of(shared_file(std::string("serve/pages/static/") + f.name));
        return {200, f.type, std::move(bytes), {{"Cache-Control", "public, max-age=3600"}}};
    }
    return trouble(call, work, 404, "Page not found", "There is no such file.");
}

}  // namespace tangible::serve::pages
