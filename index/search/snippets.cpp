// Finds the marked terms, tries a window around each of them, and cuts out the window with the most different terms or,
// among equals, with the most marks.
#include "index/search/snippets.h"
#include "index/document/terms.h"
#include <algorithm>

namespace tangible::index {
namespace {

/// A marked term and where it stands.
struct Shown {
    Span span;
    std::string term;
};

/// A piece of the text and how many terms are in it, different ones and all.
struct Window {
    Span span;
    std::size_t different = 0, shown = 0;
    bool better_than(const Window& o) const { return std::pair(different, shown) > std::pair(o.different, o.shown); }
};

class Cutting {
public:
    Cutting(std::string_view text, Analysis analysis, std::size_t max_letters)
        : text_(text), analysis_(std::move(analysis)),
          room_(max_letters * text.size() / std::max<std::size_t>(1, code_points(text))) {}

    // Notes each place of a marked term.
    void look_for(const std::set<std::string>& marked, Analyser& analyser) {
        for (const auto& token : analysis_.tokens) {
            for (const auto& term : terms::of(text_, token, analysis_.language, analyser))
                if (marked.contains(term)) shown_.push_back({token.span, term});
            // Wildcards mark folded words, those inside a word with hyphens included.
            auto words = analyser.parts(text_, token);
            words.push_back(token.word);
            for (const auto number : words)
                if (std::string word(analyser.folded(number)); marked.contains(word))
                    shown_.push_back({token.span, word});
        }
    }

    Snippet best(Span otherwise) const {
        if (shown_.empty()) return cut_out({window_from(otherwise.begin), 0, 0});
        Window best;  // among equal ones the first
        for (const auto& s : shown_)
            if (auto w = weighed(window_from(s.span.begin)); best.span.size() == 0 || w.better_than(best)) best = w;
        return cut_out(best);
    }

private:
    // Begins with the sentence when that begins nearby; otherwise a quarter of the room before `at`, at a word.
    Span window_from(std::uint32_t at) const {
        std::uint32_t begin = at > room_ / 4 ? word_after(at - static_cast<std::uint32_t>(room_ / 4)) : 0;
        for (const auto& s : analysis_.sentences)
            if (s.begin <= at && at < s.end && at - s.begin <= room_ / 2) begin = s.begin;
        begin = std::min(begin, at);
        return {begin, end_for(begin, at)};
    }

    std::uint32_t word_after(std::uint32_t at) const {
        for (const auto& t : analysis_.tokens)
            if (t.span.begin >= at) return t.span.begin;
        return at;
    }

    // Ends with the last sentence that fits, unless that makes the window less than half full; otherwise with the last
    // word that fits.
    std::uint32_t end_for(std::uint32_t begin, std::uint32_t at) const {
        // A first word that is longer than the room is taken all the same.
        const auto limit = begin + room_;
        std::uint32_t end = begin, sentence_end = begin;
        for (const auto& t : analysis_.tokens)
            if (t.span.begin >= begin && (t.span.end <= limit || end == begin)) end = std::max(end, t.span.end);
        for (const auto& s : analysis_.sentences)
            if (s.end > at && s.end <= limit + 1) sentence_end = std::max(sentence_end, s.end);
        return sentence_end - begin > room_ / 2 ? sentence_end : end;
    }

    Window weighed(Span span) const {
        Window w{span, 0, 0};
        std::set<std::string_view> different;
        for (const auto& s : shown_)
            if (s.span.begin >= span.begin && s.span.end <= span.end) different.insert(s.term), ++w.shown;
        w.different = different.size();
        return w;
    }

    Snippet cut_out(const Window& w) const {
        Snippet out{std::string(cut(text_, w.span)), {}, w.span};
        for (const auto& s : shown_) {
            if (s.span.begin < w.span.begin || s.span.end > w.span.end) continue;
            const Span mark{s.span.begin - w.span.begin, s.span.end - w.span.begin};
            // Marks with one letter between them, which is a space or a hyphen, become one.
            if (!out.marks.empty() && mark.begin <= out.marks.back().end + 1)
                out.marks.back().end = std::max(out.marks.back().end, mark.end);
            else
                out.marks.push_back(mark);
        }
        return out;
    }

    std::string_view text_;
    Analysis analysis_;
    std::size_t room_;
    std::vector<Shown> shown_;
};

}  // namespace

Snippet snippet(std::string_view text, const std::string& language, const std::set<std::string>& marked,
                Analyser& analyser, Span otherwise, std::size_t max_letters) {
    Cutting cutting(text, analyser.analyse(text, language), max_letters);
    cutting.look_for(marked, analyser);
    if (otherwise.begin >= text.size()) otherwise = {};
    return cutting.best(otherwise);
}

}  // namespace tangible::index
