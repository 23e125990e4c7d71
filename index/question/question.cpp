// Recursive descent over the marks of marks.h:
//
//     either = both {OR both}
//     both = {[-] one}
//     one = (either) | "phrase" | name:value | word {NEAR word}
//
// Each function returns a question that asks for nothing when it finds nothing to read, and notes what it left out. The
// depth of recursion is limited by `max_depth`, and by 1,000 bytes.
#include "index/question/question.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/question/marks.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <charconv>

namespace tangible::index {
namespace {

using Kind = Question::Kind;
constexpr std::size_t max_bytes = 1'000, max_words = 64, max_wildcards = 3, max_depth = 20, min_letters = 3;
// NEAR without a number means ten positions a step.
constexpr int usual_distance = 10, max_distance = 100;
constexpr int first_year = 1, last_year = 9'999;  // 0 is the year of a story whose year is not known

std::string in_quotes(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string field_names() {
    std::string names;
    for (const auto& f : fields()) names += (names.empty() ? "" : ", ") + std::string(f.name);
    return names;
}

Span over(const std::vector<Question>& parts) {
    Span span = parts[0].span;
    for (const auto& p : parts) span = {std::min(span.begin, p.span.begin), std::max(span.end, p.span.end)};
    return span;
}

Question node(Kind kind, std::vector<Question> parts) {
    Question all;
    all.kind = kind, all.span = over(parts), all.parts = std::move(parts);
    return all;
}

class Reading {
public:
    Reading(std::string_view text, std::vector<std::string>& notes)
        : text_(text), marks_(marks_of(text)), notes_(notes) {}

    // Reads all marks.
    Question question() {
        Question all = either(0);
        while (here_ < marks_.size()) {  // `either` stops early only at a closing bracket too many
            note("We ignored a closing bracket that has no opening bracket.");
            ++here_;
            all = joined(std::move(all), either(0));
        }
        if (all.kind == Kind::without && all.parts[0].kind == Kind::everything)
            note("This search has only words with a minus. It finds all stories without these words.");
        return all;
    }

private:
    bool at(Mark::Kind kind) const { return here_ < marks_.size() && marks_[here_].kind == kind; }
    // Moves on if the mark is of this kind.
    bool take(Mark::Kind kind) { return at(kind) && ++here_; }
    std::string_view said(Span span) const { return cut(text_, span); }
    // The same thing may happen several times in one question; it is said once.
    void note(const std::string& text) {
        if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(text);
    }

    // Returns a question that asks for both; if one asks for nothing, the other.
    static Question joined(Question a, Question b) {
        if (a.kind == Kind::everything) return b;
        if (b.kind == Kind::everything) return a;
        return node(Kind::both, {std::move(a), std::move(b)});
    }

    // Reads alternatives. A missing one, as in "OR trust", is left out.
    Question either(std::size_t depth) {
        std::vector<Question> choices;
        bool several = false, idle = false;
        do {
            Question next = both(depth);
            if (next.kind == Kind::everything)
                idle = true;
            else
                choices.push_back(std::move(next));
        } while (take(Mark::either) && (several = true));
        if (several && idle) note("OR needs a word on each side. We ignored an OR without one.");
        if (choices.empty()) return {};
        if (choices.size() == 1) return std::move(choices[0]);
        return node(Kind::either, std::move(choices));
    }

    // Reads up to the next OR, closing bracket or end. AND needs nothing, since words side by side mean the same.
    Question both(std::size_t depth) {
        std::vector<Question> wanted, unwanted;
        while (here_ < marks_.size() && !at(Mark::either) && !at(Mark::close)) {
            if (take(Mark::both)) continue;
            const bool minus = take(Mark::minus);
            Question next = one(depth);
            if (next.kind == Kind::everything) {
                if (minus) note("We ignored a minus that has no word after it.");
            } else if (minus)
                unwanted.push_back(std::move(next));
            else
                add(wanted, std::move(next));
        }
        return but_not(all_of(std::move(wanted)), std::move(unwanted));
    }

    // Appends a question, and joins words that only spaces separate to one run, since "co production" may be one word.
    void add(std::vector<Question>& wanted, Question next) {
        const bool run = next.kind == Kind::words && !wanted.empty() && wanted.back().kind == Kind::words &&
                         blank(said({wanted.back().span.end, next.span.begin}));
        if (!run) return wanted.push_back(std::move(next));
        const Span whole{wanted.back().span.begin, next.span.end};
        wanted.back().words[0] = {std::string(said(whole)), whole};
        wanted.back().span = whole;
    }

    static bool blank(std::string_view text) { return text.find_first_not_of(" \n") == text.npos; }

    static Question all_of(std::vector<Question> wanted) {
        if (wanted.empty()) return {};
        if (wanted.size() == 1) return std::move(wanted[0]);
        return node(Kind::both, std::move(wanted));
    }

    // `without` has the wanted part first. Of minus words alone, that is everything.
    static Question but_not(Question wanted, std::vector<Question> unwanted) {
        if (unwanted.empty()) return wanted;
        if (wanted.kind == Kind::everything) wanted.span = unwanted[0].span;
        unwanted.insert(unwanted.begin(), std::move(wanted));
        return node(Kind::without, std::move(unwanted));
    }

    // Reads one thing, and the NEAR after it. Nothing where something else begins: the callers look at that.
    Question one(std::size_t depth) {
        if (here_ == marks_.size()) return {};
        if (at(Mark::open)) return group(depth);
        if (at(Mark::close) || at(Mark::either) || at(Mark::both)) return {};
        if (at(Mark::minus)) return ++here_, one(depth);  // a second minus adds nothing
        if (at(Mark::near)) {
            ++here_;
            note("NEAR needs a word on each side. We ignored a NEAR without one.");
            return {};
        }
        const Mark mark = marks_[here_++];
        Question read = mark.kind == Mark::phrase  ? phrase(mark)
                        : mark.kind == Mark::field ? field_value(mark)
                                                   : word(mark);
        return at(Mark::near) ? near(std::move(read)) : read;
    }

    // Beyond `max_depth` the bracket itself is left out and its contents are read in place.
    Question group(std::size_t depth) {
        ++here_;
        if (depth >= max_depth) {
            note("We ignored brackets nested more than " + in_digits(max_depth) + " deep.");
            return {};
        }
        Question inside = either(depth + 1);
        if (!take(Mark::close)) note("A closing bracket is missing. We added one at the end.");
        return inside;
    }

    // Makes a leaf with a word; nothing above the limit of words.
    Question words(Kind kind, std::string_view text, Span span) {
        if (++count_ > max_words) {
            note("We searched only for the first " + in_digits(max_words) + " words.");
            return {};
        }
        return {kind, {{std::string(text), span}}, {}, 0, 0, 0, {}, span};
    }

    Question phrase(const Mark& mark) {
        if (mark.unclosed) note("A closing quotation mark is missing. We added one at the end.");
        return blank(said(mark.text)) ? Question{} : words(Kind::phrase, said(mark.text), mark.text);
    }

    // A word, or one with a star at its end. A star that is not allowed is dropped.
    Question word(const Mark& mark) {
        auto text = said(mark.text);
        if (!text.ends_with('*')) return words(Kind::words, text, mark.text);
        text = text.substr(0, text.find_last_not_of('*') + 1);
        const Span span{mark.text.begin, mark.text.begin + static_cast<std::uint32_t>(text.size())};
        if (text.empty()) return {};
        if (code_points(text) < min_letters)
            note("A star needs at least three letters before it. We searched for " + in_quotes(said(mark.text)) +
                 " as a word.");
        else if (++wildcards_ > max_wildcards)
            note("Only three words may end in a star. We searched for " + in_quotes(said(mark.text)) + " as a word.");
        else
            return words(Kind::start, text, span);
        return words(Kind::words, text, span);
    }

    // Reads name:value. Of an unknown field both sides are read as words, so that "note:this" finds something.
    Question field_value(const Mark& mark) {
        const auto name = lower_ascii(said(mark.name)), value = std::string(said(mark.text));
        const Span span{mark.name.begin, mark.text.end};
        const Field* f = field(name);
        if (!f) {
            note("There is no field " + in_quotes(name) + ". We searched for it as a word. The fields are " +
                 field_names() + ".");
            Question both = words(Kind::words, said(mark.name), mark.name);
            if (mark.quoted) return joined(std::move(both), phrase(mark));
            return blank(value) ? both : joined(std::move(both), word({Mark::word, mark.text, {}, false, false}));
        }
        if (blank(value)) {
            note(in_quotes(name + ":") + " needs a value after it. We ignored it.");
            return {};
        }
        if (f->kind == ValueKind::year) return year(name, mark, value, span);
        Question read = words(Kind::field, value, span);
        read.name = name;
        return read;
    }

    // Years have ranges, which no other value has. "unknown" is a value like any other; what is no year is read as a
    // word.
    Question year(const std::string& name, const Mark& mark, std::string_view value, Span span) {
        const auto years = years_in(value);
        if (!years && terms::folded_value(value) == unknown_year) {
            Question read = words(Kind::field, value, span);
            read.name = name;
            return read;
        }
        if (!years) {
            note(in_quotes(value) +
                 " is not a year such as 2019, 2019..2024 or unknown. We searched for it as a word.");
            return words(Kind::words, value, mark.text);
        }
        Question read = words(Kind::years, value, span);
        read.from = years->from, read.to = years->to;
        return read;
    }

    // Reads {NEAR word} after the first word. Where something else stands, NEAR is read as AND, or left out.
    Question near(Question first) {
        Question chain = std::move(first);
        while (at(Mark::near)) {
            const int within = distance(said(marks_[here_++].text));
            Question next =
                here_ < marks_.size() && (at(Mark::word) || at(Mark::phrase) || at(Mark::field)) ? alone() : Question{};
            if (next.kind == Kind::everything) {
                note("NEAR needs a word on each side. We ignored a NEAR without one.");
                return chain;
            }
            chain = nearby(std::move(chain), std::move(next), within);
        }
        return chain;
    }

    // One thing without a NEAR of its own.
    Question alone() {
        const Mark mark = marks_[here_++];
        return mark.kind == Mark::phrase ? phrase(mark) : mark.kind == Mark::field ? field_value(mark) : word(mark);
    }

    Question nearby(Question chain, Question next, int within) {
        // Several distances in one chain ("a NEAR/3 b NEAR/5 c") become the largest.
        const bool single = next.kind == Kind::words && (chain.kind == Kind::near || chain.kind == Kind::words);
        if (!single) {
            note("NEAR works only between single words. Here we searched for stories with all of the words.");
            return joined(std::move(chain), std::move(next));
        }
        chain.kind = Kind::near;
        chain.within = std::max(chain.within, within);
        chain.words.push_back(std::move(next.words[0]));
        chain.span.end = next.span.end;
        return chain;
    }

    static int distance(std::string_view digits) {
        int n = usual_distance;
        if (!digits.empty() && std::from_chars(digits.data(), digits.data() + digits.size(), n).ec != std::errc())
            n = max_distance;
        return std::clamp(n, 1, max_distance);
    }

    std::string_view text_;
    std::vector<Mark> marks_;
    std::vector<std::string>& notes_;
    std::size_t here_ = 0, count_ = 0, wildcards_ = 0;
};

// Cuts at the limit, and not within a letter.
std::string_view capped(std::string_view text) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    while (end > 0 && continues(text[end])) --end;
    return text.substr(0, end);
}

// Reads at most four digits into `n`. No digits are right, too, and leave `n` as it is: the range is open at that end.
bool read_year(std::string_view digits, int& n) {
    const auto end = digits.data() + digits.size();
    return digits.size() <= 4 && (digits.empty() || std::from_chars(digits.data(), end, n).ptr == end);
}

}  // namespace

std::optional<Years> years_in(std::string_view said) {
    Years years{first_year, last_year};
    auto first = said, second = said;
    for (std::string_view between : {"..", "–", "-"})
        if (const auto at = said.find(between); at != said.npos) {
            first = said.substr(0, at), second = said.substr(at + between.size());
            break;
        }
    if (first.empty() && second.empty()) return std::nullopt;
    if (!read_year(first, years.from) || !read_year(second, years.to)) return std::nullopt;
    // Years may come in either order. No range reaches 0, the year of stories that name none.
    return Years{std::max(std::min(years.from, years.to), first_year), std::max(years.from, years.to)};
}

Asked ask(std::string_view typed) {
    Asked asked;
    const auto head = capped(typed);
    if (head.size() < typed.size())
        asked.notes.push_back("The search was longer than " + in_bytes(max_bytes) + ". We ignored the end.");
    asked.text = ingest::normal(head).text;
    asked.question = Reading(asked.text, asked.notes).question();
    return asked;
}

}  // namespace tangible::index
