// Stems are hashed to 64 bits, and the Analyser caches where each word's vector is. Passages come from a window over
// sentences, or over parts of long ones, that moves along each line in overlapping steps.
#include "index/learning/features/reading.h"
#include "index/learning/features/word_vectors.h"
#include <algorithm>

namespace tangible::index {
namespace {

// Owner number for Analyser::beside; those of Phrases count from 1 and never come near.
constexpr std::uint64_t owner = ~std::uint64_t{0};
// What is cached beside a word: not looked up yet, has no vector, or the vector's place + 2.
constexpr std::uint32_t unasked = 0, nowhere = 1, first_place = 2;

// The end of splitmix64: FNV-1a leaves the low bits of short words too alike for KeyNumbers.
std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9ull;
    h = (h ^ (h >> 27)) * 0x94D049BB133111EBull;
    return h ^ (h >> 31);
}

// FNV-1a, mixed.
std::uint64_t number_of(std::string_view stem) {
    std::uint64_t h = 0xCBF29CE484222325ull;
    for (const char c : stem) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    return mixed(h);
}

std::uint32_t vector_of(std::uint32_t word, Analyser& analyser) {
    auto& known = analyser.beside(owner);
    if (known[word] == unasked) {
        const auto place = WordVectors::all().find(analyser.folded(word));
        known[word] = place ? *place + first_place : nowhere;
    }
    return known[word] == nowhere ? Reading::no_vector : known[word] - first_place;
}

void add_words(Reading& to, const Analysis& analysis, Analyser& analyser, std::uint32_t first_sentence) {
    for (const auto& token : analysis.tokens) {
        if (to.words.size() == max_read_words) return;
        to.words.push_back({number_of(analyser.stem(token.word, analysis.language)), token.sentence + first_sentence,
                            vector_of(token.word, analyser)});
    }
}

// Words [first, last) that belong together: a sentence or a part of a long one, and the line that it is on.
struct Part {
    std::uint32_t first, last, line;
};

// Lines are counted on the way from word to word, since the analysis does not know them.
std::vector<Part> parts_of(std::string_view text, const Reading& reading, const Analysis& analysis) {
    std::vector<Part> out;
    std::uint32_t line = 0, at = 0;
    const auto count = static_cast<std::uint32_t>(reading.words.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto begin = analysis.tokens[i].span.begin;
        const auto before = line;
        for (; at < begin; ++at) line += text[at] == '\n';
        const bool goes_on = !out.empty() && line == before &&
                             reading.words[i].sentence == reading.words[i - 1].sentence &&
                             i - out.back().first < passage_words;
        if (!goes_on) out.push_back({i, i, line});
        out.back().last = i + 1;
    }
    return out;
}

// From the start of the first sentence to the end of the last where the passage has them whole (full stops and quotes
// included), else from word to word.
Span span_of(const Analysis& analysis, std::uint32_t first, std::uint32_t last, std::uint32_t count) {
    const auto &a = analysis.tokens[first], &b = analysis.tokens[last - 1];
    Span out{a.span.begin, b.span.end};
    const bool opens = first == 0 || analysis.tokens[first - 1].sentence != a.sentence;
    const bool closes = last == count || analysis.tokens[last].sentence != b.sentence;
    if (opens && a.sentence < analysis.sentences.size()) out.begin = analysis.sentences[a.sentence].begin;
    if (closes && b.sentence < analysis.sentences.size()) out.end = analysis.sentences[b.sentence].end;
    return out;
}

void add_passages(Reading& to, std::string_view text, const Analysis& analysis) {
    const auto parts = parts_of(text, to, analysis);
    const auto count = static_cast<std::uint32_t>(to.words.size());
    for (std::size_t i = 0; i < parts.size();) {
        std::size_t end = i + 1;
        while (end < parts.size() && end < i + passage_sentences && parts[end].line == parts[i].line) ++end;
        to.passages.push_back(
            {parts[i].first, parts[end - 1].last, span_of(analysis, parts[i].first, parts[end - 1].last, count)});
        const bool line_done = end == parts.size() || parts[end].line != parts[i].line;
        i = line_done ? end : i + passage_step;
    }
}

}  // namespace

std::uint64_t pair_number(std::uint64_t first, std::uint64_t second) { return mixed(first * 31 + second + 1); }

Reading read(std::string_view text, const Analysis& analysis, Analyser& analyser) {
    Reading out;
    out.words.reserve(std::min(analysis.tokens.size(), max_read_words));
    add_words(out, analysis, analyser, 0);
    add_passages(out, text, analysis);
    return out;
}

void add_title(Reading& to, const Analysis& title, Analyser& analyser) {
    add_words(to, title, analyser, to.words.empty() ? 0 : to.words.back().sentence + 1);
}

Reading read(const Story& story, const Analysis& of_text, Analyser& analyser) {
    auto reading = read(story.text, of_text, analyser);
    if (!story.title.empty()) add_title(reading, analyser.analyse(story.title, story.language), analyser);
    return reading;
}

}  // namespace tangible::index
