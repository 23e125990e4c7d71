// References come first: Crockford's symbols, and a check symbol computed in the field of 32 elements. Below are the
// tables that give the values of the enums their names.
#include "schemas/shapes/story.h"
#include "schemas/yaml/names.h"
#include <algorithm>

namespace tangible {
namespace {

// Crockford's base 32: no I, L, O or U, so that nothing is misheard or misread.
constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t random_symbols = 8, group = 4;

// Times x in the field of 32 elements, modulo x^5 + x^2 + 1.
constexpr unsigned times_x(unsigned v) { return (v << 1 & 31) ^ (v & 16 ? 5 : 0); }

// Each symbol is weighted with another power of x, none with 1 but the check symbol itself.  So a
// wrong symbol, or any two that changed places, always shows; weights modulo 32 could not do that.
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

// The value of a symbol as people write it; npos when it is none.
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
