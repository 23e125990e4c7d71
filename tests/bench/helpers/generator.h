// Invented stories and mails, for benchmarks and for random tests.  Document i depends only on the seed and i, so the
// first 1,000 of 10,000 are the same as 1,000.  A story has 200 to 800 words; words in content slots follow a Zipf law
// whose tail never ends, so the vocabulary keeps growing with the collection.  One story in 25 is Welsh, and one in 25
// is Polish.  Of the mails 45 % are 8bit, 20 % quoted-printable, 25 % text and HTML, 5 % base64, and 5 % have an
// attachment of 8 to 24 KiB.
#pragma once
#include "schemas/shapes/story.h"
#include "tests/bench/helpers/mime.h"
#include "tests/bench/helpers/random.h"
#include "tests/bench/helpers/words.h"
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>

namespace tangible::bench {

class Generator {
public:
    explicit Generator(std::uint64_t seed = 7) : seed_(seed) {}

    /// Returns story i as reading would have made it, without id and submission; `text` is normal.
    Story story(std::size_t i) const {
        Random random(seed_, i);
        Story s;
        s.language = random.below(25) == 0 ? "cy" : random.below(24) == 0 ? "pl" : "en";
        s.title = title(random);
        const std::size_t words = 200 + random.below(601);
        for (std::size_t have = 0; have < words;) have += append_paragraph(s, random);
        s.text.pop_back();
        s.place = "place-" + std::to_string(random.zipf(200));
        s.partnership = random.below(5) == 0 ? "" : "partnership-" + std::to_string(random.zipf(300));
        for (std::size_t n = 1 + random.below(3); n-- > 0;) s.partners.emplace_back(random.one_of(partner_types));
        std::sort(s.partners.begin(), s.partners.end());
        s.partners.erase(std::unique(s.partners.begin(), s.partners.end()), s.partners.end());
        s.year = 2016 + static_cast<int>(random.below(10));
        s.received_ms = 1'700'000'000'000 + static_cast<std::int64_t>(i) * 1000;
        s.channel = Channel::batch;
        s.consent = {"story-form/1", uses(random), s.received_ms};
        return s;
    }

    /// Returns story i as somebody would have mailed it.
    std::string mail(std::size_t i) const {
        const Story s = story(i);
        Random random(seed_ ^ 0x6d61696c, i);
        return bench::mail(s.title, s.text, i, random);
    }

    /// Writes mails [0, n) as a Maildir.  Returns the bytes of all texts and titles.
    std::size_t write_maildir(const std::filesystem::path& folder, std::size_t n) const {
        for (const char* sub : {"cur", "new", "tmp"}) std::filesystem::create_directories(folder / sub);
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < n; ++i) {
            std::ofstream(folder / "cur" /
                              (std::to_string(1'700'000'000 + i) + ".M" + std::to_string(i) + ".bench:2,S"),
                          std::ios::binary)
                << mail(i);
            const Story s = story(i);
            bytes += s.title.size() + s.text.size();
        }
        return bytes;
    }

private:
    std::uint64_t seed_;

    static Uses uses(Random& random) {
        const std::size_t most = random.below(10);
        if (most == 0) return {Use::team};
        if (most == 1) return {Use::team, Use::count};
        return {Use::team, Use::count, Use::research, Use::publish, Use::quote};
    }

    /// Returns the word of a random rank: one of `list`, or one made from the rank's digits.
    template <std::size_t n> static std::string word(const std::string_view (&list)[n], Random& random) {
        std::uint64_t rank = random.content_rank();
        if (rank < n * 6) return std::string(list[rank % n]);
        std::string made;
        for (std::uint64_t digits = rank; digits;
             digits /= std::size(openings) * std::size(vowels) * std::size(closings)) {
            made += openings[digits % std::size(openings)];
            made += vowels[digits / std::size(openings) % std::size(vowels)];
            made += closings[digits / std::size(openings) / std::size(vowels) % std::size(closings)];
        }
        return made += random.one_of(endings);
    }

    static std::string capital(std::string word) {
        word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
        return word;
    }

    static std::string filling(char slot, Random& random) {
        switch (slot) {
        case 'N':
            return word(nouns, random);
        case 'V':
            return word(verbs, random);
        case 'A':
            return word(adjectives, random);
        case 'P':
            return std::string(random.one_of(given_names)) +
                   (random.below(3) ? "" : " " + capital(word(nouns, random)));
        case 'L':
            return "Upper " + capital(word(nouns, random)) + "ford";
        case 'O':
            return std::string(random.one_of(organisations));
        case 'T':
            return std::string(random.one_of(cues));
        case '#':
            return std::to_string(random.below(20) ? 2 + random.below(60) : random.below(1'000'000));
        default:
            return std::string(1, slot);
        }
    }

    static std::string filled(std::string_view sentence, Random& random) {
        std::string out;
        for (std::size_t at = 0; at < sentence.size(); ++at)
            if (sentence[at] == '%' && at + 1 < sentence.size())
                out += filling(sentence[++at], random);
            else
                out += sentence[at];
        return out;
    }

    static std::string title(Random& random) {
        return filled(random.below(2) ? "The %A %N" : "What %P %V at %O", random);
    }

    static std::string sentence(std::string_view language, Random& random) {
        if (language == "cy") return filled(random.one_of(welsh_sentences), random);
        if (language == "pl") return filled(random.one_of(polish_sentences), random);
        return filled(random.one_of(english_sentences), random);
    }

    /// Returns the number of words.  One sentence in 40 is in another language than the rest.
    static std::size_t append_paragraph(Story& s, Random& random) {
        const std::size_t from = s.text.size();
        for (std::size_t left = 3 + random.below(6); left-- > 0;) {
            if (s.text.size() > from) s.text += ' ';
            const std::string_view another = s.language != "en" ? "en" : random.below(2) ? "cy" : "pl";
            s.text += sentence(random.below(40) == 0 ? another : s.language, random);
        }
        s.text += '\n';
        return static_cast<std::size_t>(std::count_if(s.text.begin() + static_cast<std::ptrdiff_t>(from), s.text.end(),
                                                      [](char c) { return c == ' ' || c == '\n'; }));
    }
};

}  // namespace tangible::bench
