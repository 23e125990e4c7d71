// Finds numbers that are somebody's: phone numbers (E.164, Ofcom's national numbering plan), NHS numbers and National
// Insurance numbers. Each is checked by its own rules, since stories are full of other numbers.
#include "ingest/personal/personal_scan.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

/// A number with all its spaces and brackets is no longer.
constexpr std::size_t max_number_bytes = 32;
constexpr std::size_t beside_bytes = 48;  // how far back a word such as "tel" is looked for

/// A number as it is written: digits, with at most three spaces or marks between two of them.
struct Number {
    std::size_t begin = 0, end = 0;
    std::string digits;
    std::vector<std::size_t> groups;  ///< digits in each
    bool plus = false, bracket = false;
};

/// Reads the number that begins at `begin`, with at most `max_digits` digits.
Number number_at(std::string_view text, std::size_t begin, std::size_t max_digits) {
    Number n{begin, begin, {}, {}, text[begin] == '+', text[begin] == '('};
    bool fresh = true;
    for (std::size_t at = begin; at < text.size() && at - begin < max_number_bytes && at - n.end <= 3; ++at) {
        const char c = text[at];
        if (is_digit(c)) {
            if (n.digits.size() == max_digits) break;
            if (fresh) n.groups.push_back(0);
            fresh = false;
            ++n.groups.back();
            n.digits += c;
            n.end = at + 1;
        } else if (std::string_view("+( )-./").find(c) != std::string_view::npos && (c != '+' || at == begin)) {
            fresh = true;
        } else {
            break;
        }
    }
    return n;
}

/// Calls `take` with the number at each place where one can begin. `take` returns how many bytes it used, 0 for none.
template <class Take> void for_each_number(std::string_view text, std::size_t max_digits, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = is_digit(text[at]) ||
                            ((text[at] == '+' || text[at] == '(') && at + 1 < text.size() && is_digit(text[at + 1]));
        if (!begins || (at > 0 && in_word(text[at - 1]) && is_digit(text[at]))) {
            ++at;
            continue;
        }
        const Number n = number_at(text, at, max_digits);
        std::size_t next = at + take(n);
        while (next == at || (next < text.size() && is_digit(text[next]) && is_digit(text[next - 1]))) ++next;
        at = next;
    }
}

/// Decides whether one of `words` occurs within `beside_bytes` before `at`.
bool beside(std::string_view text, std::size_t at, const std::initializer_list<std::string_view>& words) {
    const std::size_t from = at > beside_bytes ? at - beside_bytes : 0;
    const std::string before = lower_ascii(text.substr(from, at - from));
    return std::ranges::any_of(words, [&](std::string_view w) { return before.find(w) != before.npos; });
}

/// Decides whether a number is a phone number: international, British (10 or 11 digits and a valid second one), North
/// American or Indian by its groups, or any of 7 digits or more beside a telling word.
bool is_phone(std::string_view text, const Number& n) {
    const std::size_t digits = n.digits.size();
    if (n.plus || n.digits.starts_with("00")) return digits >= 8 && digits <= 15;
    if (n.digits[0] == '0' && (digits == 10 || digits == 11))
        return std::string_view("123578").find(n.digits[1]) != std::string_view::npos;
    const std::vector<std::size_t> american{3, 3, 4}, with_one{1, 3, 3, 4};
    const std::vector<std::size_t> indian{5, 5};
    if (n.groups == indian && n.digits[0] >= '6') return true;  // TRAI's numbering plan: mobiles begin with 6 to 9
    if (n.groups == american || (n.groups == with_one && n.digits[0] == '1')) return true;
    return digits >= 7 &&
           beside(text, n.begin, {"phone",  "tel", "call", "mobile", "number is", "ring ", "fax",   "whatsapp",
                                  "fono",   "फ़ोन", "फोन",  "मोबाइल", "هاتف",      "جوال",  "تلفون", "فون",
                                  "موبائل", "नंबर", "رقم",  "نمبر",   "тел",       "电话",  "手机",  "電話"});
}

/// Decides whether ten digits are an NHS number (ISB 0149): the last one is 11 less the weighted sum of the others
/// modulo 11. Ten equal digits are somebody's placeholder.
bool is_nhs_number(std::string_view digits) {
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (10 - i) * (digits[static_cast<std::size_t>(i)] - '0');
    return (11 - sum % 11) % 11 == digits[9] - '0' && digits.find_first_not_of(digits[0]) != digits.npos;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// Decides whether two letters begin National Insurance numbers, by HMRC's rules.
bool is_nino_prefix(char a, char b) {
    constexpr std::array never = {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"};
    const std::string both{a, b};
    return std::string_view("DFIQUV").find(a) == std::string_view::npos &&
           std::string_view("DFIOQUV").find(b) == std::string_view::npos &&
           std::ranges::find(never, both) == never.end();
}

/// Returns the end of the National Insurance number at `at`, else `at`: two letters, six digits in pairs with or
/// without spaces, and a letter from A to D.
std::size_t nino_end(std::string_view text, std::size_t at) {
    const auto letter = [&](std::size_t i) { return i < text.size() && is_letter(text[i]); };
    if (!letter(at) || !letter(at + 1) || !is_nino_prefix(upper(text[at]), upper(text[at + 1]))) return at;
    std::size_t to = at + 2;
    for (int digits = 0; digits < 6; ++digits, ++to) {
        if (digits % 2 == 0 && to < text.size() && text[to] == ' ') ++to;
        if (to >= text.size() || !is_digit(text[to])) return at;
    }
    if (to < text.size() && text[to] == ' ') ++to;
    if (!letter(to) || upper(text[to]) > 'D' || !stands_alone(text, at, to + 1)) return at;
    return to + 1;
}

}  // namespace

Spans phones(std::string_view text) {
    Spans out;
    for_each_number(text, 15, [&](const Number& whole) -> std::size_t {
        Number n = whole;
        // A British number has eleven digits at most; what follows is another number.
        if (n.digits[0] == '0' && !n.plus && !n.digits.starts_with("00") && n.digits.size() > 11)
            n = number_at(text, n.begin, 11);
        const bool cut_short = n.end < text.size() && (is_digit(text[n.end]) || is_letter(text[n.end]));
        if (cut_short || !is_phone(text, n)) return 0;
        out.push_back(span(n.begin, n.end));
        return n.end - n.begin;
    });
    return out;
}

Spans nhs_numbers(std::string_view text) {
    Spans out;
    for_each_number(text, 10, [&](const Number& n) -> std::size_t {
        const bool grouped = n.groups == std::vector<std::size_t>{3, 3, 4};
        if (n.digits.size() != 10 || n.plus || n.bracket || !(grouped || n.groups.size() == 1)) return 0;
        // A landline number that happens to have a correct check digit is a landline number.
        const bool like_phone = n.digits[0] == '0' && n.digits[1] != '0' && !beside(text, n.begin, {"nhs", "chi"});
        if (like_phone || !is_nhs_number(n.digits) || !stands_alone(text, n.begin, n.end)) return 0;
        out.push_back(span(n.begin, n.end));
        return n.end - n.begin;
    });
    return out;
}

Spans ni_numbers(std::string_view text) {
    Spans out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = at > 0 && in_word(text[at - 1]) ? at : nino_end(text, at);
        if (end > at) out.push_back(span(at, end));
        at = std::max(end, at + 1);
    }
    return out;
}

}  // namespace tangible::ingest
