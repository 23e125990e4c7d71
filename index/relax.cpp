// When nothing was found: what each tick, and each part of the words, keeps away.
#include "index/searcher.h"

namespace tangible::index {
namespace {

constexpr std::size_t max_parts = 8;

// Words one by one; phrases, fields and groups as a whole.
void add_parts(const Question& q, std::vector<Span>& parts) {
    if (q.kind == Question::Kind::both)
        for (const auto& p : q.parts) add_parts(p, parts);
    else if (q.kind != Question::Kind::words)
        parts.push_back(q.span);
    else
        for (std::size_t begin = 0, end; begin < q.words[0].text.size(); begin = end + 1) {
            end = std::min(q.words[0].text.find_first_of(" \n", begin), q.words[0].text.size());
            const auto at = q.span.begin;
            if (end > begin)
                parts.push_back({at + static_cast<std::uint32_t>(begin), at + static_cast<std::uint32_t>(end)});
        }
}

}  // namespace

std::vector<Relaxation> Searcher::Impl::relaxations(const Query& query, const Asked& asked) {
    std::vector<Relaxation> all;
    const auto words = meaning_of(query, asked).sought;
    auto add = [&](const std::string& field, const std::string& value, const Sought& sought) {
        if (auto n = matching(reader, sought, {query.use, query.until_ms}).size()) all.push_back({field, value, n});
    };
    for (const auto& [field, values] : query.filters)
        for (const auto& value : values) add(field, value, sought(query, words, {field, value}));
    if (asked.question.kind == Question::Kind::everything) return all;
    std::vector<Span> parts;
    add_parts(asked.question, parts);
    if (parts.size() > max_parts) parts = {{0, static_cast<std::uint32_t>(asked.text.size())}};
    for (const auto& part : parts) {
        auto rest = asked.text;
        rest.replace(part.begin, part.size(), " ");
        add("words", std::string(cut(asked.text, part)), sought(query, meaning_of(query, ask(rest)).sought));
    }
    return all;
}

}  // namespace tangible::index
