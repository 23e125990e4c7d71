// The proof has two halves, since Xapian keeps what it knows twice: by story (terms, values, data), which is compared
// story by story, and by term (posting lists and positions), of which a digest is summed up for each document in one
// walk from the first term to the last.
#include "index/building.h"
#include "index/documents.h"
#include <algorithm>
#include <charconv>
#include <set>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr std::size_t differences_shown = 20, no_limit = 1'000'000'000, terms_in_a_run = 5000;

// A difference begins with the story's reference, and says nothing of its words.
std::string difference(const StoryId& id, const char* what) { return id + ": " + what; }
StoryId story_of(const std::string& difference) { return difference.substr(0, difference.find(':')); }

Xapian::docid find(const Xapian::Database& db, const StoryId& id) {
    const auto term = terms::reference(id);
    const auto at = db.postlist_begin(term);
    return at == db.postlist_end(term) ? 0 : *at;
}

Revision revision_of(const Xapian::Database& db) {
    const auto text = db.get_metadata(terms::revision);
    Revision revision = 0;
    std::from_chars(text.data(), text.data() + text.size(), revision);
    return revision;
}

/// Of one posting: a term in a document, how often and where.
class Digest {
public:
    Digest(std::size_t term_hash, std::uint32_t occurrences) : hash_(term_hash) { add(occurrences); }
    void add(std::uint32_t number) {
        hash_ = (hash_ ^ (number + 0x9E3779B97F4A7C15u)) * 0xFF51AFD7ED558CCDu, hash_ ^= hash_ >> 32;
    }
    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_;
};

std::uint64_t digest_of(const Document& document) {
    std::uint64_t sum = 0;
    for (const auto& term : document.terms) {
        Digest digest(std::hash<std::string>{}(term.text), term.occurrences);
        for (auto position : term.positions) digest.add(position);
        sum += digest.value();
    }
    return sum;
}

class Comparing {
public:
    Comparing(Store& store, const Cues& cues, const Xapian::Database& db) : store_(store), cues_(cues), db_(db) {}

    void compare(const StoryId& id) {
        if (analyser_->words() > Analyser::many_words) analyser_ = std::make_unique<Analyser>();
        const auto ready = prepared(store_, cues_, *analyser_, id);
        const auto docid = find(db_, id);
        if (!ready && docid) differ(id, "is in the index, and may not be");
        if (!ready) return;
        ++done.proof.stories;
        if (!docid) return differ(id, "is not in the index");
        auto wanted = document_of(ready->story, ready->analysis, *analyser_, ready->codings);
        done.proof.terms += wanted.terms.size();
        done.digests.emplace_back(docid, digest_of(wanted));
        for (auto& term : wanted.terms) term.positions.clear();
        const auto there = document_in(db_, docid);
        if (wanted.terms != there.terms)
            differ(id, "other words or fields");
        else if (wanted.values != there.values)
            differ(id, "other values");
        else if (wanted.data != there.data)
            differ(id, "other codings");
    }

    Compared done;

private:
    void differ(const StoryId& id, const char* what) { done.proof.differences.push_back(difference(id, what)); }

    Store& store_;
    const Cues& cues_;
    const Xapian::Database& db_;
    std::unique_ptr<Analyser> analyser_ = std::make_unique<Analyser>();
};

StoryId story_in(const Xapian::Database& db, Xapian::docid docid) {
    try {
        return terms::decoded(db.get_document(docid).get_data()).story;
    } catch (const std::exception&) {
        return "document " + std::to_string(docid);
    }
}

// Of documents that no story was compared with the digest must be 0: there is nothing of them.
void compare_postings(Proof& proof, const Compared& compared, std::vector<std::uint64_t> there,
                      const Xapian::Database& db) {
    for (const auto& [docid, digest] : compared.digests) {
        if (docid >= there.size()) there.resize(docid + 1);
        there[docid] -= digest;
    }
    for (Xapian::docid docid = 0; docid < there.size() && proof.differences.size() < differences_shown; ++docid)
        if (there[docid] != 0)
            proof.differences.push_back(difference(story_in(db, docid), "other posting lists or positions"));
}

// Each story once in the index, and none that the store does not have.
void add_strangers(Proof& proof, const Xapian::Database& db, std::span<const StoryId> ids) {
    std::vector<StoryId> known(ids.begin(), ids.end());
    std::sort(known.begin(), known.end());
    const auto prefix = terms::reference("");
    std::size_t documents = 0;
    for (auto t = db.allterms_begin(prefix); t != db.allterms_end(prefix); ++t) {
        const auto id = (*t).substr(prefix.size());
        documents += t.get_termfreq();
        if (!std::binary_search(known.begin(), known.end(), id))
            proof.differences.push_back(difference(id, "is in the index, and not in the store"));
        if (t.get_termfreq() > 1) proof.differences.push_back(difference(id, "is in the index more than once"));
    }
    if (documents != db.get_doccount()) proof.differences.push_back(difference("", "documents of no story"));
}

}  // namespace

Compared compared(Store& store, const Cues& cues, const std::filesystem::path& folder, std::span<const StoryId> ids,
                  const std::function<void()>& step) {
    Compared out;
    with_xapian("the index cannot be read", [&] {
        const Xapian::Database db(folder.string());
        Comparing comparing(store, cues, db);
        for (const auto& id : ids) {
            comparing.compare(id);
            step();
        }
        out = std::move(comparing.done);
    });
    return out;
}

std::vector<std::string> borders(const std::filesystem::path& folder) {
    std::vector<std::string> out{""};
    with_xapian("the index cannot be read", [&] {
        const Xapian::Database db(folder.string());
        std::size_t seen = 0;
        for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t)
            if (++seen % terms_in_a_run == 0) out.push_back(*t);
    });
    return out;
}

std::vector<std::uint64_t> posting_digests(const std::filesystem::path& folder, const std::string& from,
                                           const std::string& to) {
    std::vector<std::uint64_t> sums;
    with_xapian("the index cannot be read", [&] {
        const Xapian::Database db(folder.string());
        sums.resize(db.get_lastdocid() + 1);
        auto t = db.allterms_begin();
        if (!from.empty()) t.skip_to(from);  // to "" it would stop at a term that is none
        for (; t != db.allterms_end() && (to.empty() || *t < to); ++t) {
            const auto term = *t;
            const auto hash = std::hash<std::string>{}(term);
            const bool placed =
                term.starts_with(terms::stemmed);  // to look for positions is what costs, and no others are asked for
            for (auto p = db.postlist_begin(term); p != db.postlist_end(term); ++p) {
                Digest digest(hash, p.get_wdf());
                if (placed)
                    for (auto at = p.positionlist_begin(); at != p.positionlist_end(); ++at) digest.add(*at);
                sums[*p] += digest.value();
            }
        }
    });
    return sums;
}

Proof concluded(Compared compared, const std::vector<std::uint64_t>& posting_digests, Store& store,
                const std::filesystem::path& folder, std::span<const StoryId> ids) {
    auto proof = std::move(compared.proof);
    with_xapian("the index cannot be read", [&] {
        const Xapian::Database db(folder.string());
        add_strangers(proof, db, ids);
        compare_postings(proof, compared, posting_digests, db);
        std::set<StoryId> changed;
        for (const auto& change : store.changes_since(revision_of(db), no_limit)) changed.insert(change.story);
        std::erase_if(proof.differences, [&](const std::string& d) { return changed.contains(story_of(d)); });
    });
    std::sort(proof.differences.begin(), proof.differences.end());
    const auto same_story = [](const std::string& a, const std::string& b) { return story_of(a) == story_of(b); };
    proof.differences.erase(std::unique(proof.differences.begin(), proof.differences.end(), same_story),
                            proof.differences.end());
    if (proof.differences.size() > differences_shown) proof.differences.resize(differences_shown);
    return proof;
}

Proof prove(Store& store, const Cues& cues, const std::filesystem::path& folder) {
    const auto ids = store.live();
    auto halves = compared(store, cues, folder, ids, [] {});
    return concluded(std::move(halves), posting_digests(folder, "", ""), store, folder, ids);
}

}  // namespace tangible::index
