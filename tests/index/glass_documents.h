// Documents for the tests of our own tables: plain ones, ones with long lists, and random ones that vary everything the
// tables treat differently.
#pragma once
#include "tests/index/glass_database.h"
#include <algorithm>
#include <random>

namespace tangible::tests {

inline std::vector<std::uint32_t> every(std::uint32_t step, std::uint32_t n) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < n; ++i) out.push_back(1 + i * step + i % 3);
    return out;
}

inline index::Document document(std::vector<index::Document::Term> terms, std::string data = "data") {
    std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.text < b.text; });
    return {std::move(terms), {{0, 2019}, {3, 5}}, std::move(data)};
}

inline std::string bytes(std::mt19937& random, std::size_t n) {
    std::string out;
    while (out.size() < n) out += static_cast<char>(random());
    return out;
}

inline Documents many_documents(Xapian::docid n, Xapian::docid step) {
    Documents out;
    for (Xapian::docid docid = 1; docid <= n * step; docid += step) {
        std::vector<index::Document::Term> terms{placed("Zoften", every(3, 1 + docid % 7)), {"often", docid % 300, {}}};
        if (docid % 5 == 0) terms.push_back(placed("Zrare", {docid}));
        terms.push_back({"Q" + std::to_string(docid), 0, {}});
        out[docid] = document(terms);
    }
    return out;
}

inline Documents random_documents(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    std::vector<std::string> words;
    for (int i = 0; i < 400; ++i) words.push_back(bytes(random, 1 + below(i % 9 ? 8 : 120)));
    Documents out;
    for (Xapian::docid docid = 0, n = 20 + below(200); n > 0; --n) {
        docid += 1 + below(below(5) ? 2 : 9000);
        std::map<std::string, index::Document::Term> terms;
        for (auto k = below(120); k > 0; --k) {
            const auto& word = words[below(below(2) ? 20 : 400)];
            std::vector<std::uint32_t> places;
            for (std::uint32_t at = 0, left = below(4) ? below(6) : below(200); left > 0; --left)
                places.push_back(at += 1 + below(below(3) ? 9 : 100'000));
            const auto more = below(4) ? 0 : below(1000);
            terms[word] = {word, static_cast<std::uint32_t>(places.size()) + more, places};
        }
        index::Document d;
        for (auto& [text, term] : terms) d.terms.push_back(term);
        for (const std::uint32_t slot : {0u, 1u, 3u, 128u, 256u, 70'000u})
            if (below(2)) d.values.emplace_back(slot, below(50) - 25.0);
        d.data = bytes(random, below(4) ? below(60) : below(20'000));
        out[docid] = d;
    }
    return out;
}

}  // namespace tangible::tests
