// References come first: eight random symbols of Crockford's base 32, and a check symbol.  Below are the tables that
// name the values of the enums.
//
// The check symbol is a sum over the field of 32 elements, GF(2^5), in which each place has another weight.  People
// mistake one symbol or swap two, and the sum shows every such mistake.  A sum modulo 32 cannot do that: a weight and
// 32 may have a common factor, and then different symbols give the same sum.
#include "schemas/shapes/story.h"
#include "schemas/yaml/names.h"
#include <algorithm>

namespace tangible {
namespace {

// Crockford's base 32 has no I, L, O or U: the first three look like 1 and 0, and without U few words can be spelled.
constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t random_symbols = 8, group = 4;  // "7F3K-Q2M9-N": a dash after every fourth symbol

// Multiplies by x in GF(2^5), modulo x^5 + x^2 + 1: shifts by one bit and replaces an overflowing x^5 by x^2 + 1 (5).
constexpr unsigned times_x(unsigned v) { return (v << 1 & 31) ^ (v & 16 ? 5 : 0); }

// Returns the check symbol: the sum of all symbols, the first times x^8, the last times x^1.  The check symbol itself
// has the weight 1 (x^0), so no two places share a weight and a swap of any two different symbols changes the sum.
unsigned check_of(const std::vector<unsigned>& values) {
    unsigned sum = 0;
    for (auto v : values) sum = times_x(sum ^ v);
    return sum;
}

std::string spelled(const std::vector<unsigned>& values) {
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i && i % group == 0) out += '-';
        out += symbols[values[i]];
    }
    return out;
}

// Returns the value of a symbol as people may write it (lower case, O for 0, I and L for 1); npos when it is none.
std::size_t value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    return symbols.find(c);
}

constexpr Named<Channel> channel_names[] = {
    {Channel::mail, "mail"}, {Channel::form, "form"}, {Channel::upload, "upload"}, {Channel::batch, "batch"}};
constexpr Named<CutKind> cut_names[] = {{CutKind::quoted, "quoted"},         {CutKind::signature, "signature"},
                                        {CutKind::disclaimer, "disclaimer"}, {CutKind::device, "device"},
                                        {CutKind::caution, "caution"},       {CutKind::header, "header"},
                                        {CutKind::covering, "covering"}};
constexpr Named<AsideKind> aside_names[] = {{AsideKind::footnote, "footnote"},
                                            {AsideKind::endnote, "endnote"},
                                            {AsideKind::comment, "comment"},
                                            {AsideKind::header, "header"},
                                            {AsideKind::footer, "footer"}};

}  // namespace

StoryId make_story_id(std::uint64_t random) {
    std::vector<unsigned> values(random_symbols);
    for (auto& v : values) {
        v = random & 31;
        random >>= 5;
    }
    values.push_back(check_of(values));
    return spelled(values);
}

std::optional<StoryId> parse_story_id(std::string_view said) {
    std::vector<unsigned> values;
    for (char c : said) {
        if (c == '-' || c == ' ') continue;
        auto v = value_of(c);
        // The second condition bounds the work for a long text: nine symbols are enough.
        if (v == std::string_view::npos || values.size() > random_symbols) return std::nullopt;
        values.push_back(static_cast<unsigned>(v));
    }
    if (values.size() != random_symbols + 1) return std::nullopt;
    auto check = values.back();
    values.pop_back();
    if (check_of(values) != check) return std::nullopt;
    values.push_back(check);
    return spelled(values);
}

std::uint64_t number_of(const StoryId& id) {
    std::uint64_t number = 0;
    std::size_t seen = 0;
    for (const char c : id)
        if (c != '-' && seen++ < random_symbols) number = number << 5 | (value_of(c) & 31);
    return number;
}

std::string_view name(Channel c) { return name_in(channel_names, c); }
Channel channel_named(std::string_view word) { return value_in(channel_names, word, "channel"); }
std::string_view name(CutKind k) { return name_in(cut_names, k); }
CutKind cut_named(std::string_view word) { return value_in(cut_names, word, "kind of cut"); }
std::string_view name(AsideKind k) { return name_in(aside_names, k); }
AsideKind aside_named(std::string_view word) { return value_in(aside_names, word, "kind of aside"); }

}  // namespace tangible
