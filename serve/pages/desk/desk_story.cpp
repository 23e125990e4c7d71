// What stands beside a story's text. Tables turn stored values into words: acknowledgements and kinds of asides; the
// latter are in the order of their enum. add_surroundings() fills the View from the story
// and the store; add_hints() lists the hints of the model, then those of demoted rules.
#include "serve/pages/desk/desk_story.h"
#include "index/building/rules.h"
#include "ingest/personal/personal.h"
#include "serve/coding/moderating.h"
#include <array>
#include <utility>

namespace tangible::serve::pages {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 14> acknowledgements = {{
    {"sent", "We told the sender that the story arrived, and sent the private link."},
    {"due", "We will tell the sender that the story arrived."},
    {"bounce", "We did not tell the sender that the story arrived: a mail system sent it."},
    {"automatic", "We did not tell the sender that the story arrived: a program sent it."},
    {"list", "We did not tell the sender that the story arrived: it came through a mailing list."},
    {"not_addressed",
     "We did not tell the sender that the story arrived: the email does not name the address to which it came."},
    {"no_address",
     "We did not tell the sender that the story arrived: the email has no address to which we can reply."},
    {"ourselves", "We did not tell the sender that the story arrived: it came from our own address."},
    {"one_a_day", "We did not tell the sender that the story arrived: we had sent another email to the same address "
                  "less than a day before."},
    {"old",
     "We did not tell the sender that the story arrived: the email was written more than five days before it arrived."},
    {"too_late",
     "We did not tell the sender that the story arrived: our mail system could not send mail for five days."},
    {"refused", "We did not tell the sender that the story arrived: our mail system refused the address."},
    {"spam", "We did not tell the sender that the story arrived: a filter marked it as spam."},
    {"withdrawn", "The sender took the story back."},
}};

const char* sentence(std::string_view acknowledgement) {
    for (auto [word, words] : acknowledgements)
        if (word == acknowledgement) return words;
    return acknowledgement.empty() ? "" : "We did not tell the sender that the story arrived.";
}

std::string person(const Person& p) {
    if (p.name.empty()) return p.addr;
    return p.addr.empty() ? p.name : p.name + " <" + p.addr + ">";
}

View asides_view(const Story& story) {
    constexpr std::array kinds = {"Footnote", "Endnote", "Comment", "Page header", "Page footer"};
    View list(std::vector<View>{});
    for (const auto& a : story.asides) list.push({{"kind", kinds[static_cast<std::size_t>(a.kind)]}, {"text", a.text}});
    return list;
}

/// Words that could identify somebody, each with some of its line on either side, cut between words.
View personal_view(const Story& story) {
    constexpr std::size_t around_bytes = 40;
    View list(std::vector<View>{});
    const std::string_view text = story.text;
    for (const auto& [kind, span] : ingest::personal(text)) {
        std::size_t begin = span.begin, end = span.end;
        while (begin > 0 && text[begin - 1] != '\n' && span.begin - begin < around_bytes) --begin;
        while (end < text.size() && text[end] != '\n' && end - span.end < around_bytes) ++end;
        // An end within a word moves inwards to the word's edge, so that neither word nor UTF-8 character is cut.
        while (begin > 0 && begin < span.begin && text[begin - 1] != '\n' && text[begin - 1] != ' ') ++begin;
        while (end < text.size() && end > span.end && text[end] != '\n' && text[end] != ' ') --end;
        list.push({{"kind", kind_in_words(kind)},
                   {"before", std::string(text.substr(begin, span.begin - begin))},
                   {"text", std::string(cut(text, span))},
                   {"after", std::string(text.substr(span.end, end - span.end))}});
    }
    return list;
}

std::string rests_on(const Hint& h) {
    if (h.confirmed + h.rejected == 0)
        return "from the words of the codebook, because nobody has decided on this theme yet";
    return "learned from " + counted(h.confirmed, "confirmation", "confirmations") + " and " +
           counted(h.rejected, "rejection", "rejections");
}

}  // namespace

void add_surroundings(View& view, Workspace& work, const Story& story) {
    if (story.senders) {
        view["sender"] = person(story.senders->sender);
        if (story.senders->author) view["author"] = person(*story.senders->author);
    }
    view["acknowledgement"] = sentence(work.store.acknowledgement_of(story.submission));
    // Without a wording the teller saw no form: the story came as a mail or a file, with the default uses.
    view["unasked"] = story.consent.wording.empty();
    auto additions = work.store.additions(story.id, Use::team);
    for (auto& addition : additions)  // what is part of the story is shown as others see it
        for (const auto& part : story.follow_ups)
            if (part.id == addition.id) addition.text = cut(story.text, part.span);
    view["of"] = story.id;
    view["additions"] = additions_view(additions);
    view["has_additions"] = !additions.empty();
    Story with_closed = story;
    add_closed_cuts(with_closed, additions);
    view["cuts"] = cuts_view(with_closed);
    view["has_cuts"] = !with_closed.cuts.empty();
    view["put_back"] = work.store.put_back(story.id);
    view["asides"] = asides_view(story);
    view["has_asides"] = !story.asides.empty();
    view["personal"] = personal_view(story);
    view["has_personal"] = !ingest::personal(story.text).empty();
    View problems(std::vector<View>{});
    for (const auto& p : story.problems) problems.push({{"problem", p}});
    view["problems"] = problems;
}

std::string kept_so_far(const std::vector<RuleRecord>& rules, std::string_view theme, std::string_view cue) {
    for (const auto& r : rules)
        if (r.theme == theme && r.cue == index::speaking(cue))
            return "people accepted " + std::to_string(r.kept) + " of " + std::to_string(r.decided) +
                   (cue.empty() ? " hints like this" : " suggestions of this cue");
    return "";
}

void add_hints(View& view, Workspace& work, const Story& story, const std::vector<Coding>& codings,
               const std::vector<RuleRecord>& rules) {
    View list(std::vector<View>{});
    int n = 0;
    // Both kinds of hints are numbered in one row. `learned` marks those of the model (Decision::hinted).
    const auto push = [&](const std::string& theme, Span span, std::string_view quote) -> View {
        return {{"number", ++n},       {"theme", theme},  {"theme_label", work.collection.codebook.at(theme).label},
                {"begin", span.begin}, {"end", span.end}, {"quote", quote},
                {"kept", ""}};
    };
    for (const auto& h : work.hints.on(story, codings, work.store, work.collection.codebook)) {
        std::string words;
        for (const auto& w : h.words) words += (words.empty() ? "“" : ", “") + w + "”";
        auto line = push(h.theme, h.passage, h.quote);
        line["likely"] = h.likely;
        line["words"] = words;
        line["from"] = rests_on(h);
        line["kept"] = kept_so_far(rules, h.theme, "");
        line["learned"] = true;
        list.push(line);
    }
    index::Analyser analyser;
    for (const auto& c : index::found_by_demoted(rules, work.collection.cues, analyser, story, codings)) {
        auto line = push(c.theme, c.span, c.quote);
        line["likely"] = "found by a cue that people mostly rejected here";
        line["words"] = "“" + c.cue + "”";
        line["from"] = kept_so_far(rules, c.theme, c.cue);
        list.push(line);
    }
    view["has_hints"] = n > 0;
    view["learned_hints"] = list;
}

}  // namespace tangible::serve::pages
