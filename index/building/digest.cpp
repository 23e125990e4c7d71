// Mix hashes each posting, value and list of places, and the hashes of a document are added up. Postings and places are
// read from the tables themselves where their layout is known, and through Xapian otherwise.
//
// Reading runs in parallel over ranges of documents, terms or blocks. Each thread adds into an array of its own, and
// the arrays are summed at the end, which takes 8 bytes for each document and thread.
#include "index/building/digest.h"
#include "index/document/documents.h"
#include "index/document/term_numbers.h"
#include "index/reader/tables.h"
#include "schemas/system/parallel.h"
#include <bit>
#include <functional>
#include <xapian.h>

namespace tangible::index {
namespace {

// How much one thread takes at a time: small enough that all threads end at about the same time.
constexpr std::size_t terms_in_a_run = 5000, documents_in_a_run = 1000, blocks_in_a_run = 64;
using Sums = std::vector<std::uint64_t>;  ///< by document

/// A 64-bit hash of a text and numbers after it, in order. The constants are those of SplitMix64 (2^64 divided by the
/// golden ratio) and of MurmurHash3's finaliser.
class Mix {
public:
    explicit Mix(std::string_view text) : Mix(std::hash<std::string_view>{}(text)) {}
    explicit Mix(std::uint64_t hash_of_text) : hash_(hash_of_text) {}
    Mix& add(std::uint64_t number) {
        hash_ = (hash_ ^ (number + 0x9E3779B97F4A7C15u)) * 0xFF51AFD7ED558CCDu;
        hash_ ^= hash_ >> 32;
        return *this;
    }
    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_;
};

std::uint64_t posting_digest(std::string_view term, std::uint32_t occurrences) {
    return Mix(term).add(occurrences).value();
}
std::uint64_t value_digest(std::uint32_t slot, double number) {
    return Mix("value").add(slot).add(std::bit_cast<std::uint64_t>(number)).value();
}
std::uint64_t data_digest(std::string_view bytes) { return Mix(bytes).add(1).value(); }

/// Digest of a document's values and data. For a Document and for its Contents.
template <class AnyDocument> std::uint64_t rest_digest(const AnyDocument& document) {
    auto sum = data_digest(document.data);
    for (const auto& [slot, number] : document.values) sum += value_digest(slot, number);
    return sum;
}

// Damaged data must not stop the comparison; the document then shows up under its number.
StoryId story_in(const std::string& data, Xapian::docid docid) {
    try {
        return terms::decoded(data).story;
    } catch (const std::exception&) {
        return "document " + std::to_string(docid);
    }
}

// Digest of what Xapian stores by document.
Digested document_in(const Xapian::Database& db, Xapian::docid docid) {
    const auto doc = db.get_document(docid);
    const auto bytes = doc.get_data();
    Digested out{story_in(bytes, docid), {}};
    auto& sum = out.digest.document;
    for (auto t = doc.termlist_begin(); t != doc.termlist_end(); ++t, ++out.digest.terms)
        sum += posting_digest(*t, t.get_wdf());
    for (auto v = doc.values_begin(); v != doc.values_end(); ++v)
        sum += value_digest(v.get_valueno(), Xapian::sortable_unserialise(*v));
    sum += data_digest(bytes);
    return out;
}

// Returns the terms at which the index is cut into runs of `terms_in_a_run` terms. The first and the last are "", which
// mean the beginning and the end.
std::vector<std::string> borders(const Xapian::Database& db) {
    std::vector<std::string> out{""};
    std::size_t seen = 0;
    for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t)
        if (++seen % terms_in_a_run == 0) out.push_back(*t);
    out.emplace_back();
    return out;
}

// Positions have an order, so they are hashed one after the other. Everything else is summed.
std::uint64_t places_digest(Mix mix, std::span<const std::uint32_t> places) {
    for (auto place : places) mix.add(place);
    return mix.value();
}

// A damaged table may name a document beyond the last. Its sum goes to document 0, which does not exist, so that the
// comparison reports a difference.
std::uint64_t& sum_of(Sums& sums, std::uint32_t docid) { return sums.at(docid < sums.size() ? docid : 0); }

void add_postings(Sums& to, const Xapian::Database& db, const std::string& from, const std::string& end) {
    auto t = db.allterms_begin();
    if (!from.empty()) t.skip_to(from);  // skip_to("") would stop at the empty term, Xapian's list of all documents
    for (; t != db.allterms_end() && (end.empty() || *t < end); ++t) {
        const auto term = *t;
        for (auto p = db.postlist_begin(term); p != db.postlist_end(term); ++p)
            sum_of(to, *p) += posting_digest(term, p.get_wdf());
    }
}

// Through Xapian, for each document a walk of its own.
void add_places(Sums& to, const Xapian::Database& db, const std::string& term) {
    std::vector<std::uint32_t> places;
    for (auto p = db.postlist_begin(term); p != db.postlist_end(term); ++p) {
        places.assign(p.positionlist_begin(), p.positionlist_end());
        if (!places.empty()) sum_of(to, *p) += places_digest(Mix(term), places);
    }
}

// Runs `add_part` for each part on several threads and returns the sum over all parts, by document.
template <class AddPart>
Sums in_parts(std::size_t threads, std::size_t parts, std::size_t documents, AddPart add_part) {
    Sums all(documents);
    std::mutex turn;
    in_parallel(threads, parts, [&](auto next) {
        Sums some(documents);
        while (auto part = next()) add_part(some, *part);
        const std::lock_guard hold(turn);
        std::transform(some.begin(), some.end(), all.begin(), all.begin(), std::plus<>());
    });
    return all;
}

Sums all_postings(const std::filesystem::path& folder, std::size_t threads, std::size_t documents) {
    // The last run may reach beyond the last block, where there is nothing to read.
    if (const auto tables = Tables::opened(folder))
        return in_parts(
            threads, tables->posting_blocks() / blocks_in_a_run + 1, documents, [&](Sums& to, std::size_t run) {
                tables->each_posting(run * blocks_in_a_run, (run + 1) * blocks_in_a_run, [&](std::string_view term) {
                    return [&to, mix = Mix(term)](std::uint32_t docid, std::uint32_t occurrences) {
                        sum_of(to, docid) += Mix(mix).add(occurrences).value();
                    };
                });
            });
    const auto runs = borders(Xapian::Database(folder.string()));
    return in_parts(threads, runs.size() - 1, documents, [&](Sums& to, std::size_t run) {
        add_postings(to, Xapian::Database(folder.string()), runs[run], runs[run + 1]);
    });
}

Sums all_places(const std::filesystem::path& folder, std::size_t threads, std::size_t documents) {
    if (const auto tables = Tables::opened(folder))
        return in_parts(threads, tables->position_blocks() / blocks_in_a_run + 1, documents,
                        [&](Sums& to, std::size_t run) {
                            tables->each_places(
                                run * blocks_in_a_run, (run + 1) * blocks_in_a_run,
                                [&](std::string_view term, std::uint32_t docid, std::span<const std::uint32_t> places) {
                                    sum_of(to, docid) += places_digest(Mix(term), places);
                                });
                        });
    Sums all(documents);
    const Xapian::Database db(folder.string());
    for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t) add_places(all, db, *t);
    return all;
}

std::vector<Digested> by_document(const std::filesystem::path& folder, std::size_t threads) {
    // One element for each number from 0; Xapian's numbers start at 1, and removed documents leave gaps.
    const auto last = Xapian::Database(folder.string()).get_lastdocid();
    std::vector<Digested> all(last + 1);
    in_parallel(threads, last / documents_in_a_run + 1, [&](auto next) {
        const Xapian::Database db(folder.string());
        while (auto run = next()) {
            const auto end = std::min<std::size_t>(last + 1, (*run + 1) * documents_in_a_run);
            auto p = db.postlist_begin("");
            p.skip_to(static_cast<Xapian::docid>(*run * documents_in_a_run));
            for (; p != db.postlist_end("") && *p < end; ++p) all[*p] = document_in(db, *p);
        }
    });
    return all;
}

}  // namespace

Digest digest_of(const Document& document) {
    Digest out;
    for (const auto& term : document.terms) {
        out.postings += posting_digest(term.text, term.occurrences);
        if (!term.positions.empty()) out.places += places_digest(Mix(term.text), term.positions);
    }
    out.terms = static_cast<std::uint32_t>(document.terms.size());
    out.document = out.postings + rest_digest(document);
    return out;
}

Digest digest_of(const Contents& contents, std::span<const std::uint32_t> terms, TermNumbers& numbers) {
    Digest out;
    auto term = terms.begin();
    const auto add = [&](std::uint32_t occurrences) {
        // The terms come in the order of the contents: words, then stems, then others.
        const Mix mix(numbers.hash(*term++));
        out.postings += Mix(mix).add(occurrences).value();
        return mix;
    };
    for (const auto& word : contents.words) add(word.occurrences);
    for (const auto& stem : contents.stems)
        out.places += places_digest(add(stem.occurrences), contents.places_of(stem));
    while (term != terms.end()) add(0);
    out.terms = static_cast<std::uint32_t>(terms.size());
    out.document = out.postings + rest_digest(contents);
    return out;
}

std::vector<Digested> digests_in(const std::filesystem::path& folder, std::size_t threads) {
    std::vector<Digested> all;
    with_xapian("the index cannot be read", [&] {
        all = by_document(folder, threads);
        const auto postings = all_postings(folder, threads, all.size()),
                   places = all_places(folder, threads, all.size());
        for (std::size_t docid = 0; docid < all.size(); ++docid) {
            all[docid].digest.postings = postings[docid];
            all[docid].digest.places = places[docid];
            // Nothing at all is a gap in the numbers, and left out. Postings without a document are reported under its
            // number.
            const bool nothing = all[docid].story.empty() && all[docid].digest == Digest{};
            if (all[docid].story.empty() && !nothing) all[docid].story = "document " + std::to_string(docid);
        }
    });
    std::erase_if(all, [](const Digested& d) { return d.story.empty(); });
    return all;
}

}  // namespace tangible::index
