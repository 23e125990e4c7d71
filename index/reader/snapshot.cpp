// Brings the latest snapshot up to date where the index still knows which stories were touched since (commits.h), and
// otherwise makes a new one from the whole database. A lock ensures that only one thread does so at a time, and that
// the others wait for its result instead of repeating the work.
#include "index/reader/snapshot.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/glass/packing.h"
#include "index/reader/commits.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <xapian.h>

namespace tangible::index {
namespace {

// Listing more words than this takes a noticeable time, and they are only used for spelling. A long list
// may therefore lag behind by up to half a minute instead of being made anew after each commit.
constexpr std::size_t many_words = 50'000;
constexpr std::chrono::seconds many_words_last{30};
constexpr char use_prefix[] = "XU";

// Words are the terms without a prefix, and prefixes begin with a capital.
bool is_word(const std::string& term) { return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z'); }

// A word that is no use can only come from a damaged table.
Use use_in(const std::string& value) try { return use_named(value); } catch (const Error&) {
    glass::damaged();
}

// Gives each use the stories whose tellers allow it. Going through the stories in order keeps each list in order.
void add_visible(Snapshot& s) {
    std::map<Use, std::vector<DocId>> docs;
    std::vector<Use> uses;
    for (const auto& value : s.uses.values()) uses.push_back(use_in(value));
    for (DocId doc = 0; doc < s.numbers.words.size(); ++doc)
        for (auto use : s.uses.of(doc)) docs[uses[use]].push_back(doc);
    for (auto use : all_uses) s.visible[use] = visible(std::move(docs[use]), s.numbers);
}

// Makes the snapshot from nothing. O(stories and their values).
Snapshot whole(const Xapian::Database& db) {
    Snapshot s;
    s.numbers = Numbers(db);
    s.uses = Columns(db, use_prefix);
    for (const auto& field : fields()) s.columns[field.prefix] = Columns(db, field.prefix);
    return s;
}

// Makes the next snapshot from the one before and the stories that changed.
Snapshot after(const Snapshot& before, const Xapian::Database& db, const std::vector<DocId>& changed) {
    Snapshot s;
    s.numbers = before.numbers.with(db, changed);
    s.uses = before.uses.with(db, use_prefix, changed);
    for (const auto& [prefix, columns] : before.columns) s.columns[prefix] = columns.with(db, prefix, changed);
    return s;
}

}  // namespace

Visible visible(std::vector<DocId> stories, const Numbers& numbers) {
    Visible v;
    // Minus infinity, for a missing time, stays below 0 and so does not count.
    double length = 0, newest_ms = 0;
    for (auto d : stories) {
        length += numbers.words[d];
        newest_ms = std::max(newest_ms, numbers.received_ms[d]);
    }
    v.newest_ms = static_cast<std::int64_t>(newest_ms);
    if (!stories.empty()) v.average_length = std::max(1.0, length / static_cast<double>(stories.size()));
    v.stories = DocSet(std::move(stories));
    return v;
}

std::shared_ptr<const Snapshot> Snapshots::of(const Xapian::Database& db) {
    const std::lock_guard turn(turn_);
    const auto now = commits(db);
    const auto uuid = db.get_uuid();
    const bool same = latest_ && latest_->uuid == uuid;
    if (same && latest_->commits == now) return latest_;
    // Our database is behind; the caller reopens it.
    if (same && latest_->commits > now) throw Xapian::DatabaseModifiedError("seen later by another thread");
    const auto changed = same ? touched_since(db, latest_->commits) : std::nullopt;
    auto next = changed ? after(*latest_, db, *changed) : whole(db);
    next.uuid = uuid, next.commits = now;
    add_visible(next);
    return latest_ = std::make_shared<const Snapshot>(std::move(next));
}

std::shared_ptr<const WordList> Snapshots::words(const Xapian::Database& db) {
    const std::lock_guard turn(words_turn_);
    const auto now = std::chrono::steady_clock::now();
    const bool same = words_ && words_uuid_ == db.get_uuid();
    // A long list is kept for half a minute whatever happened; a short one until the next commit.
    const bool kept = same && words_->size() > many_words && now - words_made_ < many_words_last;
    if (kept || (same && words_commits_ == commits(db))) return words_;
    WordList words;
    for (auto t = db.allterms_begin(); t != db.allterms_end(); ++t)
        if (is_word(*t)) words.add(*t);
    words_made_ = now, words_uuid_ = db.get_uuid(), words_commits_ = commits(db);
    return words_ = std::make_shared<const WordList>(std::move(words));
}

void Snapshots::forget() {
    const std::scoped_lock turns(turn_, words_turn_);
    latest_.reset();
    words_.reset();
}

}  // namespace tangible::index
