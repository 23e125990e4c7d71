// PostgreSQL with the same stories, through psql: one row for each story, and a stored tsvector with a GIN index.
// PGHOST names the cluster (tests/bench/peers starts one for the run).  Its time is that of the one process that
// answers, as the kernel counts it; psql's own time is left out, and no other process works for a query.
#pragma once
#include "schemas/store/store.h"
#include "tests/bench/helpers/questions.h"
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace tangible::bench {

class Postgres {
public:
    explicit Postgres(Store& store) {
        start();
        run("SET max_parallel_workers_per_gather = 0; SET work_mem = '256MB'; SET client_min_messages = error;");
        backend_ = answer("SELECT pg_backend_pid();");
        if (answer("SELECT to_regclass('stories') IS NULL;") == "t") fill(store);
    }
    ~Postgres() { fclose(in_), fclose(out_); }
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// Makes four facets and ten snippets as well; returns how many stories match.
    double ask(const Question& q) {
        const auto query = tsquery(q);
        const auto matching = (query.empty() ? "true" : "v @@ " + query) + " AND " + where(q);
        const auto found = answer(
            "WITH found AS MATERIALIZED (SELECT year, place, partnership, partners FROM stories WHERE " + matching +
            "), counts AS (SELECT 1, year, count(*) FROM found GROUP BY year UNION ALL SELECT 2, place, count(*) FROM "
            "found GROUP BY place UNION ALL SELECT 3, partnership, count(*) FROM found GROUP BY partnership UNION ALL "
            "SELECT 4, partner, count(*) FROM found, unnest(partners) partner GROUP BY partner) SELECT (SELECT "
            "count(*) FROM found), count(*) FROM counts;");
        answer(query.empty()
                   ? "SELECT title FROM stories WHERE " + matching + " ORDER BY received DESC LIMIT 10;"
                   : "SELECT title, ts_headline('english', body, q) FROM (SELECT title, body, q FROM stories, "
                     "CAST(" +
                         query + " AS tsquery) q WHERE v @@ q AND " + where(q) +
                         " ORDER BY ts_rank_cd(v, q) DESC LIMIT 10) best;");
        return std::strtod(found.c_str(), nullptr);
    }

    /// Returns the processor milliseconds of the answering process so far.
    double used_ms() const {
        double ns = 0;
        std::ifstream("/proc/" + backend_ + "/schedstat") >> ns;
        return ns / 1e6;
    }

private:
    void start() {
        int to[2], from[2];
        if (pipe(to) != 0 || pipe(from) != 0) throw std::runtime_error("no pipe");
        if (fork() == 0) {
            dup2(to[0], 0), dup2(from[1], 1);
            for (const int end : {to[0], to[1], from[0], from[1]}) close(end);
            execlp("psql", "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "postgres", nullptr);
            _exit(127);
        }
        close(to[0]), close(from[1]);
        in_ = fdopen(to[1], "w"), out_ = fdopen(from[0], "r");
    }
    /// Returns the first line of the answer, once all of it is there.
    std::string answer(const std::string& sql) {
        std::fprintf(in_, "%s\n\\echo THE END\n", sql.c_str());
        std::fflush(in_);
        std::string first, line;
        bool any = false;
        for (int c; (c = std::fgetc(out_)) != EOF;) {
            if (c != '\n') {
                line += static_cast<char>(c);
                continue;
            }
            if (line == "THE END") return first;
            if (!any) first = line, any = true;
            line.clear();
        }
        throw std::runtime_error("psql went away at: " + sql);
    }
    void run(const std::string& sql) { answer(sql); }

    static std::string in_copy(const std::string& text) {
        std::string out;
        for (const char c : text) out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\\' ? "\\\\" : std::string(1, c);
        return out;
    }
    void fill(Store& store) {
        run("CREATE UNLOGGED TABLE stories (title text, body text, year text, place text, partnership text, received "
            "bigint, partners text[], v tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) "
            "STORED);");
        std::fputs("COPY stories FROM STDIN;\n", in_);
        for (const auto& id : store.live())
            if (const auto s = store.story(id, Use::publish)) {
                std::string partners;
                for (const auto& partner : s->partners) partners += (partners.empty() ? "" : ",") + partner;
                std::fprintf(in_, "%s\t%s\t%d\t%s\t%s\t%lld\t{%s}\n", in_copy(s->title).c_str(),
                             in_copy(s->text).c_str(), s->year, s->place.c_str(), s->partnership.c_str(),
                             static_cast<long long>(s->received_ms), partners.c_str());
            }
        std::fputs("\\.\n", in_);
        run("SET maintenance_work_mem = '1GB'; CREATE INDEX ON stories USING gin (v);");
        for (const char* by : {"year", "place", "received"}) run(std::string("CREATE INDEX ON stories (") + by + ");");
        run("CREATE INDEX ON stories USING gin (partners); ANALYZE stories;");
    }

    static std::string quoted(const std::string& text) {
        std::string out = "'";
        for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
        return out + "'";
    }
    static std::string web(const std::string& words) {
        return "websearch_to_tsquery('english', " + quoted(words) + ")";
    }
    /// NEAR in both orders and at each distance, since PostgreSQL takes one distance at a time.
    static std::string near(const std::string& words) {
        std::istringstream in(words);
        std::string one, operation, other, all;
        in >> one >> operation;
        std::getline(in >> std::ws, other);
        for (int apart = 1; apart <= 6; ++apart)
            for (const auto& [a, b] : {std::pair{one, other}, {other, one}})
                all += (all.empty() ? "" : " || ") +
                       ("tsquery_phrase(" + web(a) + ", " + web(b) + ", " + std::to_string(apart) + ")");
        return "(" + all + ")";
    }
    static std::string tsquery(const Question& q) {
        if (q.match.empty()) return "";
        if (q.words.find(" NEAR/") != std::string::npos) return near(q.words);
        if (q.words.ends_with('*'))
            return "to_tsquery('simple', " + quoted(q.words.substr(0, q.words.size() - 1) + ":*") + ")";
        return web(q.words.find(':') == std::string::npos ? q.words : q.words.substr(q.words.find(' ') + 1));
    }
    static std::string where(const Question& q) {
        if (!q.words.starts_with("year:") && !q.words.starts_with("place:")) return "true";
        std::istringstream in(q.words);
        std::string first, second;
        in >> first >> second;
        if (first.starts_with("year:")) return "year = " + quoted(first.substr(5));
        return "place = " + quoted(first.substr(6)) + " AND partners @> ARRAY[" + quoted(second.substr(8)) + "]";
    }

    FILE *in_ = nullptr, *out_ = nullptr;
    std::string backend_;
};

}  // namespace tangible::bench
