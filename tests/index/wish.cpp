#include "tests/index/wish.h"
#include <algorithm>
#include <cctype>

namespace tangible::tests {
namespace {

using Kind = Wish::Kind;

std::string quoted_where_needed(const std::string& value) {
    return value.find(' ') == value.npos ? value : '"' + value + '"';
}

std::string year_text(const Wish& w) {
    if (w.from == w.to) return std::to_string(w.from);
    return (w.from > 0 ? std::to_string(w.from) : "") + ".." + (w.to < 9999 ? std::to_string(w.to) : "");
}

// A part inside another is put in brackets, so that the text has the same tree.
std::string inside(const Wish& w) { return "(" + typed(w) + ")"; }

bool is_leaf(const Wish& w) { return w.parts.empty() && w.kind != Kind::near; }

// Whether a word is free of the signs of the query language, which would change the tree of the text.
bool plain(const std::string& word) {
    constexpr std::string_view signs = "()\":*“”„«»−";
    const auto sign = [&](char c) { return static_cast<unsigned char>(c) < 0x80 && signs.find(c) != signs.npos; };
    // Signs alone ask for nothing.
    if (std::none_of(word.begin(), word.end(), [](unsigned char c) { return std::isalnum(c); }) &&
        word.find("\xE2\x80") != word.npos)
        return false;
    const bool capital = word == "OR" || word == "AND" || word == "NOT" || word.starts_with("NEAR");
    return !word.empty() && word[0] != '-' && !capital && std::none_of(word.begin(), word.end(), sign) &&
           word.find("“") == word.npos && word.find("”") == word.npos && word.find("„") == word.npos &&
           word.find("«") == word.npos && word.find("»") == word.npos && word.find("−") == word.npos;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        if (end > at) out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

std::string typed(const Wish& w) {
    std::string out;
    switch (w.kind) {
    case Kind::everything:
        return "";
    case Kind::words:
        return w.text;
    case Kind::phrase:
        return '"' + w.text + '"';
    case Kind::start:
        return w.text + "*";
    case Kind::field:
        return w.field + ":" + quoted_where_needed(w.text);
    case Kind::years:
        return "year:" + year_text(w);
    case Kind::near:
        for (const auto& word : w.nearby) out += (out.empty() ? "" : " NEAR/" + std::to_string(w.within) + " ") + word;
        return out;
    case Kind::both:
    case Kind::either:
        for (const auto& p : w.parts) out += (out.empty() ? "" : w.kind == Kind::either ? " OR " : " ") + inside(p);
        return out;
    case Kind::without:
        if (w.parts[0].kind != Kind::everything) out = inside(w.parts[0]);
        for (std::size_t i = 1; i < w.parts.size(); ++i)
            out +=
                " -" + (is_leaf(w.parts[i]) && w.parts[i].kind != Kind::words ? typed(w.parts[i]) : inside(w.parts[i]));
        return out;
    }
    return out;
}

Asking Askings::next() {
    stars_ = 0;
    Asking a;
    if (random_.below(12) > 0) a.wish = wish(2);
    auto& q = a.query;
    q = Query(all_uses[random_.below(std::size(all_uses) + 6) % std::size(all_uses)]);
    q.words = typed(a.wish);
    for (std::size_t ticks = random_.below(3) ? 0 : 1 + random_.below(4); ticks > 0; --ticks) {
        const auto& [field, value] = matter_.values[random_.below(matter_.values.size())];
        q.filters[field].push_back(value);
    }
    q.sort = static_cast<Sort>(random_.below(3));
    q.confirmed_only = random_.below(4) == 0;
    q.limit = static_cast<std::uint32_t>(random_.below(20));
    q.offset = random_.below(2) ? 0 : static_cast<std::uint32_t>(random_.below(30));
    return a;
}

Wish Askings::wish(int depth) {
    if (depth == 0 || random_.below(2)) return leaf();
    constexpr Kind branches[] = {Kind::both, Kind::either, Kind::without};
    return branch(random_.one_of(branches), depth);
}

Wish Askings::branch(Kind kind, int depth) {
    Wish w;
    w.kind = kind;
    for (std::size_t n = 2 + random_.below(2); n > 0; --n) w.parts.push_back(wish(depth - 1));
    if (kind == Kind::without && random_.below(6) == 0) w.parts[0] = {};
    return w;
}

Wish Askings::leaf() {
    switch (random_.below(12)) {
    case 0:
    case 1:
        return with_text(Kind::phrase, words_in_a_row(2 + random_.below(3)));
    case 2:
    case 3: {
        Wish w;
        w.kind = Kind::near, w.within = 1 + static_cast<int>(random_.below(12));
        for (std::size_t n = 2 + random_.below(2); n > 0; --n) w.nearby.push_back(word());
        return w;
    }
    case 4: {
        const auto whole = word();
        const bool cuttable = whole.size() > 4 &&
                              std::all_of(whole.begin(), whole.end(), [](unsigned char c) { return std::isalnum(c); });
        if (!cuttable || ++stars_ > 3) return with_text(Kind::words, whole);
        return with_text(Kind::start, whole.substr(0, 3 + random_.below(3)));
    }
    case 5:
    case 6: {
        const auto& [field, value] = matter_.values[random_.below(matter_.values.size())];
        if (field == "year" && value != "unknown") return years();
        auto w = with_text(Kind::field, value);
        w.field = field;
        return w;
    }
    case 7:
        return years();
    default:
        return with_text(Kind::words, random_.below(2) ? word() : words_in_a_row(2 + random_.below(2)));
    }
}

Wish Askings::years() {
    Wish w;
    w.kind = Kind::years;
    w.from = w.to = 2014 + static_cast<int>(random_.below(14));
    if (const auto open = random_.below(4); open == 0)
        w.from = 0;
    else if (open == 1)
        w.to = 9999;
    else if (open == 2)
        w.to += static_cast<int>(random_.below(4));
    return w;
}

Wish Askings::with_text(Kind kind, std::string text) {
    Wish w;
    w.kind = kind, w.text = std::move(text);
    return w;
}

std::string Askings::word() { return otherwise(words_in_a_row(1)); }

// The word as the story has it, or as someone else would write it.
std::string Askings::otherwise(std::string word) {
    switch (random_.below(10)) {
    case 0:
        return word + "s";
    case 1:
        for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return plain(word) ? word : "trust";
    case 2:
        return random_.below(3) ? word : "zzyzzx";
    default:
        return word;
    }
}

std::string Askings::words_in_a_row(std::size_t n) {
    for (int tries = 0; tries < 50; ++tries) {
        const auto& text = matter_.texts[random_.below(matter_.texts.size())];
        const auto words = split(text);
        if (words.size() < n) continue;
        const auto at = random_.below(words.size() - n + 1);
        std::string row;
        bool good = true;
        for (std::size_t i = at; i < at + n; ++i) good &= plain(words[i]), row += (i > at ? " " : "") + words[i];
        if (good) return row;
    }
    return "trust";
}

}  // namespace tangible::tests
