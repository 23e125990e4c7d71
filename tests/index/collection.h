// A small collection for the tests of search: a store and its index, in a folder that is removed with it.
// Codings are given, not suggested, so that these tests do not depend on the tagger.
#pragma once
#include "index/building/index.h"
#include "index/search/search.h"
#include "ingest/text/normalise.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace tangible::index {

inline const char* const small_book =
    R"(codebook: {id: small, version: 1.0.0, language: en-GB, status: draft, notice: Invented.}
sources:
  BOOK: {cite: "A book, 2020", where: "https://example.org/book"}
groups:
- id: REL
  label: Relationships
  about: How people got on.
  themes:
  - {id: REL.TRUST, label: Trust built or broken, definition: Confidence., cues: [trusted us], examples: [They trusted us.], opposites: [POW.HARM], sources: [BOOK]}
  - {id: REL.CARE, label: Care, definition: Kindness., cues: [were kind], examples: [They were kind.], sources: [BOOK]}
- id: POW
  label: Power
  about: Who decided.
  themes:
  - {id: POW.HARM, label: Harm, definition: Somebody was hurt., cues: [let us down], examples: [They let us down.], sources: [BOOK]}
)";

class Collection {
public:
    Collection()
        : dir(fresh_folder()), store(dir, Store::Access::write), book(read_codebook(small_book, "small.yaml")),
          writer_(std::make_unique<Writer>(live(dir))) {
        commit();
    }
    ~Collection() {
        writer_.reset();
        std::filesystem::remove_all(dir);
    }

    /// A coding of the sentence of `text` that contains `words`.
    static Coding coding(const std::string& theme, const std::string& text, const std::string& words,
                         Verdict verdict = Verdict::suggested, Polarity polarity = Polarity::unstated) {
        Coding c;
        c.theme = theme, c.verdict = verdict, c.polarity = polarity;
        const auto at = static_cast<std::uint32_t>(text.find(words));
        for (const auto& s : ingest::sentences(text, "en"))
            if (s.begin <= at && at < s.end) c.span = s;
        c.quote = cut(text, c.span);
        if (verdict != Verdict::suggested) c.coder = "ana";
        return c;
    }

    /// Stores and indexes a story without committing; call `commit` before searching.
    Story add(Story s, std::vector<Coding> codings = {}) {
        Submission submission;
        submission.bytes = "story " + std::to_string(++count_);
        submission.id = sha256_hex(submission.bytes);
        submission.received_ms = s.received_ms;
        store.put(submission);
        s.submission = submission.id;
        store.put_stories(submission.id, {s});
        s.id = store.stories_of(submission.id).at(0);
        for (const auto& c : codings)
            if (c.verdict != Verdict::suggested)
                store.note({s.id, c.theme, c.span, c.quote, c.verdict, c.polarity, c.coder, book.edition, 1});
        index(s, codings);
        stories[s.id] = s;
        this->codings[s.id] = codings;
        return s;
    }
    void index(const Story& s, const std::vector<Coding>& settled) {
        writer_->replace(s, analyser.analyse(s.text, s.language), analyser, settled);
    }
    void commit() { commit(store.revision()); }
    void commit(Revision reached) { writer_->commit(reached, edition(book)); }
    Searcher searcher() { return Searcher(dir, store, book); }

    std::filesystem::path dir;
    Store store;
    Codebook book;
    Analyser analyser;
    std::map<StoryId, Story> stories;
    std::map<StoryId, std::vector<Coding>> codings;

private:
    static std::filesystem::path fresh_folder() {
        static int number = 0;
        auto dir = std::filesystem::temp_directory_path() /
                   ("tangible-search-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::remove_all(dir);
        std::filesystem::create_directories(dir);
        return dir;
    }
    std::unique_ptr<Writer> writer_;
    int count_ = 0;
};

/// A story that anyone may read, count and quote.
inline Story open_story(const std::string& text, const std::string& language = "en") {
    Story s;
    s.text = text, s.language = language, s.title = "Untitled", s.year = 2019;
    s.received_ms = 1'600'000'000'000;
    s.consent = {"story-form/1", Uses{Use::team, Use::count, Use::research, Use::publish, Use::quote}, 1};
    return s;
}

inline Query asking(const std::string& words, Use use = Use::publish) {
    Query q(use);
    q.words = words;
    return q;
}

}  // namespace tangible::index
