// Each kind of record is written in the form that programs read best: words as text, lists as CSV, the rest as JSON.
#include "serve/pages/teller/everything.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/json_text.h"
#include "schemas/json/consent_record.h"
#include "serve/coding/judging.h"
#include "serve/collection/consent_record.h"
#include "serve/pages/pages.h"
#include "serve/pages/teller/teller.h"
#include "serve/pages/views.h"
#include "serve/web/zip_file.h"
#include <nlohmann/json.hpp>

namespace tangible::serve::pages {
namespace {

using Json = nlohmann::ordered_json;
using Files = std::vector<std::pair<std::string, std::string>>;

/// A name for the bytes as they were sent. The sender's own name for the file may be anything, so only its ending is
/// taken, and only if it is plain.
std::string name_of_sent(const Submission& s) {
    const auto dot = s.filename.rfind('.');
    std::string end = dot == std::string::npos ? "" : s.filename.substr(dot + 1);
    if (end.empty() || end.size() > 5 ||
        end.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != end.npos)
        end = s.channel == Channel::mail ? "eml" : "bytes";
    return "sent." + end;
}

std::string about_story(const Story& s) {
    return dumped(Json{{"reference", s.id},
                       {"title", s.title},
                       {"language", s.language},
                       {"place", s.place},
                       {"year", s.year ? Json(s.year) : Json()},
                       {"role", s.role},
                       {"partners", s.partners},
                       {"partnership", s.partnership},
                       {"answers", s.answers},
                       {"written_down_by", s.told_by.empty() ? "you" : s.told_by},
                       {"channel", name(s.channel)},
                       {"received", timestamp(s.received_ms)},
                       {"you_allow", to_string(s.chosen)},
                       {"in_force", to_string(s.consent.uses)},
                       {"moderation", name(s.moderation)}}) +
           "\n";
}

std::string passages_csv(const Codebook& codebook, const std::vector<Coding>& codings) {
    std::string out = csv_row({"theme", "passage", "found_by", "when"});
    for (const auto& c : codings) {
        const auto* theme = codebook.find(c.theme);
        out += csv_row({theme ? theme->label : c.theme, c.quote, c.coder.empty() ? "a program" : "a person",
                        c.decided_ms ? timestamp(c.decided_ms) : ""});
    }
    return out;
}

std::string moderation_csv(const std::vector<Moderated>& record) {
    std::string out = csv_row({"when", "what", "reason", "note", "by"});
    for (const auto& m : record)
        out += csv_row({timestamp(m.at_ms), name(m.act), keeping_sentence(m.reason), m.note,
                        m.who == "teller" ? "you" : "our team"});
    return out;
}

void add_story(Files& files, Workspace& work, const StoryId& id) {
    const auto original = work.store.original(id, Use::own);
    const auto seen = work.store.story(id, Use::own);
    if (!original || !seen) return;
    files.emplace_back("story.txt", original->title + "\n\n" + original->text + "\n");
    files.emplace_back("story-as-others-see-it.txt", seen->title + "\n\n" + seen->text + "\n");
    files.emplace_back("story.json", about_story(*original));
    int version = 0;
    for (const auto& v : work.store.earlier_versions(id, Use::own))
        files.emplace_back("earlier-version-" + std::to_string(++version) + ".txt", v.title + "\n\n" + v.text + "\n");
    int addition = 0;
    for (const auto& a : work.store.additions(id, Use::own))
        files.emplace_back("added-later-" + std::to_string(++addition) + ".txt", a.text + "\n");
    files.emplace_back("passages.csv", passages_csv(work.collection.codebook, standing_codings(work, *seen)));
    std::string hidden = csv_row({"words", "others_see"});
    for (const auto& r : work.store.redactions(id))
        if (r.instead) hidden += csv_row({r.words, *r.instead});
    files.emplace_back("hidden-words.csv", hidden);
    if (work.store.stories_of(original->submission).size() == 1) {
        auto sent = work.store.submission(original->submission);
        files.emplace_back(name_of_sent(sent), std::move(sent.bytes));
    }
}

}  // namespace

Files everything_about(Workspace& work, const Standing& standing, const std::string& base) {
    const auto& collection = work.collection;
    Files files;
    if (standing.state == Standing::State::story) add_story(files, work, standing.reference);
    if (standing.state == Standing::State::parked)
        if (const auto parked = work.store.parked(standing.reference)) {
            auto sent = work.store.submission(parked->submission);
            files.emplace_back(name_of_sent(sent), std::move(sent.bytes));
        }
    const auto record = consent_record(work.store, collection.config, collection.secret, base, standing.reference);
    files.emplace_back("consent.jsonld", to_json_ld(record, collection.form) + "\n");
    files.emplace_back("moderation.csv", moderation_csv(work.store.moderated(standing.reference)));
    View list(std::vector<View>{});
    for (const auto& [name, bytes] : files) list.push({{"name", name}});
    files.emplace_back("index.html", collection.templates.render("everything", {{"files", list},
                                                                                {"reference", standing.reference},
                                                                                {"collection", collection.config.name},
                                                                                {"contact", collection.config.contact},
                                                                                {"made", day(now_ms())}}));
    return files;
}

Reply manage_everything(const Call& call, Workspace& work) {
    const auto standing = standing_or_404(call, work);
    return {200,
            "application/zip",
            zip_file(everything_about(work, standing, base_of(call, work.collection.config))),
            {{"Content-Disposition", "attachment; filename=\"story-" + standing.reference + ".zip\""},
             {"Cache-Control", "no-store"}}};
}

}  // namespace tangible::serve::pages
