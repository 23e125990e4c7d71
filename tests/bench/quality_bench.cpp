// How good the order of results is: the labels of judged collections are questions to our search, to Xapian with its
// defaults, to SQLite's FTS5 and, if PGHOST names one, to PostgreSQL.  All are asked for texts with any of the words.
// quality_bench FOLDER...            the peers
// quality_bench --candidates FOLDER...   ways of weighting, over our analysis
#include "index/building/index.h"
#include "index/search/search.h"
#include "tests/bench/helpers/collection.h"
#include "tests/bench/helpers/judged.h"
#include <cstdio>
#include <functional>
#include <map>
#include <sqlite3.h>
#include <xapian.h>

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t depth = 100;
using Engine = std::function<Ranking(const Question&)>;

std::string joined(const std::vector<std::string>& words, const std::string& by) {
    std::string out;
    for (const auto& w : words) out += (out.empty() ? "" : by) + w;
    return out;
}

struct Score {
    double ndcg = 0, recall = 0;
};
Score score(const Engine& engine, const std::vector<Question>& questions) {
    Score sum;
    for (const auto& q : questions) {
        const auto ranking = engine(q);
        sum.ndcg += ndcg(ranking, q), sum.recall += recall(ranking, q);
    }
    const auto n = static_cast<double>(std::max<std::size_t>(1, questions.size()));
    return {sum.ndcg / n, sum.recall / n};
}

void tell(const std::string& who, const Engine& engine, const Judged& set) {
    std::printf("| %s | %s |", set.name.c_str(), who.c_str());
    for (const auto* questions : {&set.by_name, &set.by_definition}) {
        if (questions->empty()) {
            std::printf(" – | – |");
            continue;
        }
        const auto s = score(engine, *questions);
        std::printf(" %.3f | %.3f |", s.ndcg, s.recall);
    }
    std::printf("\n");
}

/// Our search, indexed without storing the texts, since the benchmark asks only for references.
class Ours {
public:
    explicit Ours(const Judged& set) : store_(folder_.path(), Store::Access::write), book_(partnership_codebook()) {
        index::Writer writer(index::live(folder_.path()));
        index::Analyser analyser;
        for (std::size_t i = 0; i < set.texts.size(); ++i) {
            Story s;
            s.id = make_story_id(i);
            number_[s.id] = i;
            s.text = set.texts[i], s.language = "en";
            s.consent.uses = {Use::team};
            writer.replace(s, analyser.analyse(s.text, s.language), analyser, {});
        }
        writer.commit(1, index::edition(book_));
        searcher_ = std::make_unique<index::Searcher>(folder_.path(), store_, book_);
    }
    Ranking operator()(const Question& q) {
        Query query(Use::team);
        query.words = joined(q.words, " OR ");
        Ranking out;
        for (const auto& id : searcher_->matches(query, depth)) out.push_back(number_.at(id));
        return out;
    }

private:
    Folder folder_{{}};
    Store store_;
    Codebook book_;
    std::map<StoryId, std::size_t> number_;
    std::unique_ptr<index::Searcher> searcher_;
};

class StockXapian {
public:
    explicit StockXapian(const Judged& set) : db_("", Xapian::DB_BACKEND_INMEMORY) {
        Xapian::TermGenerator terms;
        terms.set_stemmer(Xapian::Stem("en"));
        for (const auto& text : set.texts) {
            Xapian::Document document;
            terms.set_document(document);
            terms.index_text(text);
            db_.add_document(document);
        }
        parser_.set_stemmer(Xapian::Stem("en"));
        parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    }
    Ranking operator()(const Question& q) {
        Xapian::Enquire enquire(db_);
        enquire.set_query(parser_.parse_query(joined(q.words, " ")));
        Ranking out;
        const auto found = enquire.get_mset(0, depth);
        for (auto m = found.begin(); m != found.end(); ++m) out.push_back(*m - 1);
        return out;
    }

private:
    Xapian::WritableDatabase db_;
    Xapian::QueryParser parser_;
};

class Fts5 {
public:
    explicit Fts5(const Judged& set) {
        sqlite3_open(":memory:", &db_);
        run("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'porter unicode61')");
        run("BEGIN");
        for (const auto& text : set.texts) run("INSERT INTO texts VALUES (?)", text);
        run("COMMIT");
    }
    ~Fts5() { sqlite3_close(db_); }
    Fts5(const Fts5&) = delete;
    Ranking operator()(const Question& q) {
        return run("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 100",
                   "\"" + joined(q.words, "\" OR \"") + "\"");
    }

private:
    Ranking run(const char* sql, const std::string& value = {}) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
        Ranking rows;
        while (sqlite3_step(statement) == SQLITE_ROW)
            rows.push_back(static_cast<std::size_t>(sqlite3_column_int64(statement, 0)) - 1);
        sqlite3_finalize(statement);
        return rows;
    }
    sqlite3* db_ = nullptr;
};

/// PostgreSQL through psql, which answers all questions in one go; the answers are kept by question.
class Postgres {
public:
    Postgres(const Judged& set, const char* rank) {
        const Folder folder{{}};
        const auto script = folder.path() / "in.sql";
        std::ofstream out(script);
        out << "SET client_min_messages = error; CREATE TEMP TABLE t (n int, v tsvector);\n";
        for (std::size_t i = 0; i < set.texts.size(); ++i)
            out << "INSERT INTO t VALUES (" << i << ", to_tsvector('english', '" << quoted(set.texts[i]) << "'));\n";
        for (const auto* questions : {&set.by_name, &set.by_definition})
            for (const auto& q : *questions)
                out << "SELECT 'Q ' || '" << joined(q.words, " ") << "';\n"
                    << "SELECT n FROM t, to_tsquery('english', '" << joined(q.words, " | ")
                    << "') q WHERE v @@ q ORDER BY " << rank << " DESC, n LIMIT 100;\n";
        out.close();
        auto* answers = popen(("psql -qAt -f " + script.string() + " postgres").c_str(), "r");
        Ranking* current = nullptr;
        for (char line[4096]; answers && fgets(line, sizeof line, answers);) {
            std::string text(line);
            text.pop_back();
            if (text.starts_with("Q "))
                current = &answers_[text.substr(2)];
            else if (current && !text.empty())
                current->push_back(std::stoul(text));
        }
        if (answers) pclose(answers);
    }
    bool there() const { return !answers_.empty(); }
    Ranking operator()(const Question& q) { return answers_[joined(q.words, " ")]; }

private:
    static std::string quoted(const std::string& text) {
        std::string out;
        for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
        return out;
    }
    std::map<std::string, Ranking> answers_;
};

// From here on: ways of weighting, all over the same analysis.

/// What a weighting may know about a word in a text.
struct Seen {
    double times, length, average, with, all, collection_times;
};
using Part = std::function<double(const Seen&)>;

double rarity(const Seen& s) { return std::log(1 + (s.all - s.with + 0.5) / (s.with + 0.5)); }

/// `least`: a text counts as no shorter than this share of the average, so that a text of two words does not score as
/// if it were all about them.  `sharp`: exponent of the rarity.
Part bm25(double k1, double b, double least = 0, double sharp = 1, double plus = 0) {
    return [=](const Seen& s) {
        const auto length = std::max(s.length / s.average, least);
        return std::pow(rarity(s), sharp) * (plus + s.times * (k1 + 1) / (s.times + k1 * (1 - b + b * length)));
    };
}
/// Poisson with Laplace's after-effect and the second normalisation (Amati and van Rijsbergen 2002).
Part pl2(double c) {
    return [=](const Seen& s) {
        const auto times = s.times * std::log2(1 + c * s.average / s.length), mean = s.collection_times / s.all;
        const auto surprise = times * std::log2(times / mean) + (mean - times) * std::log2(std::exp(1.0)) +
                              0.5 * std::log2(2 * std::acos(-1.0) * times);
        return std::max(0.0, surprise / (times + 1));
    };
}

class Candidates {
public:
    explicit Candidates(const Judged& set) {
        for (const auto& text : set.texts) {
            const auto analysis = analyser_.analyse(text, "en");
            auto& stems = sentences_.emplace_back(analysis.sentences.size() + 1);
            double length = 0;
            const auto add = [&](std::uint32_t word, std::uint32_t sentence) {
                const auto stem = analyser_.stem_number(word, "en");
                ++postings_[stem][sentences_.size() - 1], ++length;
                stems[sentence].insert(stem);
            };
            for (const auto& token : analysis.tokens) {
                add(token.word, token.sentence);
                for (const auto part : analyser_.parts(text, token)) add(part, token.sentence);
            }
            lengths_.push_back(length);
            average_ += length;
        }
        average_ /= static_cast<double>(std::max<std::size_t>(1, lengths_.size()));
    }

    /// `together`: what the best sentence adds, as a share of the sum of the rarities of its words.
    Engine engine(Part part, double together = 0) {
        return [=, this](const Question& q) {
            std::map<std::size_t, double> weights;
            std::map<std::uint32_t, double> rarities;
            for (const auto& word : q.words) {
                const auto analysis = analyser_.analyse(word, "en");
                if (analysis.tokens.empty()) continue;
                const auto stem = analyser_.stem_number(analysis.tokens[0].word, "en");
                const auto& list = postings_[stem];
                double collection_times = 0;
                for (const auto& [text, times] : list) collection_times += times;
                for (const auto& [text, times] : list) {
                    const Seen seen{times,
                                    lengths_[text],
                                    average_,
                                    static_cast<double>(list.size()),
                                    static_cast<double>(lengths_.size()),
                                    collection_times};
                    weights[text] += part(seen);
                    rarities[stem] = rarity(seen);
                }
            }
            if (together > 0)
                for (auto& [text, weight] : weights) weight += together * best_sentence(text, rarities);
            std::vector<std::pair<double, std::size_t>> order;
            for (const auto& [text, weight] : weights) order.emplace_back(-weight, text);
            std::sort(order.begin(), order.end());
            Ranking out;
            for (std::size_t i = 0; i < std::min(depth, order.size()); ++i) out.push_back(order[i].second);
            return out;
        };
    }

private:
    double best_sentence(std::size_t text, const std::map<std::uint32_t, double>& rarities) const {
        double best = 0;
        for (const auto& sentence : sentences_[text]) {
            double sum = 0;
            std::size_t words = 0;
            for (const auto& [stem, rarity] : rarities)
                if (sentence.contains(stem)) sum += rarity, ++words;
            if (words > 1) best = std::max(best, sum);
        }
        return best;
    }

    index::Analyser analyser_;
    std::map<std::uint32_t, std::map<std::size_t, double>> postings_;
    std::vector<std::vector<std::set<std::uint32_t>>> sentences_;
    std::vector<double> lengths_;
    double average_ = 0;
};

using Halves = std::pair<std::vector<Question>, std::vector<Question>>;
Halves halves(const std::vector<Question>& all) {
    Halves out;
    for (std::size_t i = 0; i < all.size(); ++i) (i % 2 ? out.second : out.first).push_back(all[i]);
    return out;
}

struct Candidate {
    std::string name;
    Part part;
    double together = 0;
};

std::vector<Candidate> all_candidates() {
    std::vector<Candidate> all;
    char name[100];
    for (const double k1 : {0.4, 0.8, 1.2, 1.6, 2.0})
        for (const double b : {0.0, 0.25, 0.5, 0.75, 1.0})
            for (const double least : {0.0, 0.3, 0.5, 0.7, 1.0}) {
                if (b == 0 && least > 0) continue;
                std::snprintf(name, sizeof name, "BM25 k1 %.1f b %.2f least %.1f", k1, b, least);
                all.push_back({name, bm25(k1, b, least)});
            }
    for (const double sharp : {0.7, 1.3})
        for (const double least : {0.0, 0.5}) {
            std::snprintf(name, sizeof name, "BM25 k1 1.2 b 0.75 least %.1f, rarity to the %.1f", least, sharp);
            all.push_back({name, bm25(1.2, 0.75, least, sharp)});
        }
    for (const double plus : {0.5, 1.0}) {
        std::snprintf(name, sizeof name, "BM25+ k1 1.2 b 0.75 plus %.1f", plus);
        all.push_back({name, bm25(1.2, 0.75, 0, 1, plus)});
    }
    for (const double c : {1.0, 2.0, 4.0, 10.0}) {
        std::snprintf(name, sizeof name, "PL2 c %.0f", c);
        all.push_back({name, pl2(c)});
    }
    for (const double share : {0.1, 0.3, 1.0})
        for (const double least : {0.0, 0.5}) {
            std::snprintf(name, sizeof name, "BM25 k1 1.2 b 0.75 least %.1f, best sentence %.1f", least, share);
            all.push_back({name, bm25(1.2, 0.75, least), share});
        }
    return all;
}

// Prints for each candidate the mean over collections and kinds of question: for every second question, by which to
// choose, and for the others, which show whether the choice holds.
void tell_candidates(const std::vector<Judged>& sets) {
    std::printf("| | chosen by: nDCG@10 | recall@100 | told of: nDCG@10 | recall@100 |\n|---|---|---|---|---|\n");
    std::vector<std::unique_ptr<Candidates>> texts;
    for (const auto& set : sets) texts.push_back(std::make_unique<Candidates>(set));
    for (const auto& candidate : all_candidates()) {
        Score first, second;
        double columns = 0;
        for (std::size_t k = 0; k < sets.size(); ++k)
            for (const auto* questions : {&sets[k].by_name, &sets[k].by_definition}) {
                if (questions->empty()) continue;
                const auto [even, odd] = halves(*questions);
                const auto engine = texts[k]->engine(candidate.part, candidate.together);
                const auto a = score(engine, even), b = score(engine, odd);
                first.ndcg += a.ndcg, first.recall += a.recall, second.ndcg += b.ndcg, second.recall += b.recall;
                ++columns;
            }
        std::printf("| %s | %.4f | %.4f | %.4f | %.4f |\n", candidate.name.c_str(), first.ndcg / columns,
                    first.recall / columns, second.ndcg / columns, second.recall / columns);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const bool candidates = argc > 1 && std::string_view(argv[1]) == "--candidates";
    std::vector<Judged> sets;
    for (int k = candidates ? 2 : 1; k < argc; ++k) sets.push_back(judged(argv[k]));
    if (candidates) return tell_candidates(sets), 0;
    std::printf("| collection | | name: nDCG@10 | recall@100 | name and definition: nDCG@10 | recall@100 |\n"
                "|---|---|---|---|---|---|\n");
    for (const auto& set : sets) {
        Ours ours(set);
        tell(
            "Tangible", [&](const Question& q) { return ours(q); }, set);
        StockXapian xapian(set);
        tell(
            "Xapian, its defaults", [&](const Question& q) { return xapian(q); }, set);
        Fts5 fts5(set);
        tell(
            "SQLite FTS5, porter, bm25", [&](const Question& q) { return fts5(q); }, set);
        if (!std::getenv("PGHOST")) continue;
        for (const auto& [rank, who] : {std::pair{"ts_rank_cd(v, q)", "PostgreSQL, ts_rank_cd"},
                                        {"ts_rank_cd(v, q, 1)", "PostgreSQL, ts_rank_cd by length"}})
            if (Postgres postgres(set, rank); postgres.there())
                tell(
                    who, [&](const Question& q) { return postgres(q); }, set);
    }
}
