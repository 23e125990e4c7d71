// The constructor puts the cues, guards and hint words of each language into one Lexicon per language. each_sentence()
// finds all phrases of the text's lexicon in one pass, and passes those of each sentence on to sentence.h, which makes
// codings or firings of them. Guards and hints are looked for in the same pass, because a second pass over a story
// would cost as much as the first.
#include "index/tagging/cues.h"
#include "index/tagging/hints.h"
#include "index/tagging/sentence.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// The language whose cues read a text. Scots is near enough to English for its cues. A text that is too short for its
// language to be recognised ("und") is most likely in the language of the codebook.
std::string cue_language(const std::string& language, const Codebook& book) {
    if (language == "sco") return "en";
    return std::string(base_language(language == "und" ? book.language : language));
}

}  // namespace

struct Cues::Impl {
    Codebook book;
    std::map<std::string, Lexicon> lexicons;  ///< by base language, "en"

    explicit Impl(const Codebook& b) : book(b) {
        Analyser analyser;
        for (std::uint32_t t = 0; t < book.themes.size(); ++t) add(t, analyser);
        for (std::uint32_t row = 0; row < hint_words().size(); ++row)
            for (auto phrase : hint_words()[row].phrases)
                lexicon(std::string(hint_words()[row].language)).add(phrase, {Lexicon::Sense::hint, 0, row}, analyser);
    }

    Lexicon& lexicon(const std::string& language) {
        // A cue that names no language is in the codebook's own.
        const std::string base(base_language(language.empty() ? book.language : language));
        return lexicons.try_emplace(base, base).first->second;
    }

    // Adds the cues and guards of theme number `t`.
    void add(std::uint32_t t, Analyser& analyser) {
        const auto& theme = book.themes[t];
        for (std::uint32_t row = 0; row < theme.cues.size(); ++row)
            for (std::uint32_t side = 0; side < theme.cues[row].phrases.size(); ++side)
                lexicon(theme.cues[row].language)
                    .add(theme.cues[row].phrases[side], {Lexicon::Sense::cue, t, row, side}, analyser);
        for (std::uint32_t row = 0; row < theme.guards.size(); ++row) {
            const auto& g = theme.guards[row];
            lexicon(g.language).add(g.phrase, {Lexicon::Sense::guard, t, row, 0, is_possessive(g.phrase)}, analyser);
        }
    }

    /// Calls `take(Told, founds)` for each sentence that has a cue, in the order of the text.
    template <class Take>
    void each_sentence(std::string_view text, const Analysis&, Analyser&, const Demoted& left_out, const Take&) const;
};

Cues::Cues(const Codebook& book) : impl_(std::make_unique<const Impl>(book)) {}
Cues::~Cues() = default;
Cues::Cues(Cues&&) noexcept = default;
const Codebook& Cues::codebook() const { return impl_->book; }

template <class Take>
void Cues::Impl::each_sentence(std::string_view text, const Analysis& analysis, Analyser& analyser,
                               const Demoted& left_out, const Take& take) const {
    const auto at = lexicons.find(cue_language(analysis.language, book));
    // The codebook has no cue in this language.
    if (at == lexicons.end()) return;
    const auto& lexicon = at->second;
    const auto found = lexicon.phrases.find(text, analysis, analyser);
    const auto sentence = [&](const Phrases::Found& f) { return analysis.tokens[f.begin].sentence; };
    const auto is_cue = [&](const Phrases::Found& f) { return lexicon.senses[f.phrase].kind == Lexicon::Sense::cue; };
    // A phrase never crosses a sentence and `found` is in order, so a sentence is a run of neighbours. Sentences that
    // have only guards or hints cannot become codings.
    for (auto from = found.begin(); from != found.end();) {
        const auto to = std::find_if(from, found.end(), [&](const auto& f) { return sentence(f) != sentence(*from); });
        if (std::any_of(from, to, is_cue)) take(Told{text, analysis, book, lexicon, left_out}, std::span(from, to));
        from = to;
    }
}

Firings Cues::firings(std::string_view text, const Analysis& analysis, Analyser& analyser) const {
    Firings out{cue_language(analysis.language, impl_->book), {}, {}};
    impl_->each_sentence(text, analysis, analyser, {}, [&](const Told& t, auto found) { add_firings(out, t, found); });
    return out;
}

std::vector<Coding> Cues::tag(std::string_view text, const Analysis& analysis, Analyser& analyser,
                              const Demoted& left_out) const {
    std::vector<Coding> out;
    impl_->each_sentence(text, analysis, analyser, left_out,
                         [&](const Told& t, auto found) { add_codings(out, t, found); });
    std::stable_sort(out.begin(), out.end(), [](const Coding& a, const Coding& b) {
        return std::tie(a.span, a.theme) < std::tie(b.span, b.theme);
    });
    return out;
}

}  // namespace tangible::index
