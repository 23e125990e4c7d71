#include "index/fields.h"
#include "index/likeness.h"
#include "index/terms.h"
#include <algorithm>

namespace tangible::index {

bool belongs(const Story& story) { return !story.consent.uses.empty(); }

namespace {

using Posting = std::uint64_t;  ///< number of a word, then position: in order by word, then by place
Posting posting(std::uint32_t word, std::uint32_t position) { return static_cast<Posting>(word) << 32 | position; }
std::uint32_t word_of(Posting p) { return static_cast<std::uint32_t>(p >> 32); }

class Gathering {
public:
    Gathering(Analyser& analyser, const std::string& language) : analyser_(analyser), language_(language) {}

    void add_text(std::string_view text, const Analysis& analysis) {
        std::size_t seen = 0;
        for (const auto& token : analysis.tokens) {
            const auto between = text.substr(seen, token.span.begin - seen);
            position_ +=
                1 + terms::line_gap * static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
            seen = token.span.end;
            add(token.word);
            for (auto part : analyser_.parts(text, token)) add(part);
        }
    }
    void end_line() { position_ += terms::line_gap; }

    std::vector<Document::Term> terms() {
        std::vector<Document::Term> out;
        each(words_, [&](std::uint32_t word, auto from, auto to) {
            out.push_back({std::string(analyser_.folded(word)), static_cast<std::uint32_t>(to - from), {}});
        });
        each(stems_, [&](std::uint32_t stem, auto from, auto to) {
            out.push_back(
                {terms::stem(analyser_.folded(stem)), static_cast<std::uint32_t>(to - from), positions(from, to)});
        });
        return out;
    }

private:
    using Postings = std::vector<Posting>;

    void add(std::uint32_t word) {
        words_.push_back(posting(word, position_));
        stems_.push_back(posting(analyser_.stem_number(word, language_), position_));
    }
    template <class Each> static void each(Postings& postings, Each each) {
        std::sort(postings.begin(), postings.end());
        for (auto from = postings.begin(); from != postings.end();) {
            const auto word = word_of(*from);
            auto to = std::find_if(from, postings.end(), [&](Posting p) { return word_of(p) != word; });
            each(word, from, to);
            from = to;
        }
    }
    static std::vector<std::uint32_t> positions(Postings::iterator from, Postings::iterator to) {
        std::vector<std::uint32_t> out(static_cast<std::size_t>(to - from));
        std::transform(from, to, out.begin(), [](Posting p) { return static_cast<std::uint32_t>(p); });
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    Analyser& analyser_;
    std::string language_;
    std::uint32_t position_ = 0;
    Postings words_, stems_;
};

void add_values(std::vector<Document::Term>& to, std::string_view prefix, const std::vector<std::string>& values) {
    for (const auto& value : values)
        if (auto term = terms::value(prefix, value); term.size() > prefix.size())
            to.push_back({std::move(term), 0, {}});
}

std::vector<std::string> words_of(std::string_view folded_value) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < folded_value.size();) {
        const auto end = std::min(folded_value.find(' ', at), folded_value.size());
        out.emplace_back(folded_value.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

void add_fields(std::vector<Document::Term>& to, const Story& story, const std::vector<Coding>& codings) {
    for (const auto& field : fields()) add_values(to, field.prefix, field.values({story, codings}));
    add_values(to, terms::place_word, words_of(terms::folded_value(story.place)));
    if (!story.language.empty()) to.push_back({terms::language(story.language), 0, {}});
    for (Use use : all_uses)
        if (use != Use::own && story.consent.uses.has(use)) to.push_back({terms::allowed(use), 0, {}});
    to.push_back({terms::reference(story.id), 0, {}});
}

// Only the team is ever asked whether two stories are one.
void add_fingerprints(std::vector<Document::Term>& to, const Story& story, const Analysis& of_text,
                      const Analyser& analyser) {
    if (!story.consent.uses.has(Use::team)) return;
    for (const auto f : fingerprints(shingles(of_text, analyser))) to.push_back({terms::fingerprint(f), 0, {}});
}

bool before(const Document::Term& a, const Document::Term& b) { return a.text < b.text; }
bool same(const Document::Term& a, const Document::Term& b) { return a.text == b.text; }

}  // namespace

Document document_of(const Story& story, const Analysis& of_text, Analyser& analyser,
                     const std::vector<Coding>& settled) {
    Gathering words(analyser, of_text.language);
    words.add_text(story.text, of_text);
    words.end_line();
    words.add_text(story.title, analyser.analyse(story.title, of_text.language));

    Document out;
    out.terms = words.terms();
    add_fields(out.terms, story, settled);
    add_fingerprints(out.terms, story, of_text, analyser);
    std::sort(out.terms.begin(), out.terms.end(), before);
    out.terms.erase(std::unique(out.terms.begin(), out.terms.end(), same), out.terms.end());
    out.values = {{terms::year_slot, static_cast<double>(story.year)},
                  {terms::received_slot, static_cast<double>(story.received_ms)},
                  {terms::opened_slot, static_cast<double>(story.opened)},
                  {terms::reference_slot, static_cast<double>(number_of(story.id))}};
    out.data = terms::coded({story.id, settled});
    return out;
}

}  // namespace tangible::index
