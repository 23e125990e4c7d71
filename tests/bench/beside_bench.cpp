// Our search beside what people could use instead, on the same stories and questions, in turn, by processor time:
// - SQLite FTS5 (porter, unicode61; facets by four GROUP BYs, ten snippets), beside ours with all ten facets:
//   --questions of each kind, 20 by default; 0 leaves FTS5 out
// - Xapian's ValueCountMatchSpy, one field, on our index, beside our counts of the same matches and field
// - MSet::snippet for ten hits, beside our snippets of the same texts
#include "index/search/matching.h"
#include "index/search/snippets.h"
#include "index/words/analysis.h"
#include "tests/bench/helpers/questions.h"
#include "tests/bench/helpers/searched.h"
#include <set>
#include <sqlite3.h>
#include <xapian.h>

namespace {

using namespace tangible;
using namespace tangible::bench;

class Fts5 {
public:
    Fts5(const std::filesystem::path& file, Store& store) {
        const bool there = std::filesystem::exists(file);
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("no database");
        run("PRAGMA temp_store = MEMORY");
        if (!there) fill(store);
        run("CREATE TEMP TABLE found (story INTEGER PRIMARY KEY)");
    }
    ~Fts5() { sqlite3_close(db_); }
    Fts5(const Fts5&) = delete;

    /// Makes facets and the first page as well; returns how many stories match.
    std::size_t ask(const Question& q) {
        run("DELETE FROM found");
        const auto texts = "texts('" + in_sql(q.match) + "')";
        const auto matching = q.match.empty() ? "SELECT rowid FROM stories WHERE " + q.where
                                              : "SELECT rowid FROM stories WHERE rowid IN (SELECT rowid FROM " + texts +
                                                    ") AND " + q.where;
        run("INSERT INTO found " + matching);
        for (const char* field : {"year", "place", "partnership"})
            run(std::string("SELECT ") + field +
                ", count(*) FROM found JOIN stories ON story = stories.rowid GROUP BY 1");
        run("SELECT partner, count(*) FROM found JOIN partners USING (story) GROUP BY 1");
        run(q.match.empty()
                ? "SELECT title FROM stories WHERE " + q.where + " ORDER BY received DESC LIMIT 10"
                : "SELECT stories.title, snippet(texts, 1, '<b>', '</b>', '', 40) FROM " + texts +
                      " JOIN stories ON stories.rowid = texts.rowid WHERE " + q.where + " ORDER BY rank LIMIT 10");
        return rows("SELECT count(*) FROM found");
    }

private:
    static std::string in_sql(std::string text) {
        for (auto at = text.find('\''); at != text.npos; at = text.find('\'', at + 2)) text.insert(at, 1, '\'');
        return text;
    }
    void fill(Store& store) {
        run("CREATE TABLE stories (title, text, year INTEGER, place, partnership, received INTEGER)");
        run("CREATE TABLE partners (story INTEGER, partner)");
        run("CREATE VIRTUAL TABLE texts USING fts5(title, text, content=stories, tokenize='porter unicode61')");
        run("BEGIN");
        for (const auto& id : store.live()) {
            const auto s = store.story(id, Use::publish);
            if (!s) continue;
            run("INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?)",
                {s->title, s->text, std::to_string(s->year), s->place, s->partnership, std::to_string(s->received_ms)});
            const auto row = std::to_string(sqlite3_last_insert_rowid(db_));
            for (const auto& partner : s->partners) run("INSERT INTO partners VALUES (?, ?)", {row, partner});
        }
        run("INSERT INTO texts (texts) VALUES ('rebuild')");
        for (const char* field : {"year", "place", "partnership", "received"})
            run(std::string("CREATE INDEX by_") + field + " ON stories (" + field + ")");
        run("CREATE INDEX by_partner ON partners (partner, story)");
        run("CREATE INDEX by_story ON partners (story, partner)");
        run("COMMIT");
        run("ANALYZE");
    }
    std::size_t rows(const std::string& sql) { return run(sql); }
    /// Runs the statement; returns the first column of the last row.
    std::size_t run(const std::string& sql, const std::vector<std::string>& values = {}) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
        for (std::size_t i = 0; i < values.size(); ++i)
            sqlite3_bind_text(statement, static_cast<int>(i + 1), values[i].data(), static_cast<int>(values[i].size()),
                              SQLITE_STATIC);
        std::size_t first = 0;
        while (sqlite3_step(statement) == SQLITE_ROW)
            first = static_cast<std::size_t>(sqlite3_column_int64(statement, 0));
        sqlite3_finalize(statement);
        return first;
    }

    sqlite3* db_ = nullptr;
};

/// Samples of two ways of doing one thing, taken in turn, in processor milliseconds.
struct Pair {
    std::vector<double> ours, theirs;
    void add(const Clock& a, const Clock& b) {
        ours.push_back(1000 * a.cpu());
        theirs.push_back(1000 * b.cpu());
    }
    void tell(Figures& figures, const std::string& name) const {
        for (const auto& [label, share] : {std::pair{"_p50", 0.50}, {"_p95", 0.95}, {"_p99", 0.99}}) {
            const double a = quantile(ours, share), b = quantile(theirs, share);
            figures.add(name + label, a, "ms");
            figures.add(name + "_peer" + label, b, "ms");
            figures.add(name + "_ours_to_peer" + label, b > 0 ? a / b : 0, "ratio");
        }
    }
};

Clock spied(const Xapian::Database& db, const std::string& term) {
    return timed([&] {
        Xapian::Enquire enquire(db);
        enquire.set_query(Xapian::Query(term));
        Xapian::ValueCountMatchSpy spy(index::terms::year_slot);
        enquire.add_matchspy(&spy);
        enquire.get_mset(0, 10, db.get_doccount());
    });
}

Clock counted(index::Reader& reader, const std::string& term) {
    return timed([&] {
        const auto found = index::matches(reader, index::any({term}, true), Use::team, Sort::relevance, 10);
        reader.columns(index::field("year")->prefix).counts(found.all.docs());
    });
}

/// Adds a sample of snippets of the texts of ten hits, ours and the library's.
void add_snippets(Pair& pair, const Xapian::Database& db, const std::vector<Story>& stories, const std::string& word) {
    index::Analyser analyser;
    const auto stem = index::terms::stem(analyser.stem_of(word, "en"));
    Xapian::Enquire enquire(db);
    enquire.set_query(Xapian::Query(stem));
    const auto found = enquire.get_mset(0, 10);
    const Xapian::Stem english("en");
    pair.add(timed([&] {
                 for (const auto& s : stories) index::snippet(s.text, "en", {stem}, analyser, {}, 240);
             }),
             timed([&] {
                 for (const auto& s : stories) found.snippet(s.text, 240, english);
             }));
}

/// Compares our search with FTS5 on `samples` questions of each kind.
void beside_fts5(Figures& figures, Searched& searched, const Arguments& arguments, std::size_t samples) {
    auto& [data, generator, store, codebook, searcher] = searched;
    Fts5 fts5(data.path() / "fts5.sqlite", store);
    Pair all;
    for (const char* warm : {"garden", "gardxen"}) {
        Query query(Use::publish);
        query.words = warm;
        searcher.search(query);
        fts5.ask(said(warm));
    }
    for (const Kind& kind : kinds) {
        Pair pair;
        double found = 0, found_there = 0;
        for (const auto& question : questions(kind, generator, arguments.seed, arguments.stories, samples)) {
            Query query(Use::publish);
            query.words = question.words;
            const auto here = timed([&] { found += searcher.search(query).stories; });
            const auto there = timed([&] { found_there += static_cast<double>(fts5.ask(question)); });
            pair.add(here, there), all.add(here, there);
        }
        figures.add(std::string(kind.name) + "_found", found / static_cast<double>(samples), "stories");
        figures.add(std::string(kind.name) + "_found_peer", found_there / static_cast<double>(samples), "stories");
        pair.tell(figures, kind.name);
    }
    all.tell(figures, "all");
}

void beside_library(Figures& figures, Searched& searched) {
    auto& [data, generator, store, codebook, searcher] = searched;
    const Xapian::Database db(index::live(data.path()).string());
    index::Reader reader(data.path());
    Pair facets, snippets;
    for (const auto& noun : nouns)
        reader.steadily([&] {
            index::Analyser analyser;
            const auto term = index::terms::stem(analyser.stem_of(std::string(noun), "en"));
            counted(reader, term);
            facets.add(counted(reader, term), spied(db, term));
        });
    facets.tell(figures, "one_facet");
    for (const auto& noun : nouns) {
        Query query(Use::publish);
        query.words = noun;
        std::vector<Story> stories;
        for (const auto& hit : searcher.search(query).hits) stories.push_back(*store.story(hit.id, Use::publish));
        add_snippets(snippets, db, stories, std::string(noun));
    }
    snippets.tell(figures, "ten_snippets");
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t samples = 20;
    const Arguments arguments(argc, argv, {{"--questions", &samples}});
    Searched searched(arguments);
    Figures figures("beside", arguments);
    if (samples > 0) beside_fts5(figures, searched, arguments, samples);
    beside_library(figures, searched);
}
