// Finds the words of a text (words.h), segments runs of scripts without spaces with ICU, and numbers the folded forms
// with a Vocabulary. Sentences come from ingest::sentences(); one walk along tokens and sentences, which are both in
// the order of the text, then gives each token the number of its sentence. Whatever depends only on a word (folding,
// stemming) is done once for each distinct word.
#include "index/words/analysis.h"
#include "index/words/fold.h"
#include "index/words/vocabulary.h"
#include "index/words/words.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/error.h"
#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unordered_map>

namespace tangible::index {
namespace {

// "en" for "en-GB" or "en_GB", in lower case; "und" (undetermined, BCP 47) for "".
std::string base_of(std::string_view language) {
    auto base = std::string(language.substr(0, language.find_first_of("-_")));
    for (char& c : base)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return base.empty() ? "und" : base;
}

}  // namespace

struct Analyser::Impl {
    Vocabulary vocabulary;
    std::unique_ptr<icu::BreakIterator> segments;  ///< made when a script without spaces is first met
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> beside;  ///< by owner: see Analyser::beside

    void add(Analysis& to, std::string_view text, Span span) {
        const auto word = vocabulary.number_of_written(cut(text, span));
        if (word != Vocabulary::none) to.tokens.push_back({span, word, 0});
    }
    void add_run(Analysis&, std::string_view text, Span run);
};

// Only the run is given to ICU, not the text, because a UText over UTF-8 has 32-bit positions. They are byte positions,
// relative to the run. Pieces without letters or digits fold to nothing and are dropped by add().
void Analyser::Impl::add_run(Analysis& to, std::string_view text, Span run) {
    UErrorCode status = U_ZERO_ERROR;
    if (!segments) segments.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.data() + run.begin, run.size(), &status);
    segments->setText(&utext, status);
    if (U_FAILURE(status)) throw Error(ErrorKind::storage, "ICU word-break data is missing", "Install libicu72.");
    for (int32_t begin = segments->first(), end = segments->next(); end != icu::BreakIterator::DONE;
         begin = end, end = segments->next())
        add(to, text, {run.begin + static_cast<std::uint32_t>(begin), run.begin + static_cast<std::uint32_t>(end)});
    utext_close(&utext);
}

Analyser::Analyser() : impl_(std::make_unique<Impl>()) {}
Analyser::~Analyser() = default;

Analysis Analyser::analyse(std::string_view text, std::string_view language) {
    Analysis out;
    out.language = base_of(language);
    out.sentences = ingest::sentences(text, language);
    // Six bytes for each word with its space is what European languages need; other scripts only reserve too much.
    out.tokens.reserve(text.size() / 6);
    for_each_word(text, [&](const Written& word) {
        word.run ? impl_->add_run(out, text, word.span) : impl_->add(out, text, word.span);
    });
    // From here on all tokens are known and in order, as the sentences are.
    std::uint32_t sentence = 0;
    for (auto& token : out.tokens) {
        while (sentence + 1 < out.sentences.size() && out.sentences[sentence + 1].begin <= token.span.begin) ++sentence;
        token.sentence = sentence;
    }
    return out;
}

std::string_view Analyser::folded(std::uint32_t word) const { return impl_->vocabulary.word(word); }
std::uint32_t Analyser::stem_number(std::uint32_t word, std::string_view language) {
    return impl_->vocabulary.stem(word, language);
}
std::string_view Analyser::stem(std::uint32_t word, std::string_view language) {
    return folded(stem_number(word, language));
}
std::size_t Analyser::words() const { return impl_->vocabulary.size(); }

std::vector<std::uint32_t>& Analyser::beside(std::uint64_t owner) {
    auto& numbers = impl_->beside[owner];
    if (numbers.size() < words()) numbers.resize(words());
    return numbers;
}

std::string Analyser::stem_of(std::string_view word, std::string_view language) {
    const auto number = impl_->vocabulary.number_of_written(word);
    return number == Vocabulary::none ? std::string() : std::string(stem(number, language));
}

std::vector<std::uint32_t> Analyser::parts(std::string_view text, const Token& token) {
    std::vector<std::uint32_t> out;
    // The same size means that folding dropped no hyphen or apostrophe, so nothing was joined.
    if (token.span.size() == folded(token.word).size()) return out;
    for (auto piece : pieces(cut(text, token.span))) {
        const auto word = impl_->vocabulary.number_of_written(piece);
        if (word != Vocabulary::none) out.push_back(word);
    }
    return out;
}

const std::vector<std::string>& Analyser::stemmed_languages() { return Vocabulary::stemmed_languages(); }

}  // namespace tangible::index
