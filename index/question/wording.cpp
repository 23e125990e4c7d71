// Works in two steps: from text to tokens and the other ways to write them, and from tokens to terms, where a word is
// looked for as it is written and as its stem in each language. Limits keep a question from growing too large.
//
// The language of a question is not known, and short ones do not show it. So each word is looked for in every language
// that some story in sight has: as "Ztrust" everywhere, and as its English stem in English stories only.
#include "index/question/wording.h"
#include "index/document/terms.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;
using Words = std::vector<std::string>;
// A run of hyphen words has twice as many readings with each word, so their number is limited. Each
// word that begins alike is a list of stories to read.
constexpr std::size_t max_tokens = 64, max_readings = 16, max_continuations = 500, max_widened = 2;
// Factor of the weight of a synonym, so that stories with the words themselves come first.
constexpr double less = 0.3;

// Appends to `to` each reading of `from` with the words of `by` after it, up to the limit.
void extend(const std::vector<Words>& from, std::vector<Words>& to, const Words& by) {
    for (const auto& reading : from) {
        if (to.size() >= max_readings) return;
        to.push_back(reading);
        to.back().insert(to.back().end(), by.begin(), by.end());
    }
}

// A phrase or a NEAR of these stems, one `any` each.
Sought positional(Kind kind, const Words& stems, int window = 0) {
    Sought all{kind, {}, true, window, 0, 0, {}};
    for (const auto& s : stems) all.parts.push_back(any({s}, true));
    return all;
}

}  // namespace

Wording::Wording(const Sense& sense, Meaning& meaning) : sense_(sense), meaning_(meaning) {
    for (const auto& language : Analyser::stemmed_languages())
        if (sense_.reader.has(terms::language(language), sense_.sight)) languages_.push_back(language);
}

// ---- text to tokens ----

// Analyses the words without a language ("und"), so that they are folded and not stemmed.
std::vector<Wording::Said> Wording::said(const Question::Word& word) {
    std::vector<Said> tokens;
    auto folded = [&](std::uint32_t w) { return std::string(sense_.analyser.folded(w)); };
    for (const auto& t : sense_.analyser.analyse(word.text, "und").tokens) {
        if (++tokens_ > max_tokens) {
            if (tokens_ == max_tokens + 1)
                meaning_.notes.push_back("We searched only for the first " + in_digits(max_tokens) + " words.");
            break;
        }
        tokens.push_back({folded(t.word), {}, {word.span.begin + t.span.begin, word.span.begin + t.span.end}});
        for (auto part : sense_.analyser.parts(word.text, t)) tokens.back().parts.push_back(folded(part));
    }
    return tokens;
}

void Wording::want(const std::vector<Said>& tokens) {
    for (const auto& t : tokens) meaning_.words.push_back({t.span, t.folded, known(t.folded)});
}

// Whether any story in sight has the word in any form.
bool Wording::known(const std::string& folded) {
    if (sense_.reader.has(terms::stem(folded), sense_.sight)) return true;
    return std::any_of(languages_.begin(), languages_.end(), [&](const auto& language) {
        return sense_.reader.has(terms::stem(sense_.analyser.stem_of(folded, language)), sense_.sight);
    });
}

// Returns "coproduction" for "co" and "production" when some story has it; "" otherwise. Both must have two letters or
// more, and "2019 report" stays two words.
std::string Wording::joined(const Said& a, const Said& b) {
    const bool letters =
        a.folded.size() > 1 && b.folded.size() > 1 && !std::isdigit(static_cast<unsigned char>(a.folded.back()));
    return letters && known(a.folded + b.folded) ? a.folded + b.folded : std::string{};
}

// Returns all ways to write the words of a phrase: "co production", "co-production" and "coproduction" are one. Built
// from left to right; upto[i] has the readings of the first i tokens, which a token, its parts, or the token joined
// with the next one extends.
std::vector<Words> Wording::readings(const std::vector<Said>& tokens) {
    std::vector<std::vector<Words>> upto(tokens.size() + 1);
    upto[0].push_back({});
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        extend(upto[i], upto[i + 1], {tokens[i].folded});
        if (!tokens[i].parts.empty()) extend(upto[i], upto[i + 1], tokens[i].parts);
        if (i + 1 == tokens.size()) continue;
        if (auto one = joined(tokens[i], tokens[i + 1]); !one.empty()) extend(upto[i], upto[i + 2], {one});
    }
    return upto.back();
}

// ---- tokens to terms ----

// Returns the terms of the words' stems; with language "" of the folded words themselves, which is what the index has
// for languages without a stemmer.
Words Wording::stems(const Words& words, std::string_view language) {
    Words out;
    for (const auto& w : words) out.push_back(terms::stem(language.empty() ? w : sense_.analyser.stem_of(w, language)));
    return out;
}

// Notes terms for snippets, in stories with this language term or in all.
void Wording::mark(const Words& terms, const std::string& language_term) {
    meaning_.marked[language_term].insert(terms.begin(), terms.end());
}

// Returns what `make` makes of the words themselves, or of their stems in stories of the stems' language. Languages
// with the same stems share one node.
Sought Wording::in_each_language(const Words& words, const std::function<Sought(const Words&)>& make) {
    const auto bare = stems(words, "");
    std::map<Words, Words> languages_of;
    for (const auto& language : languages_)
        if (auto s = stems(words, language); s != bare) languages_of[s].push_back(terms::language(language));
    // The bare words come first. They also find stories in languages without a stemmer.
    std::vector<Sought> choices{make(bare)};
    mark(bare);
    for (const auto& [s, languages] : languages_of) {
        for (const auto& language : languages) mark(s, language);
        choices.push_back(all_of({make(s), any(languages, false)}));
    }
    return one_of(std::move(choices));
}

// One word by itself, or several as a phrase.
Sought Wording::in_order(const Words& words) {
    return in_each_language(words, [](const Words& stems) {
        return stems.size() == 1 ? any(stems, true) : positional(Kind::phrase, stems);
    });
}

Sought Wording::phrase(const std::vector<Said>& tokens) {
    want(tokens);
    if (tokens.empty()) return {};
    std::vector<Sought> choices;
    for (const auto& reading : readings(tokens)) choices.push_back(in_order(reading));
    return one_of(std::move(choices));
}

Sought Wording::phrase(const Question::Word& word) { return phrase(said(word)); }

// Each word must occur; a word that joins its neighbour counts for both of them.
Sought Wording::run(const Question::Word& words) {
    const auto tokens = said(words);
    std::vector<std::vector<Sought>> choices(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        choices[i].push_back(phrase(std::vector{tokens[i]}));
        // "co production" meets the condition for either word by the one word "coproduction".
        if (auto one = i ? joined(tokens[i - 1], tokens[i]) : ""; !one.empty())
            for (auto j : {i - 1, i}) choices[j].push_back(in_order({one}));
    }
    std::vector<Sought> parts;
    for (auto& c : choices) parts.push_back(one_of(std::move(c)));
    return all_of(widened(std::move(parts), tokens, words));
}

// Replaces words in a row that are a cue by a choice: all of them, or any other cue of the theme. The longest row
// counts. `each` has one node for each token.
std::vector<Sought> Wording::widened(std::vector<Sought> each, const std::vector<Said>& tokens,
                                     const Question::Word& as_typed) {
    std::vector<Sought> out;
    for (std::size_t i = 0; i < each.size();) {
        const auto [meant, n] = cue_at(tokens, i);
        const auto here = each.begin() + static_cast<std::ptrdiff_t>(i);
        std::vector<Sought> said(std::make_move_iterator(here),
                                 std::make_move_iterator(here + static_cast<std::ptrdiff_t>(n)));
        if (meant.theme) {
            const Span span{tokens[i].span.begin - as_typed.span.begin,
                            tokens[i + n - 1].span.end - as_typed.span.begin};
            Widening note{std::string(cut(as_typed.text, span)), meant.theme->id, {}, sense_.widened};
            for (const auto& o : meant.others) note.also.push_back(o.name);
            meaning_.widened.push_back(std::move(note));
        }
        if (meant.theme && sense_.widened)
            out.push_back(one_of({all_of(std::move(said)), instead(meant)}));
        else
            std::move(said.begin(), said.end(), std::back_inserter(out));
        i += n;
    }
    return out;
}

// Returns the longest cue that begins at token `first`, and how many tokens it takes; {none, 1} when there is no cue.
std::pair<Synonyms::Meant, std::size_t> Wording::cue_at(const std::vector<Said>& tokens, std::size_t first) {
    if (!sense_.synonyms || meaning_.widened.size() == max_widened) return {{}, 1};
    Words words;
    for (auto i = first; i < tokens.size() && words.size() < Synonyms::most_words; ++i)
        words.push_back(tokens[i].folded);
    for (; !words.empty(); words.pop_back())
        if (auto meant = sense_.synonyms->of(words, sense_.analyser); meant.theme)
            return {std::move(meant), words.size()};
    return {{}, 1};
}

// Returns a node for the other cues, in stories of their language only.
Sought Wording::instead(const Synonyms::Meant& meant) {
    std::vector<Sought> others;
    for (const auto& other : meant.others) {
        Words stems;
        for (const auto& s : other.stems) stems.push_back(terms::stem(s));
        mark(stems);
        others.push_back(stems.size() == 1 ? any(stems, true) : positional(Kind::phrase, stems));
        others.back().counts = less;
    }
    return all_of({one_of(std::move(others)), any({terms::language(meant.language)}, false)});
}

Sought Wording::near(const std::vector<Question::Word>& near_words, int within) {
    Words words;
    for (const auto& w : near_words) {
        const auto tokens = said(w);
        want(tokens);
        for (const auto& t : tokens) words.push_back(t.folded);
    }
    if (words.size() < 2) return words.empty() ? Sought{} : in_order(words);
    // Positions from first to last, both counted: two words within 10 may be 11 positions wide.
    const int window = within * static_cast<int>(words.size() - 1) + 1;
    return in_each_language(words, [&](const Words& stems) { return positional(Kind::near, stems, window); });
}

Sought Wording::beginning(const Question::Word& word) {
    const auto tokens = said(word);
    // "and/or*" is two words, so its star means nothing.
    if (tokens.size() != 1) return phrase(tokens);
    // The index also has words of hidden stories; these must not be seen in the number of words.
    auto words = sense_.reader.terms(tokens[0].folded);
    std::erase_if(words, [&](const auto& w) { return !sense_.reader.has(w, sense_.sight); });
    if (words.size() > max_continuations) {
        meaning_.notes.push_back("More than " + in_digits(max_continuations) + " words begin with “" + word.text +
                                 "”. We searched only for the first " + in_digits(max_continuations) + ".");
        words.resize(max_continuations);
    }
    mark(words);
    return any(std::move(words), true);
}

}  // namespace tangible::index
