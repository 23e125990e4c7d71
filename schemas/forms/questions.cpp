// Each kind of question has a row that says what its YAML needs and how many values an answer has; the functions below
// ask the row and not the kind.
#include "schemas/forms/questions.h"
#include "schemas/yaml/names.h"
#include <algorithm>
#include <array>

namespace tangible {
namespace {

using yaml::Node;

/// What a kind of question is like.
struct Kind {
    QuestionKind kind;
    std::string_view name;
    bool has_options;  ///< the form lists them
    bool own_words;
    std::size_t most;  ///< values of an answer
};
constexpr Kind kinds[] = {
    {QuestionKind::choice, "choice", true, false, 1},     {QuestionKind::several, "several", true, false, max_options},
    {QuestionKind::text, "text", false, true, 1},         {QuestionKind::scale, "scale", true, false, 1},
    {QuestionKind::then_now, "then_now", true, false, 2}, {QuestionKind::themes, "themes", false, false, max_themes}};

constexpr std::array<std::string_view, 2> moments = {"then", "now"};
constexpr std::array<std::string_view, 2> moments_in_words = {"At the start", "Now"};
constexpr std::string_view prefix = "answer_";
constexpr std::string_view unsure_in_words = "I’m not sure, or I’d rather not say";

const Kind& row(QuestionKind kind) {
    return *std::ranges::find_if(kinds, [&](const Kind& k) { return k.kind == kind; });
}

QuestionKind kind_at(const Node& n) {
    std::vector<std::string_view> names;
    for (const auto& k : kinds) {
        if (k.name == n.str()) return k.kind;
        names.push_back(k.name);
    }
    n.complain("there is no kind of question '" + n.str() + "'" + yaml::did_you_mean(n.str(), names));
}

// Names of fields rely on plain ids.
const std::string& id_at(const Node& n) {
    const auto& id = yaml::plain_id(n);
    if (id == unsure) n.complain("the id '" + id + "' is our own", "choose another id");
    return id;
}

template <class T> void check_new(const Node& n, const std::vector<T>& all, const std::string& id) {
    if (std::ranges::any_of(all, [&](const T& t) { return t.id == id; })) n.complain("'" + id + "' is listed twice");
}

void check_number(const Node& n, std::size_t most, const char* of_what) {
    if (n.list().size() > most)
        n.complain("a form can have " + std::to_string(most) + " " + of_what + " at most", "leave some out");
}

std::vector<Option> options_at(const Node& n) {
    std::vector<Option> out;
    check_number(n, max_options, "options of one question");
    for (const auto& item : n.list()) {
        item.only({"id", "label"});
        Option o{id_at(item.at("id")), item.filled("label"), ""};
        check_new(item, out, o.id);
        out.push_back(std::move(o));
    }
    if (out.size() < 2) n.complain("give at least two options");
    return out;
}

Question question_at(const Node& n) {
    n.only({"id", "kind", "question", "hint", "options"});
    Question q{id_at(n.at("id")), kind_at(n.at("kind")), n.filled("question"), n.str_or("hint", ""), {}};
    const auto& kind = row(q.kind);
    if (kind.has_options)
        q.options = options_at(n.at("options"));
    else if (const auto* options = n.find("options"))
        options->complain("a question of kind '" + std::string(kind.name) + "' has no options", "remove them");
    return q;
}

bool has_option(const Question& q, const std::string& id) {
    return std::ranges::any_of(q.options, [&](const Option& o) { return o.id == id; });
}

// "Unsure" is no answer among several: a teller then leaves all boxes empty.
bool can_be_unsure(QuestionKind kind) { return row(kind).has_options && kind != QuestionKind::several; }

std::string label_of(const Question& q, const std::string& id) {
    if (id == unsure) return std::string(unsure_in_words);
    const auto at = std::ranges::find_if(q.options, [&](const Option& o) { return o.id == id; });
    return at == q.options.end() ? id : at->label;
}

const Question* find(const std::vector<Question>& all, const std::string& id) {
    const auto at = std::ranges::find_if(all, [&](const Question& q) { return q.id == id; });
    return at == all.end() ? nullptr : &*at;
}

AnswerInWords words_of(const Question& q, const std::vector<std::string>& values) {
    AnswerInWords out{q.question, {}, row(q.kind).own_words};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].empty()) continue;
        auto line = out.own_words ? values[i] : label_of(q, values[i]);
        if (q.kind == QuestionKind::then_now && i < moments.size())
            line = std::string(moments_in_words[i]) + ": " + line;
        out.lines.push_back(std::move(line));
    }
    return out;
}

}  // namespace

std::string_view name(QuestionKind kind) { return row(kind).name; }

std::vector<Question> read_questions(const Node& n) {
    std::vector<Question> out;
    check_number(n, max_questions, "questions");
    for (const auto& item : n.list()) {
        auto q = question_at(item);
        check_new(item, out, q.id);
        out.push_back(std::move(q));
    }
    return out;
}

std::vector<Question> with_themes(std::vector<Question> questions, const Codebook& book) {
    for (auto& q : questions) {
        if (q.kind != QuestionKind::themes) continue;
        for (const auto& group : book.groups)
            for (const auto& theme : book.themes)
                if (theme.group == group.id && theme.parent.empty())
                    q.options.push_back({theme.id, theme.label, group.label});
    }
    return questions;
}

// Ids of themes have a dot and ids of other options have none, so no other answer is taken for one.
std::vector<std::string> themes_meant(const Answers& answers, const Codebook& book) {
    std::vector<std::string> ids;
    if (answers.empty()) return ids;
    for (const auto& theme : book.themes)
        if (std::ranges::any_of(answers, [&](const auto& a) { return std::ranges::count(a.second, theme.id) > 0; }))
            ids.push_back(theme.id);
    return ids;
}

std::string answer_field(std::string_view question, std::string_view moment) {
    return std::string(prefix) + std::string(question) + (moment.empty() ? "" : "_" + std::string(moment));
}

// An id has no '_', so what follows one is a moment.  Both moments have their place, whichever is answered.
void add_answer(Answers& answers, std::string_view field, std::string value) {
    if (!field.starts_with(prefix) || value.empty()) return;
    field.remove_prefix(prefix.size());
    const auto mark = field.find('_');
    const std::string id(field.substr(0, mark));
    if (mark == field.npos) return answers[id].push_back(std::move(value));
    const auto moment = std::ranges::find(moments, field.substr(mark + 1));
    if (moment == moments.end()) return;
    auto& both = answers[id];
    both.resize(std::max(both.size(), moments.size()));
    both[static_cast<std::size_t>(moment - moments.begin())] = std::move(value);
}

bool fits(const Question& q, const std::vector<std::string>& values) {
    const auto& kind = row(q.kind);
    if (values.empty() || values.size() > kind.most) return false;
    if (q.kind == QuestionKind::then_now && values.size() != kind.most) return false;
    if (kind.own_words) return values[0].size() <= max_answer_bytes;
    return std::ranges::all_of(values, [&](const std::string& v) {
        return has_option(q, v) || (can_be_unsure(q.kind) && v == unsure) ||
               (q.kind == QuestionKind::then_now && v.empty());
    });
}

std::size_t remove_unfit(Answers& answers, const std::vector<Question>& questions) {
    return std::erase_if(answers, [&](const auto& answer) {
        const auto* q = find(questions, answer.first);
        return !q || !fits(*q, answer.second);
    });
}

Answers for_all_readers(const Answers& answers, const std::vector<Question>& questions) {
    Answers out = answers;
    std::erase_if(out, [&](const auto& answer) {
        const auto* q = find(questions, answer.first);
        return !q || row(q->kind).own_words || !fits(*q, answer.second);
    });
    return out;
}

std::vector<AnswerInWords> in_words(const Answers& answers, const std::vector<Question>& questions) {
    std::vector<AnswerInWords> out;
    for (const auto& q : questions)
        if (const auto at = answers.find(q.id); at != answers.end()) out.push_back(words_of(q, at->second));
    for (const auto& [id, values] : answers)
        if (!find(questions, id)) out.push_back(words_of({id, QuestionKind::text, id, "", {}}, values));
    return out;
}

}  // namespace tangible
