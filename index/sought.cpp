#include "index/sought.h"
#include "index/fields.h"
#include "index/terms.h"
#include "schemas/yaml.h"
#include <algorithm>
#include <map>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;
using Words = std::vector<std::string>;  ///< folded
using terms::theme_field;
constexpr std::string_view checked_field = "checked", place_field = "place";
constexpr std::size_t max_tokens = 64, max_readings = 16, max_continuations = 500;

Sought any(Words terms, bool weighs) { return {Kind::any, std::move(terms), weighs, 0, 0, 0, {}}; }

Sought one_of(std::vector<Sought> choices) {
    if (choices.size() == 1) return std::move(choices[0]);
    return {Kind::either, {}, false, 0, 0, 0, std::move(choices)};
}

Sought all_of(std::vector<Sought> parts) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts[0]);
    return {Kind::both, {}, false, 0, 0, 0, std::move(parts)};
}

/// A token of the question; `parts` when hyphens made it one.
struct Said {
    std::string folded;
    Words parts;
    Span span;
};

class Making {
public:
    Making(const Sense& sense, Meaning& meaning) : sense_(sense), meaning_(meaning) {
        for (const auto& language : Analyser::stemmed_languages())
            if (sense_.reader.has(terms::language(language), sense_.use)) languages_.push_back(language);
    }

    Sought sought(const Question& q) {
        switch (q.kind) {
        case Question::Kind::everything: return {};
        case Question::Kind::words: return run(said(q.words[0]));
        case Question::Kind::phrase: return phrase(said(q.words[0]));
        case Question::Kind::near: return near(q);
        case Question::Kind::start: return beginning(q.words[0]);
        case Question::Kind::field: return field_value(q);
        case Question::Kind::years: return {Kind::years, {}, false, 0, q.from, q.to, {}};
        case Question::Kind::both: return several(Kind::both, q.parts);
        case Question::Kind::either: return several(Kind::either, q.parts);
        case Question::Kind::without: return without(q.parts);
        }
        return {};
    }

private:
    // From here to `run`: from text to tokens.

    std::vector<Said> said(const Question::Word& word) {
        std::vector<Said> tokens;
        auto folded = [&](std::uint32_t w) { return std::string(sense_.analyser.folded(w)); };
        for (const auto& t : sense_.analyser.analyse(word.text, "und").tokens) {
            if (++tokens_ > max_tokens) break;
            tokens.push_back({folded(t.word), {}, {word.span.begin + t.span.begin, word.span.begin + t.span.end}});
            for (auto part : sense_.analyser.parts(word.text, t)) tokens.back().parts.push_back(folded(part));
        }
        return tokens;
    }

    // From here to `near`: from tokens to terms.

    Words stems(const Words& words, std::string_view language) {
        Words out;
        for (const auto& w : words) out.push_back(terms::stem(language.empty() ? w : sense_.analyser.stem_of(w, language)));
        return out;
    }

    // What `make` makes of the words themselves, or of their stems in stories of the stems' language: a
    // Welsh "trust" is not what an English "trusts" is a form of.
    template <class Make> Sought in_each_language(const Words& words, Make make) {
        const auto bare = stems(words, "");
        std::map<Words, Words> languages_of;
        for (const auto& language : languages_)
            if (auto s = stems(words, language); s != bare) languages_of[s].push_back(terms::language(language));
        std::vector<Sought> choices{make(bare)};
        mark(bare);
        for (auto& [s, languages] : languages_of) {
            mark(s);
            choices.push_back(all_of({make(s), any(languages, false)}));
        }
        return one_of(std::move(choices));
    }

    void mark(const Words& stems) { meaning_.marked.insert(stems.begin(), stems.end()); }

    Sought in_order(const Words& words) {
        return in_each_language(words, [](const Words& stems) {
            if (stems.size() == 1) return any(stems, true);
            Sought phrase{Kind::phrase, {}, true, 0, 0, 0, {}};
            for (const auto& s : stems) phrase.parts.push_back(any({s}, true));
            return phrase;
        });
    }

    bool known(const std::string& folded) {
        if (sense_.reader.has(terms::stem(folded), sense_.use)) return true;
        return std::any_of(languages_.begin(), languages_.end(), [&](const auto& language) {
            return sense_.reader.has(terms::stem(sense_.analyser.stem_of(folded, language)), sense_.use);
        });
    }

    // "co production" may have been written as one word, where both are words of letters and the one word is known.
    std::string joined(const Said& a, const Said& b) {
        const bool letters = a.folded.size() > 1 && b.folded.size() > 1 && !std::isdigit(static_cast<unsigned char>(a.folded.back()));
        return letters && known(a.folded + b.folded) ? a.folded + b.folded : std::string{};
    }

    void want(const std::vector<Said>& tokens) {
        for (const auto& t : tokens) meaning_.words.push_back({t.span, t.folded, known(t.folded)});
    }

    // Words side by side: each must be there, by itself or as a part of one word with its neighbour.
    Sought run(const std::vector<Said>& tokens) {
        std::vector<std::vector<Sought>> choices(tokens.size());
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            choices[i].push_back(phrase({tokens[i]}));
            if (auto one = i ? joined(tokens[i - 1], tokens[i]) : ""; !one.empty())
                for (auto j : {i - 1, i}) choices[j].push_back(in_order({one}));
        }
        std::vector<Sought> parts;
        for (auto& c : choices) parts.push_back(one_of(std::move(c)));
        return all_of(std::move(parts));
    }

    Sought phrase(const std::vector<Said>& tokens) {
        want(tokens);
        if (tokens.empty()) return {};
        std::vector<Sought> choices;
        for (const auto& reading : readings(tokens)) choices.push_back(in_order(reading));
        return one_of(std::move(choices));
    }

    // The ways to write the words of a phrase: "co production", "co-production" and "coproduction" are one.
    std::vector<Words> readings(const std::vector<Said>& tokens) {
        std::vector<std::vector<Words>> upto(tokens.size() + 1);
        upto[0].push_back({});
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            extend(upto[i], upto[i + 1], {tokens[i].folded});
            if (!tokens[i].parts.empty()) extend(upto[i], upto[i + 1], tokens[i].parts);
            if (i + 1 < tokens.size())
                if (auto one = joined(tokens[i], tokens[i + 1]); !one.empty()) extend(upto[i], upto[i + 2], {one});
        }
        return upto.back();
    }

    static void extend(const std::vector<Words>& from, std::vector<Words>& to, const Words& by) {
        for (const auto& reading : from) {
            if (to.size() >= max_readings) return;
            to.push_back(reading);
            to.back().insert(to.back().end(), by.begin(), by.end());
        }
    }

    Sought near(const Question& q) {
        Words words;
        for (const auto& w : q.words) {
            auto tokens = said(w);
            want(tokens);
            for (auto& t : tokens) words.push_back(std::move(t.folded));
        }
        if (words.size() < 2) return words.empty() ? Sought{} : in_order(words);
        const int window = q.within * static_cast<int>(words.size() - 1) + 1;
        return in_each_language(words, [&](const Words& stems) {
            Sought near{Kind::near, {}, true, window, 0, 0, {}};
            for (const auto& s : stems) near.parts.push_back(any({s}, true));
            return near;
        });
    }

    Sought beginning(const Question::Word& word) {
        auto tokens = said(word);
        if (tokens.size() != 1) return phrase(tokens);
        auto words = sense_.reader.terms(tokens[0].folded);
        std::erase_if(words, [&](const auto& w) { return !sense_.reader.has(w, sense_.use); });
        if (words.size() > max_continuations) {
            note("More than 500 words begin with “" + word.text + "”; the first 500 are looked for.");
            words.resize(max_continuations);
        }
        mark(words);
        return any(std::move(words), true);
    }

    Sought field_value(const Question& q) {
        auto value = q.words[0].text;
        if (q.name == theme_field || q.name == checked_field) value = theme(value);
        return having(q.name, value, sense_);
    }

    // The slug of a theme or group by its id or label, or what was said with a note.
    std::string theme(const std::string& said) {
        const auto wanted = terms::lower(said);
        std::vector<std::string> slugs;
        for (const auto& g : sense_.codebook.groups) {
            if (wanted == terms::lower(g.id) || wanted == terms::lower(g.label)) return terms::lower(g.id);
            slugs.push_back(terms::lower(g.id));
        }
        for (const auto& t : sense_.codebook.themes) {
            if (wanted == t.slug() || wanted == terms::lower(t.label)) return meaning_.themes.push_back(t.id), t.slug();
            slugs.push_back(t.slug());
        }
        const auto near = yaml::nearest(wanted, {slugs.begin(), slugs.end()});
        note("There is no theme “" + said + "”" + (near.empty() ? "." : "; did you mean “" + near + "”?"));
        return wanted;
    }

    Sought several(Kind kind, const std::vector<Question>& questions) {
        Sought all{kind, {}, false, 0, 0, 0, {}};
        for (const auto& q : questions) add(all, sought(q));
        return all.parts.empty() ? Sought{} : all;
    }

    // Signs without a word ("...") ask for nothing.
    static void add(Sought& all, Sought part) {
        if (part.kind != Kind::everything) all.parts.push_back(std::move(part));
    }

    // What must not be there is neither marked nor spelt otherwise.
    Sought without(const std::vector<Question>& questions) {
        Sought all{Kind::without, {}, false, 0, 0, 0, {sought(questions[0])}};
        Meaning unwanted;
        Making other(sense_, unwanted);
        for (std::size_t i = 1; i < questions.size(); ++i) add(all, other.sought(questions[i]));
        for (auto& n : unwanted.notes) note(n);
        return all.parts.size() == 1 ? all.parts[0] : all;
    }

    void note(const std::string& text) { meaning_.notes.push_back(text); }

    const Sense& sense_;
    Meaning& meaning_;
    std::vector<std::string> languages_;  ///< with a stemmer, and of a story that may be seen
    std::size_t tokens_ = 0;
};

}  // namespace

Meaning meaning(const Question& question, const Sense& sense) {
    Meaning meaning;
    meaning.sought = Making(sense, meaning).sought(question);
    return meaning;
}

Sought having(const std::string& name, const std::string& value, const Sense& sense) {
    const Field* f = field(name);
    if (!f) return {};
    const bool confirmed = sense.confirmed_only && name == theme_field;
    if (name != place_field) return any({terms::value(confirmed ? terms::confirmed_theme : f->prefix, value)}, false);
    return any({terms::value(f->prefix, value), terms::value(terms::place_word, value)}, false);
}

}  // namespace tangible::index
