// Makes the document that terms.h describes. A pass over the tokens notes each word and each stem as one 64-bit number:
// the Analyser's number of the word above, the position below. Sorting these numbers groups a word's occurrences and
// puts its positions in order, without comparing a single string: O(words log words). Fields, fingerprints, values and
// data are added afterwards. document_of() turns the numbers into the terms themselves.
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/words/likeness.h"
#include "schemas/shapes/readable.h"
#include <algorithm>
#include <iterator>

namespace tangible::index {

bool belongs(const Story& story) { return !story.consent.uses.empty(); }

namespace {

using Posting = std::uint64_t;  ///< the word's number in the upper 32 bits, its position in the lower
Posting posting(std::uint32_t word, std::uint32_t position) { return static_cast<Posting>(word) << 32 | position; }
std::uint32_t word_of(Posting p) { return static_cast<std::uint32_t>(p >> 32); }

// Collects the words of one document, with positions that run on from the text into the title.
class Gathering {
public:
    Gathering(Analyser& analyser, const std::string& language) : analyser_(analyser), language_(language) {}

    void add_text(std::string_view text, const Analysis& analysis) {
        std::size_t seen = 0;
        for (const auto& token : analysis.tokens) {
            // Line breaks lie between tokens. Each moves what follows by line_gap, so that phrases stay within a line.
            const auto between = text.substr(seen, token.span.begin - seen);
            position_ +=
                1 + terms::line_gap * static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
            seen = token.span.end;
            add(token.word);
            for (auto part : analyser_.parts(text, token)) add(part);
        }
    }
    void end_line() { position_ += terms::line_gap; }

    Contents contents() {
        Contents out;
        out.places.reserve(stems_.size());
        each(words_, [&](std::uint32_t word, auto from, auto to) {
            out.words.push_back({word, static_cast<std::uint32_t>(to - from), 0});
        });
        each(stems_, [&](std::uint32_t stem, auto from, auto to) {
            const auto begin = static_cast<std::ptrdiff_t>(out.places.size());
            std::transform(from, to, std::back_inserter(out.places),
                           [](Posting p) { return static_cast<std::uint32_t>(p); });
            // A word and one of its parts can have the same stem; the place is then noted once, and both count as
            // occurrences.
            out.places.erase(std::unique(out.places.begin() + begin, out.places.end()), out.places.end());
            out.stems.push_back({stem, static_cast<std::uint32_t>(to - from), out.places.size()});
        });
        return out;
    }

private:
    using Postings = std::vector<Posting>;

    void add(std::uint32_t word) {
        words_.push_back(posting(word, position_));
        stems_.push_back(posting(analyser_.stem_number(word, language_), position_));
    }
    // Calls `each(word, from, to)` for each word, with the range of its postings.
    template <class Each> static void each(Postings& postings, Each each) {
        std::sort(postings.begin(), postings.end());
        for (auto from = postings.begin(); from != postings.end();) {
            const auto word = word_of(*from);
            auto to = std::find_if(from, postings.end(), [&](Posting p) { return word_of(p) != word; });
            each(word, from, to);
            from = to;
        }
    }

    Analyser& analyser_;
    std::string language_;
    std::uint32_t position_ = 0;
    Postings words_, stems_;
};

// A value that folds to nothing ("---") would leave the bare prefix as a term, so it is left out.
void add_values(std::vector<std::string>& to, std::string_view prefix, const std::vector<std::string>& values) {
    for (const auto& value : values)
        if (auto term = terms::value(prefix, value); term.size() > prefix.size()) to.push_back(std::move(term));
}

// Splits at spaces; folded_value() leaves single ones.
std::vector<std::string> words_of(std::string_view folded_value) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < folded_value.size();) {
        const auto end = std::min(folded_value.find(' ', at), folded_value.size());
        out.emplace_back(folded_value.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

void add_fields(std::vector<std::string>& to, const Entry& entry) {
    const auto& story = entry.story;
    for (const auto& field : fields()) add_values(to, field.prefix, field.values(entry));
    add_values(to, terms::place_word, words_of(terms::folded_value(story.place)));
    if (!story.language.empty()) to.push_back(terms::language(story.language));
    for (Use use : all_uses)
        if (use != Use::own && opens(story.consent.uses, use)) to.push_back(terms::allowed(use));
    to.push_back(terms::reference(story.id));
}

// Fingerprints serve one question, whether two stories are the same, and only the team may ask it.
void add_fingerprints(std::vector<std::string>& to, const Story& story, const Analysis& of_text,
                      const Analyser& analyser) {
    if (!story.consent.uses.has(Use::team)) return;
    for (const auto f : fingerprints(shingles(of_text, analyser))) to.push_back(terms::fingerprint(f));
}

bool before(const Document::Term& a, const Document::Term& b) { return a.text < b.text; }

}  // namespace

std::span<const std::uint32_t> Contents::places_of(const Word& stem) const {
    // A stem's places begin where those of the stem before it in the vector end.
    const auto from = &stem == &stems.front() ? 0 : (&stem - 1)->places_end;
    return std::span(places).subspan(from, stem.places_end - from);
}

Contents contents_of(const Story& story, const Analysis& of_text, Analyser& analyser,
                     const std::vector<Coding>& settled, const std::vector<std::string>& meant) {
    Gathering words(analyser, of_text.language);
    words.add_text(story.text, of_text);
    words.end_line();
    words.add_text(story.title, analyser.analyse(story.title, of_text.language));

    Contents out = words.contents();
    add_fields(out.others, {story, settled, meant});
    add_fingerprints(out.others, story, of_text, analyser);
    std::sort(out.others.begin(), out.others.end());
    out.others.erase(std::unique(out.others.begin(), out.others.end()), out.others.end());
    out.values = {{terms::year_slot, static_cast<double>(story.year)},
                  {terms::received_slot, static_cast<double>(story.received_ms)},
                  {terms::opened_slot, static_cast<double>(story.opened)},
                  {terms::reference_slot, static_cast<double>(number_of(story.id))}};
    out.data = terms::coded({story.id, settled});
    return out;
}

// Words are lower case and all other terms begin with a capital, so no term comes from two of the three groups, and
// sorting is enough to have each once.
Document document_of(Contents contents, const Analyser& analyser) {
    Document out;
    for (const auto& w : contents.words)
        out.terms.push_back({std::string(analyser.folded(w.number)), w.occurrences, {}});
    for (const auto& s : contents.stems) {
        const auto places = contents.places_of(s);
        out.terms.push_back({terms::stem(analyser.folded(s.number)), s.occurrences, {places.begin(), places.end()}});
    }
    for (auto& term : contents.others) out.terms.push_back({std::move(term), 0, {}});
    std::sort(out.terms.begin(), out.terms.end(), before);
    out.values = std::move(contents.values);
    out.data = std::move(contents.data);
    return out;
}

Document document_of(const Story& story, const Analysis& of_text, Analyser& analyser,
                     const std::vector<Coding>& settled, const std::vector<std::string>& meant) {
    return document_of(contents_of(story, of_text, analyser, settled, meant), analyser);
}

}  // namespace tangible::index
