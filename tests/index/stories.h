// For the tests of the index: a seeded generator of invented stories.  They have few words, so that these meet often,
// and vary everything that the index treats differently.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/hash.h"
#include "schemas/shapes/coding.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace tangible::tests {

/// Stores a story as its arrival would; returns it with its reference.
inline Story put(Store& store, Story story) {
    Submission submission;
    submission.bytes = story.submission;
    submission.id = sha256_hex(submission.bytes);
    submission.received_ms = story.received_ms;
    store.put(submission);
    story.submission = submission.id;
    store.put_stories(submission.id, {story});
    return *store.story(store.stories_of(submission.id).at(0), Use::own);
}

class InventedStories {
public:
    explicit InventedStories(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return random_() % n; }

    std::string text() {
        static const std::vector<std::string> words = {
            "trust",         "trusted", "Trust's",     "co-production", "coproduction",  "co production",
            "community-led", "the",     "we",          "they",          "tea",           "listened",
            "café",          "did",     "didn't",      "hope",          "would",         "year",
            "2019-20",       "1,000",   "let us down", "trust us",      "kitchen table", "NHS trust",
            "Łódź",          "gŵyl"};
        std::string out;
        const auto lines = 1 + below(4);
        for (std::size_t line = 0; line < lines; ++line) {
            if (line) out += "\n";
            for (std::size_t n = 1 + below(30); n > 0; --n)
                out += words[below(words.size())] + (n == 1 ? "." : below(8) ? " " : ". ");
        }
        return out;
    }

    Story story() {
        Story s;
        s.submission = "bytes " + std::to_string(random_());
        s.title = below(2) ? "About trust" : "";
        s.text = text();
        s.language = std::vector<std::string>{"en", "en-GB", "cy", "und", "fr"}[below(5)];
        s.channel = static_cast<Channel>(below(4));
        s.partnership = below(3) ? "river-allotments" : "";
        s.partners = below(2) ? std::vector<std::string>{"council", "residents"} : std::vector<std::string>{};
        s.role = below(2) ? "volunteer" : "";
        s.place = below(2) ? "North Kensington" : "Łódź";
        s.year = 2015 + static_cast<int>(below(8));
        s.received_ms = 1'600'000'000'000 + static_cast<std::int64_t>(below(1'000'000));
        s.consent = consent();
        return s;
    }

    Consent consent() {
        Uses uses;
        for (Use use : {Use::team, Use::count, Use::publish, Use::quote})
            if (below(4)) uses.add(use);
        return {"story-form/1", uses, 1};
    }

    /// A random decision about a random passage of a story.
    Decision decision(const Story& story, const Codebook& book) {
        Decision d;
        d.story = story.id;
        d.theme = book.themes[below(book.themes.size())].id;
        const auto begin = below(story.text.size());
        d.span = {static_cast<std::uint32_t>(begin),
                  static_cast<std::uint32_t>(begin + 1 + below(story.text.size() - begin))};
        d.quote = cut(story.text, d.span);
        d.verdict = static_cast<Verdict>(1 + below(3));
        d.polarity = static_cast<Polarity>(below(3));
        d.coder = below(3) ? "ada" : "bo";
        d.edition = book.edition;
        d.decided_ms = 1'650'000'000'000 + static_cast<std::int64_t>(below(1'000'000));
        return d;
    }

private:
    std::mt19937_64 random_;
};

inline Codebook small_codebook(const std::string& version, bool more = false) {
    const auto cue = [](std::string words, Polarity p) { return Cue{{words}, 0, p, "en", words}; };
    Theme trust, place;
    trust.id = "REL.TRUST";
    trust.group = "REL";
    trust.cues = {cue("trust us", Polarity::supports), cue("let us down", Polarity::against),
                  cue("coproduction", Polarity::unstated)};
    trust.guards = {{"NHS trust", "en"}};
    place.id = "REL.PRESENCE";
    place.group = "REL";
    place.cues = {cue("kitchen table", Polarity::supports)};
    if (more) place.cues.push_back(cue("tea", Polarity::supports));
    Codebook book;
    book.id = "small";
    book.language = "en-GB";
    book.edition = "small " + version;
    book.themes = {trust, place};
    return book;
}

}  // namespace tangible::tests
