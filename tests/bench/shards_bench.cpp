// Two shards behind Xapian's remote backend beside one local index of the same stories, with the same plain Xapian
// queries: ten hits with their data, and again with a ValueCountMatchSpy over all matches.  In turn, it takes processor
// time of each server, of this process for both, wall time, and bytes on the wire.  Started by tests/bench/shards,
// which serves the shards; DATA is the folder with the local index.
#include "index/document/terms.h"
#include "tests/bench/helpers/questions.h"
#include "tests/bench/helpers/searched.h"
#include <fstream>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <xapian.h>

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t samples = 10;

/// Our terms, queried as stock Xapian would: stems with positions, folded words for wildcards, fields, years.
Xapian::Query query_of(const std::string& words, Xapian::Database& db) {
    Xapian::QueryParser parser;
    Xapian::NumberRangeProcessor years(index::terms::year_slot, "year:");
    parser.set_database(db);
    parser.set_stemmer(Xapian::Stem("en"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
    parser.add_boolean_prefix("place", "XL");
    parser.add_boolean_prefix("partner", "XP");
    parser.add_boolean_prefix("year", "Y");
    const auto flags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD;
    const auto asked = words.empty() ? Xapian::Query::MatchAll : parser.parse_query(words, flags);
    return {Xapian::Query::OP_FILTER, asked, Xapian::Query(index::terms::allowed(Use::publish))};
}

/// Returns how many match: exactly with a facet, otherwise as the library estimates after the first ten.
double ask(const Xapian::Database& db, const Xapian::Query& query, bool with_facet) {
    Xapian::Enquire enquire(db);
    enquire.set_query(query);
    Xapian::ValueCountMatchSpy spy(index::terms::year_slot);
    if (with_facet) enquire.add_matchspy(&spy);
    const auto found = enquire.get_mset(0, 10, with_facet ? db.get_doccount() : 0);
    for (auto hit = found.begin(); hit != found.end(); ++hit) hit.get_document().get_data();
    return found.get_matches_estimated();
}

double used_ms(const std::string& process) {
    double ns = 0;
    std::ifstream("/proc/" + process + "/schedstat") >> ns;
    return ns / 1e6;
}

double memory_mb(const std::string& process) {
    std::ifstream status("/proc/" + process + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

/// Returns the process that answers us for a server: its only child.
std::string answering(const std::string& server) {
    std::string child;
    std::ifstream("/proc/" + server + "/task/" + server + "/children") >> child;
    if (!child.empty()) return child;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream stat(entry.path() / "stat");
        std::string pid, name, state, parent;
        if (stat >> pid >> name >> state >> parent && parent == server) return pid;
    }
    throw std::runtime_error("nobody answers for process " + server);
}

/// Returns the bytes sent and received so far on all of this process's connections.
double wire_bytes() {
    double bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        tcp_info info{};
        socklen_t size = sizeof info;
        const int fd = std::stoi(entry.path().filename().string());
        if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            bytes += static_cast<double>(info.tcpi_bytes_acked + info.tcpi_bytes_received);
    }
    return bytes;
}

struct Samples {
    std::vector<double> local, client, a_shard, wall, local_wall, wire;
    void tell(Figures& figures, const std::string& name) const {
        for (const auto& [what, values, unit] : {std::tuple{"local", &local, "ms"},
                                                 {"client", &client, "ms"},
                                                 {"a_shard", &a_shard, "ms"},
                                                 {"local_wall", &local_wall, "ms"},
                                                 {"wall", &wall, "ms"},
                                                 {"wire", &wire, "bytes"}})
            for (const auto& [label, share] : {std::pair{"_p50", 0.50}, {"_p95", 0.95}})
                figures.add(name + "_" + what + label, quantile(*values, share), unit);
    }
};

/// Measures reading what our own search needs of a word: which stories have it, and how often.
void read_postings(Figures& figures, const Xapian::Database& local, const Xapian::Database& remote) {
    const auto term = index::terms::stem("garden");
    const auto read = [&](const Xapian::Database& db) {
        double times = 0;
        for (auto p = db.postlist_begin(term); p != db.postlist_end(term); ++p) times += p.get_wdf();
        return times;
    };
    read(local);
    const double postings = local.get_termfreq(term), wire = -wire_bytes();
    const auto here = timed([&] { read(local); }), there = timed([&] { read(remote); });
    figures.add("postings_read", postings, "postings");
    figures.add("postings_local", 1e9 * here.cpu() / postings, "ns_each");
    figures.add("postings_client", 1e9 * there.cpu() / postings, "ns_each");
    figures.add("postings_wire", (wire + wire_bytes()) / postings, "bytes_each");
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t ports[2] = {}, servers[2] = {};
    const Arguments arguments(
        argc, argv,
        {{"--port-a", &ports[0]}, {"--port-b", &ports[1]}, {"--server-a", &servers[0]}, {"--server-b", &servers[1]}});
    const Generator generator(arguments.seed);
    Xapian::Database local(index::live(arguments.data).string()), remote;
    std::string processes[2];
    for (int k = 0; k < 2; ++k) {
        remote.add_database(Xapian::Remote::open("127.0.0.1", static_cast<unsigned>(ports[k])));
        processes[k] = answering(std::to_string(servers[k]));
    }
    Figures figures("shards", arguments);
    figures.add("local_stories", local.get_doccount(), "stories");
    figures.add("remote_stories", remote.get_doccount(), "stories");
    for (const bool with_facet : {false, true}) {
        Samples all;
        double found_here = 0, found_there = 0;
        for (const Kind& kind : kinds)
            for (const auto& question : questions(kind, generator, arguments.seed, arguments.stories, samples)) {
                const auto query = query_of(question.words, local);
                if (all.local.empty()) ask(local, query, with_facet), ask(remote, query, with_facet);
                const auto here = timed([&] { found_here += ask(local, query, with_facet); });
                double shards = -used_ms(processes[0]) - used_ms(processes[1]), wire = -wire_bytes();
                const auto there = timed([&] { found_there += ask(remote, query, with_facet); });
                shards += used_ms(processes[0]) + used_ms(processes[1]), wire += wire_bytes();
                all.local.push_back(1000 * here.cpu()), all.local_wall.push_back(1000 * here.wall());
                all.client.push_back(1000 * there.cpu()), all.wall.push_back(1000 * there.wall());
                all.a_shard.push_back(shards / 2), all.wire.push_back(wire);
            }
        if (with_facet && found_here != found_there) throw std::runtime_error("the shards find other stories");
        figures.add(with_facet ? "facet_found" : "ten_found", found_here / static_cast<double>(all.local.size()),
                    "stories");
        all.tell(figures, with_facet ? "facet" : "ten");
    }
    read_postings(figures, local, remote);
    figures.add("server_a_memory", memory_mb(processes[0]), "MB");
    figures.add("server_b_memory", memory_mb(processes[1]), "MB");
}
