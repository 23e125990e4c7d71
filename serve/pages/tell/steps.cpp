// The short pages, on which a teller answers one question after the other. Each is a row of steps_of(), which says
// which fields of the form it asks for. A page is saved as a whole before it is checked, so that a mistake loses
// nothing; only what the form could never take is left out.
#include "ingest/reading/form.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/pages/pages.h"
#include "serve/pages/tell/tell.h"
#include "serve/pages/tell/telling.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"
#include <algorithm>
#include <optional>

namespace tangible::serve::pages {
namespace {

/// Of the words of one draft. Longer ones are shown again, but not kept.
constexpr std::size_t max_words_bytes = std::size_t{1} << 20;
/// Of a file's name and declared type; a header of a part has at most 16 KiB.
constexpr std::size_t max_name_bytes = 500;

/// One of the short pages.
struct Step {
    std::string slug, title;
    std::vector<std::string> fields;  ///< of the form, by name
    const char* kind = "";            ///< the member of the view that makes the template show it
    std::string question;             ///< the key of its question; "" for none
};

std::vector<Step> steps_of(const Collection& collection) {
    std::vector<Step> all = {
        {"story", "What happened?", {"story", "told_by"}, "is_story", ""},
        {"about", "About your story", {"title", "year", "place", "partners", "partnership", "role"}, "is_about", ""}};
    for (const auto& q : collection.form.questions) {
        const auto key = answer_field(q.id);
        all.push_back({"question-" + q.id,
                       q.question,
                       {key, answer_field(q.id, "then"), answer_field(q.id, "now")},
                       "is_question",
                       key});
    }
    all.push_back({"choices", "You decide how it is used", {"uses"}, "is_choices", ""});
    return all;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

/// Whether a problem with this field is shown on the step's page.
bool is_about(const Problem& p, const Step& step) {
    return has(step.fields, p.field) || (p.field == "files" && step.slug == "story");
}

std::size_t place_of(const std::vector<Step>& steps, const std::string& slug) {
    const auto at = std::ranges::find_if(steps, [&](const Step& s) { return s.slug == slug; });
    if (at == steps.end()) throw Error(ErrorKind::not_found, "There is no such page");
    return static_cast<std::size_t>(at - steps.begin());
}

/// The field of a draft that says on which page its teller goes on. It is no part of the form.
constexpr char goes_on_at[] = "at";

Fields without(Fields fields, const std::vector<std::string>& names) {
    std::erase_if(fields, [&](const auto& f) { return has(names, f.first); });
    return fields;
}

std::string path_of(const std::string& token) { return "/tell/" + token; }

/// The key of the submission that a draft becomes. The private link follows from it, so a draft that is sent twice
/// leads to one story, and the draft's own link leads there too.
std::string key_of_draft(const std::string& token) { return "draft " + token; }

/// What a browser sent from one of the pages.
struct Posted {
    Fields fields;
    std::vector<UnsentFile> files;
    bool is_whole = true;
};

Posted posted(const Call& call) {
    const auto boundary = ingest::boundary_of(call.content_type);
    if (boundary.empty()) return {call.form, {}, value_of(call.form, "end") == "complete"};
    const auto parts = ingest::form_parts(call.body, boundary);
    Posted out;
    // "end" is the last field of the page. Without it the page was cut off on its way, even when it looks complete.
    out.is_whole = parts && ingest::field(*parts, "end") == "complete";
    if (!out.is_whole) return out;
    for (const auto& p : *parts) {
        if (!p.is_file)
            out.fields.emplace_back(p.name, p.bytes);
        else if (!p.bytes.empty())
            out.files.push_back({0, p.filename.substr(0, max_name_bytes), p.content_type.substr(0, max_name_bytes),
                                 p.bytes.size(), std::string(p.bytes)});
    }
    return out;
}

/// A draft with its token in the standard spelling.
struct Open {
    std::string token;
    Told told;
    std::int64_t until_ms = 0;
};

/// The step that the path names; the first one has a route of its own.
std::string step_in(const Call& call) { return call.parts.size() > 1 ? call.parts[1] : "story"; }

std::optional<Open> opened(const Call& call, Workspace& work) {
    const auto token = parse_draft_token(call.parts.at(0));
    if (!token) return std::nullopt;
    auto draft = work.store.draft(*token, now_ms());
    if (!draft) return std::nullopt;
    return Open{*token, {std::move(draft->fields), std::move(draft->files)}, draft->until_ms};
}

bool is_same(const Unsent& draft, const Told& told) {
    return draft.fields == told.fields &&
           std::ranges::equal(draft.files, told.files, {}, &UnsentFile::number, &UnsentFile::number);
}

// Where a link leads whose draft is gone. For an hour it leads to the private page of the story that it became, whose
// link may have been lost on its way. After that it does not: codes of drafts are read out, and whoever has the private
// link can take the story back.
Reply gone(const Call& call, Workspace& work) {
    if (const auto token = parse_draft_token(call.parts.at(0))) {
        const auto link = private_token(work.collection.secret, key_of_draft(*token));
        const auto standing = work.store.standing(link);
        if (standing.state != Standing::State::unknown) {
            if (now_ms() - standing.received_ms < hour_ms) return see_other("/manage/" + link);
            return trouble(call, work, 410, "This story was sent",
                           "Please open it with the private link that you were given then, or with the code of that "
                           "link.");
        }
    }
    return trouble(call, work, 404, "We do not have this story",
                   "Please check that you copied the whole link or code. We keep a story that was not sent for " +
                       std::to_string(draft_days) + " days, and then we erase it.");
}

// One of the pages. Before there is a draft, `token` is "" and `step` the first one.
Reply step_page(const Call& call, Workspace& work, const std::string& token, const Step& step, const Told& told,
                const std::vector<Problem>& problems, int status, bool change = false) {
    const auto steps = steps_of(work.collection);
    const auto at = place_of(steps, step.slug);
    auto view = form_view(work, told);
    add_problems(view, problems);
    view[step.kind] = true;
    view["heading"] = true;
    for (auto q : view["questions"].list())
        if (q["key"].text() == step.question) view["asked"] = q;
    view["begins"] = token.empty();
    view["change"] = change;
    view["action"] = (token.empty() ? "/tell" : path_of(token)) + "/" + step.slug;
    view["page_number"] = at + 1;
    view["page_count"] = steps.size();
    view["back"] = change   ? path_of(token) + "/check"
                   : at > 0 ? path_of(token) + "/" + steps[at - 1].slug
                            : std::string("/tell");
    auto reply = page(call, work, "tell-step", titled(step.title, problems), view, status);
    reply.headers.emplace_back("Cache-Control", token.empty() ? "no-cache" : "no-store");
    return reply;
}

// Takes what was posted for one step into the draft. Returns what is wrong with it. Files that the form cannot take are
// left out, and everything else is kept, right or wrong. A draft that was sent or deleted meanwhile, in another window,
// does not come back.
std::vector<Problem> taken(const Call& call, Workspace& work, const std::string& token, bool is_new, const Step& step,
                           Told& told, Posted posted) {
    const bool leaves = value_of(posted.fields, "later") == "yes";
    told.fields = without(std::move(told.fields), step.fields);
    for (auto& f : posted.fields)
        if (has(step.fields, f.first) && !f.second.empty()) told.fields.push_back(std::move(f));
    auto all = told;
    all.files.insert(all.files.end(), posted.files.begin(), posted.files.end());
    auto problems = problems_of(all, work.collection);
    std::erase_if(problems, [&](const Problem& p) { return !is_about(p, step); });
    if (std::ranges::any_of(problems, [](const Problem& p) { return p.field == "files"; })) posted.files.clear();
    std::size_t bytes = 0;
    for (const auto& [name, value] : told.fields) bytes += name.size() + value.size();
    if (bytes > max_words_bytes) return problems;
    auto fields = without(told.fields, {goes_on_at});
    // Who puts a page aside comes back to it; who goes on comes back to the next.
    const auto steps = steps_of(work.collection);
    const auto next = place_of(steps, step.slug) + 1;
    const bool is_last = next == steps.size();
    fields.emplace_back(goes_on_at, leaves ? step.slug : is_last ? "check" : steps[next].slug);
    const auto& first = step.fields.front();
    try {
        bool has_room = true;
        work.store.together([&] {
            if (is_new || work.store.draft(token, now_ms()))
                has_room = work.store.save_draft(token, client_block(call.client), fields, posted.files, now_ms());
        });
        if (!has_room)
            return {{first, "Many people in your network are writing a story, so we cannot keep yours for later now. "
                            "Please use the form with all questions on one page"}};
    } catch (const Error& e) {
        log_trouble(e.what());
        work.collection.suspect(e);
        return {{first, "We cannot keep your words at the moment. They are still below. Please try again in a few "
                        "minutes"}};
    }
    if (auto draft = work.store.draft(token, now_ms())) told.files = std::move(draft->files);
    return problems;
}

// Saves one page, and leads to where the button that was pressed says.
Reply saved(const Call& call, Workspace& work, const std::string& token, bool is_new, const Step& step, Told told,
            const Posted& from_page) {
    const auto& sent = from_page.fields;
    const bool later = value_of(sent, "later") == "yes", change = value_of(sent, "change") == "yes";
    const auto problems = taken(call, work, token, is_new, step, told, from_page);
    const bool kept = work.store.draft(token, now_ms()).has_value();
    if (!kept && !is_new) return gone(call, work);
    const auto path = path_of(token);
    if (const auto number = value_of(sent, "remove"); !number.empty()) {
        work.store.drop_draft_file(token, std::atoll(std::string(number).c_str()));
        return see_other(path + "/" + step.slug + (change ? "?change=yes" : ""));
    }
    if (later && kept) return see_other(path + "/later");
    if (!problems.empty()) return step_page(call, work, kept ? token : "", step, told, problems, 422, change);
    const auto steps = steps_of(work.collection);
    const auto next = place_of(steps, step.slug) + 1;
    return see_other(path + "/" + (change || next == steps.size() ? "check" : steps[next].slug));
}

/// A line of the list that a teller checks.
View row(const std::string& title, const std::vector<std::string>& lines, const std::string& change) {
    View list(std::vector<View>{});
    for (const auto& line : lines)
        if (!line.empty()) list.push({{"line", line}});
    return {{"name", title}, {"lines", list}, {"has_lines", !list.list().empty()}, {"change", change}};
}

std::vector<std::string> about_lines(Workspace& work, const Fields& fields) {
    const auto& form = work.collection.form;
    std::vector<std::string> lines;
    const auto add = [&](const char* what, const std::string& value) {
        if (!value.empty()) lines.push_back(std::string(what) + ": " + value);
    };
    const auto value = [&](const char* name) { return std::string(value_of(fields, name)); };
    add("Name", value("title"));
    add("Year", value("year"));
    add("Place", value("place"));
    for (const auto& p : work.store.partnerships())
        if (p.id == value("partnership")) add("Partnership", p.name);
    add("Who you are in it", role_of(form, value("role")));
    std::string partners;
    for (const auto& p : values_of(fields, "partners"))
        partners += (partners.empty() ? "" : ", ") + form.partner_label(p);
    add("Who worked together", partners);
    return lines;
}

std::vector<std::string> answer_lines(const Question& q, const Answers& answers) {
    const auto at = answers.find(q.id);
    if (at == answers.end()) return {};
    return tangible::in_words({*at}, {q}).front().lines;
}

std::vector<std::string> use_lines(const Collection& collection, const Fields& fields) {
    const auto chosen = values_of(fields, "uses");
    const auto recorded = details_of(fields, collection).consent->uses;
    std::vector<std::string> lines;
    for (const auto& u : collection.form.uses)
        lines.push_back(u.question + (has(chosen, std::string(name(u.use))) ? " Yes"
                                      : recorded.has(u.use) ? " Yes, because you said yes to another use that needs it"
                                                            : " No"));
    return lines;
}

Reply check_page(const Call& call, Workspace& work, const Open& open, const std::vector<Problem>& problems,
                 int status) {
    const auto& fields = open.told.fields;
    const auto steps = steps_of(work.collection);
    const auto change = [&](const std::string& slug) { return path_of(open.token) + "/" + slug + "?change=yes"; };
    std::vector<std::string> story = {std::string(value_of(fields, "story"))};
    for (const auto& f : open.told.files) story.push_back("File: " + f.filename);
    View rows(std::vector<View>{});
    rows.push(row("What happened?", story, change("story")));
    rows.push(row("About your story", about_lines(work, fields), change("about")));
    for (const auto& q : questions_of(work.collection))
        rows.push(row(q.question, answer_lines(q, answers_of(fields)), change("question-" + q.id)));
    rows.push(row("How we may use it", use_lines(work.collection, fields), change("choices")));
    View view{{"rows", rows},
              {"action", path_of(open.token) + "/check"},
              {"later", path_of(open.token) + "/later"},
              {"helper", value_of(fields, "told_by") == "helper"},
              {"back", path_of(open.token) + "/" + steps.back().slug}};
    View list(std::vector<View>{});
    for (const auto& p : problems) {
        const auto step = std::ranges::find_if(steps, [&](const Step& s) { return is_about(p, s); });
        list.push({{"field", step == steps.end() ? "" : change(step->slug) + "#" + p.field}, {"sentence", p.sentence}});
    }
    view["problems"] = list;
    view["has_problems"] = !problems.empty();
    view["elsewhere"] = true;
    auto reply = page(call, work, "tell-check", titled("Check your answers", problems), view, status);
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

Reply start_page(const Call& call, Workspace& work, bool wrong_code) {
    auto view = form_view(work, {});
    view["mail_address"] = work.collection.config.mail_from;
    view["wrong_code"] = wrong_code;
    view["code"] = value_of(call.form, "code");
    view["draft_days"] = draft_days;
    return page(call, work, "tell-start", (wrong_code ? "Error: " : "") + work.collection.form.title, view,
                wrong_code ? 422 : 200);
}

// The body that a browser would post for these answers. The draft's own hash makes it differ from the same words of
// another teller, as the token of a form does.
ingest::PostedForm body_of(const Open& open, const std::vector<UnsentFile>& files) {
    const auto draft = sha256_hex(open.token);
    std::vector<ingest::FormPart> parts = {{"token", "", "", false, draft}};
    for (const auto& [name, value] : open.told.fields)
        if (name != goes_on_at) parts.push_back({name, "", "", false, value});
    for (const auto& f : files) parts.push_back({"files", f.filename, f.content_type, true, f.bytes});
    parts.push_back({"end", "", "", false, "complete"});
    return ingest::posted_form(parts);
}

}  // namespace

Reply tell(const Call& call, Workspace& work) { return start_page(call, work, false); }

Reply tell_begin(const Call& call, Workspace& work) {
    Told told;
    if (value_of(call.query, "told_by") == "helper") told.fields.emplace_back("told_by", "helper");
    return step_page(call, work, "", steps_of(work.collection).front(), told, {}, 200);
}

// In order: the page arrived whole, its token is fresh, the field that only programs fill is empty, something was
// typed. Only then is there a draft.
Reply tell_begun(const Call& call, Workspace& work) {
    const auto step = steps_of(work.collection).front();
    auto from_page = posted(call);
    Told told;
    for (const auto& f : from_page.fields)
        if (has(step.fields, f.first)) told.fields.push_back(f);
    const auto again = [&](const std::string& sentence, int status) {
        return step_page(call, work, "", step, told, {{"story", sentence}}, status);
    };
    if (!from_page.is_whole)
        return again("Only part of what you sent arrived. Please go back in your browser and try again", 400);
    if (!one_time_token_fits(work.collection.secret, "tell", value_of(from_page.fields, "token"), now_ms()))
        return again("This page was open for more than a day. Your words are still below. Please press Continue again",
                     400);
    if (!value_of(from_page.fields, "website").empty())
        return trouble(call, work, 400, "Your story was not kept",
                       "It looks as if a program sent it. If you are a person, please write to us.");
    auto whole = told;
    whole.files = from_page.files;
    auto problems = problems_of(whole, work.collection);
    const bool nothing =
        std::ranges::any_of(problems, [](const Problem& p) { return p.sentence.starts_with("Write what happened"); });
    if (nothing) {
        std::erase_if(problems, [&](const Problem& p) { return !is_about(p, step); });
        return step_page(call, work, "", step, told, problems, 422);
    }
    if (const auto wait = work.collection.limits.drafts.take(client_block(call.client)); wait.count() > 0)
        return retry_after(wait, again(wait_in_words(wait), 429));
    return saved(call, work, draft_token(), true, step, {}, from_page);
}

Reply tell_back(const Call& call, Workspace& work) {
    const auto token = parse_draft_token(value_of(call.form, "code"));
    return token ? see_other(path_of(*token)) : start_page(call, work, true);
}

Reply tell_on(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    const std::string at(value_of(open->told.fields, goes_on_at));
    const bool is_there = std::ranges::any_of(steps_of(work.collection), [&](const Step& s) { return s.slug == at; });
    return see_other(path_of(open->token) + "/" + (is_there ? at : "check"));
}

Reply tell_step(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    const auto steps = steps_of(work.collection);
    return step_page(call, work, open->token, steps[place_of(steps, step_in(call))], open->told, {}, 200,
                     value_of(call.query, "change") == "yes");
}

Reply tell_step_saved(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    const auto steps = steps_of(work.collection);
    const auto& step = steps[place_of(steps, step_in(call))];
    const auto from_page = posted(call);
    if (!from_page.is_whole)
        return step_page(call, work, open->token, step, open->told,
                         {{step.fields.front(),
                           "Only part of what you sent arrived. What you see below is what we have kept. To get back "
                           "what you typed, go back in your browser. Then try again"}},
                         400, value_of(from_page.fields, "change") == "yes");
    return saved(call, work, open->token, false, step, open->told, from_page);
}

Reply tell_later(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    auto reply = page(call, work, "tell-later", "Your story is saved",
                      {{"token", open->token},
                       {"link", base_of(call, work.collection.config) + path_of(open->token)},
                       {"path", path_of(open->token)},
                       {"until", day(open->until_ms)},
                       {"draft_days", draft_days}});
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

Reply tell_deleted(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    work.store.drop_draft(open->token);
    if (work.collection.wake) work.collection.wake();
    return see_other("/tell");
}

Reply tell_check(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    return open ? check_page(call, work, *open, {}, 200) : gone(call, work);
}

Reply tell_sent(const Call& call, Workspace& work) {
    const auto open = opened(call, work);
    if (!open) return gone(call, work);
    if (const auto problems = problems_of(open->told, work.collection); !problems.empty())
        return check_page(call, work, *open, problems, 422);
    const auto again = [&](const std::string& sentence, int status) {
        const auto still = opened(call, work);
        return still ? check_page(call, work, *still, {{"story", sentence}}, status) : gone(call, work);
    };
    if (const auto wait = wait_for_turn(call, work, sha256_hex(open->token)); wait.count() > 0)
        return retry_after(wait, again(wait_in_words(wait), 429));
    const auto files = work.store.draft_files(open->token);
    auto form = body_of(*open, files);
    Submission s;
    s.channel = Channel::form;
    s.media_type = std::move(form.content_type);
    s.bytes = std::move(form.body);
    s.details = details_of(open->told.fields, work.collection);
    s.key = key_of_draft(open->token);
    // Another window may have changed or deleted the draft since it was read. Only after a second press of the button
    // is it right that there is none: its story has arrived.
    const auto sent = [&](const Receipt& receipt) {
        const auto draft = work.store.draft(open->token, now_ms());
        if (draft ? !is_same(*draft, open->told) : receipt.is_new)
            throw Error(ErrorKind::refused, "the draft has changed while it was sent");
        work.store.note_draft_sent(open->token);
    };
    return received(work, std::move(s), sent, again);
}

}  // namespace tangible::serve::pages
