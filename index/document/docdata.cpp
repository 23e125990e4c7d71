// The format of a document's data: a line with the story's reference, and then one line for each coding, with tabs
// between the columns
//
//     theme  begin  end  verdict  polarity  decided_ms  coder  edition  cue  hint,hint
//
// `begin` and `end` are byte offsets into the story's text; verdict and polarity are written as numbers. For a
// suggestion of the machine `edition` is empty, since it is the edition of the whole index. Decoding checks every
// number, because a damaged block can reach it.
#include "index/document/terms.h"
#include "schemas/ground/error.h"
#include <array>
#include <charconv>

namespace tangible::index::terms {
namespace {

constexpr std::size_t columns = 10;
// The index of each value is the number that is written, so the order must stay.
constexpr Polarity polarities[] = {Polarity::unstated, Polarity::supports, Polarity::against};
constexpr Verdict verdicts[] = {Verdict::suggested, Verdict::accepted, Verdict::rejected, Verdict::added,
                                Verdict::disputed};

// A tab or line break within a field would shift the columns; a space takes its place.
void add(std::string& out, std::string_view text) {
    for (char c : text) out += c == '\t' || c == '\n' ? ' ' : c;
}

std::string joined(const std::vector<std::string>& hints) {
    std::string out;
    for (const auto& h : hints) out.append(out.empty() ? "" : ",").append(h);
    return out;
}

void add_line(std::string& out, const Coding& c) {
    const std::string fields[columns] = {c.theme,
                                         std::to_string(c.span.begin),
                                         std::to_string(c.span.end),
                                         std::to_string(static_cast<int>(c.verdict)),
                                         std::to_string(static_cast<int>(c.polarity)),
                                         std::to_string(c.decided_ms),
                                         c.coder,
                                         c.verdict == Verdict::suggested ? "" : c.edition,
                                         c.cue,
                                         joined(c.hints)};
    for (std::size_t i = 0; i < columns; ++i) {
        add(out, fields[i]);
        out += i + 1 < columns ? '\t' : '\n';
    }
}

[[noreturn]] void damaged() {
    throw Error(ErrorKind::storage, "a document of the index is damaged", "rebuild the index with tangible reindex");
}

// Returns the text up to `end`, and removes both from `rest`.
std::string_view taken(std::string_view& rest, char end) {
    const auto at = rest.find(end);
    if (at == rest.npos) damaged();
    const auto text = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    return text;
}

// Reads all of `text` as a number from 0 to below `below`.
template <class Number> Number number(std::string_view text, Number below) {
    Number n{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (failed != std::errc() || end != text.data() + text.size() || n < 0 || n >= below) damaged();
    return n;
}

std::vector<std::string> split(std::string_view hints) {
    std::vector<std::string> out;
    while (!hints.empty()) {
        const auto end = hints.find(',');
        out.emplace_back(hints.substr(0, end));
        hints.remove_prefix(end == hints.npos ? hints.size() : end + 1);
    }
    return out;
}

Coding coding(std::string_view line) {
    std::array<std::string_view, columns> fields;
    // The last column ends with the line, and has no tab behind it.
    for (std::size_t i = 0; i + 1 < columns; ++i) fields[i] = taken(line, '\t');
    fields.back() = line;
    Coding c;
    c.theme = fields[0];
    c.span = {number<std::uint32_t>(fields[1], UINT32_MAX), number<std::uint32_t>(fields[2], UINT32_MAX)};
    c.verdict = verdicts[number<std::size_t>(fields[3], std::size(verdicts))];
    c.polarity = polarities[number<std::size_t>(fields[4], std::size(polarities))];
    c.decided_ms = number<std::int64_t>(fields[5], INT64_MAX);
    c.coder = fields[6];
    c.edition = fields[7];
    c.cue = fields[8];
    c.hints = split(fields[9]);
    return c;
}

}  // namespace

std::string coded(const Indexed& indexed) {
    std::string out;
    add(out, indexed.story);
    out += '\n';
    for (const auto& c : indexed.codings) add_line(out, c);
    return out;
}

Indexed decoded(std::string_view data) {
    Indexed out;
    out.story = taken(data, '\n');
    while (!data.empty()) out.codings.push_back(coding(taken(data, '\n')));
    return out;
}

}  // namespace tangible::index::terms
