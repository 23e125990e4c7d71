// The index must find what a plain reading of every story finds.  The scanner below sees the question's tree and one
// story at a time; it knows neither Xapian, nor terms, nor positions across stories.
#include "index/document/terms.h"
#include "index/question/question.h"
#include "schemas/ground/ascii.h"
#include "tests/index/collection.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <set>
#include <span>

namespace tangible::index {
namespace {

using Kind = Question::Kind;
using Words = std::vector<std::string>;

/// A token of a story, as the words that it matches: itself and, if it is hyphenated, its parts.
struct Read {
    Words folded, stems;
    std::uint32_t position;
};

class Scanner {
public:
    Scanner(const Story& story, const std::vector<Coding>& codings, Analyser& analyser)
        : story_(story), codings_(codings), analyser_(analyser) {
        std::uint32_t position = 0;
        for (const auto& text : {story.text, story.title}) {
            std::size_t line = 0;
            const auto analysis = analyser.analyse(text, story.language);
            for (const auto& t : analysis.tokens) {
                for (; line < t.span.begin; ++line) position += text[line] == '\n' ? terms::line_gap : 0;
                Read read{{std::string(analyser.folded(t.word))}, {}, ++position};
                for (auto part : analyser.parts(text, t)) read.folded.emplace_back(analyser.folded(part));
                for (const auto& w : read.folded) read.stems.push_back(analyser.stem_of(w, analysis.language));
                tokens_.push_back(read);
            }
            position += terms::line_gap;
        }
    }

    /// Whether the story fits the question; `nullopt` if the question asks for nothing ("...").
    std::optional<bool> is(const Question& q) {
        switch (q.kind) {
        case Kind::everything:
            return std::nullopt;
        case Kind::words:
            return if_any(said(q.words[0].text), [&](auto& words) { return all_words(words); });
        case Kind::phrase:
            return if_any(said(q.words[0].text), [&](auto& words) { return phrase(words); });
        case Kind::near:
            return near(q);
        case Kind::start:
            return begins(q.words[0].text);
        case Kind::field:
            return has(q.name, q.words[0].text);
        case Kind::years:
            return story_.year != 0 && q.from <= story_.year && story_.year <= q.to;
        case Kind::both:
            return each(q, [](auto& answers) { return std::count(answers.begin(), answers.end(), false) == 0; });
        case Kind::either:
            return each(q, [](auto& answers) { return std::count(answers.begin(), answers.end(), true) > 0; });
        case Kind::without:
            break;
        }
        bool wanted = is(q.parts[0]).value_or(true);
        for (std::size_t i = 1; i < q.parts.size(); ++i) wanted &= !is(q.parts[i]).value_or(false);
        return wanted;
    }

    bool has(const std::string& field, const std::string& as_typed) const {
        const auto value = as_typed == "Trust built or broken" ? "rel.trust" : lower_ascii(as_typed);
        if (field == "lang") return story_.language == value;
        if (field == "partnership") return story_.partnership == value;
        if (field == "role") return story_.role == value;
        if (field == "year") return (story_.year ? std::to_string(story_.year) : "unknown") == value;
        if (field == "partner") return std::count(story_.partners.begin(), story_.partners.end(), value) > 0;
        if (field == "place") return story_.place == value;
        if (field == "quotable") return story_.consent.uses.has(Use::quote) == (value == "yes");
        const auto by_person = [](const Coding& c) {
            return c.verdict == Verdict::accepted || c.verdict == Verdict::added;
        };
        if (field == "tagged")
            return std::any_of(codings_.begin(), codings_.end(), [&](const Coding& c) {
                return value == "person" ? by_person(c) : c.verdict == Verdict::suggested;
            });
        return std::any_of(codings_.begin(), codings_.end(), [&](const Coding& c) {
            if (c.verdict == Verdict::rejected || (field == "checked" && !by_person(c))) return false;
            const auto slug = lower_ascii(c.theme);
            return slug == value || slug.substr(0, slug.find('.')) == value;
        });
    }

private:
    template <class Words, class Judge> static std::optional<bool> if_any(const Words& words, Judge judge) {
        return words.empty() ? std::optional<bool>{} : judge(words);
    }
    template <class Judge> std::optional<bool> each(const Question& q, Judge judge) {
        std::vector<bool> answers;
        for (const auto& p : q.parts)
            if (auto answer = is(p)) answers.push_back(*answer);
        return if_any(answers, judge);
    }

    struct Said {
        std::string folded;
        Words parts;
    };

    std::vector<Said> said(const std::string& text) {
        std::vector<Said> out;
        for (const auto& t : analyser_.analyse(text, "und").tokens) {
            out.push_back({std::string(analyser_.folded(t.word)), {}});
            for (auto part : analyser_.parts(text, t)) out.back().parts.emplace_back(analyser_.folded(part));
        }
        return out;
    }

    /// With `as_it_is` the word itself must match, otherwise its stem in the story's language.
    bool stands(const std::string& word, const Read& token, bool as_it_is) {
        return std::count(token.stems.begin(), token.stems.end(),
                          as_it_is ? word : analyser_.stem_of(word, story_.language)) > 0;
    }
    bool somewhere(const std::string& word, bool as_it_is) {
        return std::any_of(tokens_.begin(), tokens_.end(), [&](auto& t) { return stands(word, t, as_it_is); });
    }
    bool somewhere(const std::string& word) { return somewhere(word, true) || somewhere(word, false); }

    static bool may_join(const Said& a, const Said& b) {
        return a.folded.size() > 1 && b.folded.size() > 1 && !(a.folded.back() >= '0' && a.folded.back() <= '9');
    }

    bool all_words(const std::vector<Said>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            bool found = phrase({words[i]});
            if (i > 0 && may_join(words[i - 1], words[i])) found |= somewhere(words[i - 1].folded + words[i].folded);
            if (i + 1 < words.size() && may_join(words[i], words[i + 1]))
                found |= somewhere(words[i].folded + words[i + 1].folded);
            if (!found) return false;
        }
        return true;
    }

    bool follows(const std::vector<Said>& words, std::size_t i, std::uint32_t position, bool as_it_is) {
        if (i == words.size()) return true;
        if (at(words[i].folded, position, as_it_is) && follows(words, i + 1, position + 1, as_it_is)) return true;
        if (words[i].parts.size() > 1) {
            bool parts = true;
            for (std::size_t p = 0; p < words[i].parts.size(); ++p)
                parts &= at(words[i].parts[p], position + static_cast<std::uint32_t>(p), as_it_is);
            if (parts && follows(words, i + 1, position + static_cast<std::uint32_t>(words[i].parts.size()), as_it_is))
                return true;
        }
        return i + 1 < words.size() && may_join(words[i], words[i + 1]) &&
               at(words[i].folded + words[i + 1].folded, position, as_it_is) &&
               follows(words, i + 2, position + 1, as_it_is);
    }
    bool at(const std::string& word, std::uint32_t position, bool as_it_is) {
        return std::any_of(tokens_.begin(), tokens_.end(),
                           [&](auto& t) { return t.position == position && stands(word, t, as_it_is); });
    }
    bool phrase(const std::vector<Said>& words) {
        if (words.empty()) return true;
        for (const auto& t : tokens_)
            for (bool as_it_is : {true, false})
                if (follows(words, 0, t.position, as_it_is)) return true;
        return false;
    }

    bool near(const Question& q) {
        std::vector<Said> words;
        for (const auto& w : q.words)
            for (auto& s : said(w.text)) words.push_back(s);
        const auto reach = static_cast<std::uint32_t>(q.within) * static_cast<std::uint32_t>(words.size() - 1);
        for (bool as_it_is : {true, false})
            for (const auto& first : tokens_)
                if (std::set<std::uint32_t> used;
                    all_within(words, 0, first.position, first.position + reach, used, as_it_is))
                    return true;
        return false;
    }
    bool all_within(const std::vector<Said>& words, std::size_t i, std::uint32_t from, std::uint32_t to,
                    std::set<std::uint32_t>& used, bool as_it_is) {
        if (i == words.size()) return true;
        for (auto position = from; position <= to; ++position) {
            if (used.contains(position) || !at(words[i].folded, position, as_it_is)) continue;
            used.insert(position);
            if (all_within(words, i + 1, from, to, used, as_it_is)) return true;
            used.erase(position);
        }
        return false;
    }

    bool begins(const std::string& text) {
        const auto words = said(text);
        return std::any_of(tokens_.begin(), tokens_.end(), [&](auto& t) {
            return std::any_of(t.folded.begin(), t.folded.end(),
                               [&](auto& f) { return f.starts_with(words.at(0).folded); });
        });
    }

    const Story& story_;
    const std::vector<Coding>& codings_;
    Analyser& analyser_;
    std::vector<Read> tokens_;
};

const char* const english[] = {"trust",
                               "trusted",
                               "trusting",
                               "Trust's",
                               "trusts",
                               "mistrust",
                               "council",
                               "councils",
                               "co-production",
                               "coproduction",
                               "co‑production",
                               "co production",
                               "community-funded",
                               "community funded",
                               "funded",
                               "funding",
                               "workshop",
                               "work shop",
                               "café",
                               "CAFE",
                               "garden",
                               "gardens",
                               "gardening",
                               "river",
                               "listened",
                               "listening",
                               "listen",
                               "didn’t",
                               "care",
                               "caring",
                               "cars",
                               "state-of-the-art",
                               "2019",
                               "1,000",
                               "we",
                               "us",
                               "each",
                               "other",
                               "built"};
const char* const welsh[] = {"ymddiriedaeth", "cyngor",  "gardd",     "trust", "trusts", "afon",     "gofal",
                             "caffi",         "cymuned", "cymunedau", "ŵyl",   "gŵyl",   "listening"};
const char* const french[] = {"confiance", "jardin",   "jardins", "écouter",      "écoutait",
                              "café",      "communes", "commune", "coproduction", "élu"};
const char* const arabic[] = {"الثقة", "ثقة", "حديقة", "الحديقة", "المجلس", "مجلس", "شراكة"};

struct Tongue {
    const char* tag;
    std::span<const char* const> words;
};
const Tongue tongues[] = {{"en", english}, {"en", english}, {"en", english}, {"cy", welsh},
                          {"fr", french},  {"ar", arabic},  {"und", english}};

class Scan : public testing::Test {
protected:
    std::mt19937 random{20'190'401};
    Collection collection;

    template <class List> auto pick(const List& list) { return *(std::begin(list) + random() % std::size(list)); }

    std::string text_of(const Tongue& tongue) {
        std::string text;
        for (auto words = 15 + random() % 60; words > 0; --words) {
            text += pick(tongue.words);
            text += random() % 9 == 0 ? ".\n" : random() % 6 == 0 ? ". " : random() % 8 == 0 ? ", " : " ";
        }
        return ingest::normal(text).text;
    }

    Uses some_uses() {
        Uses uses;
        for (Use use : {Use::team, Use::count, Use::research, Use::publish, Use::quote})
            if (random() % 3) uses.add(use);
        return uses;
    }

    Story some_story() {
        const auto& tongue = tongues[random() % std::size(tongues)];
        Story s = open_story(text_of(tongue), tongue.tag);
        s.title = pick(tongue.words);
        s.consent.uses = some_uses();
        s.year = 2014 + static_cast<int>(random() % 9);
        if (s.year == 2014) s.year = 0;  // not known
        s.partnership = pick(std::initializer_list<const char*>{"river-allotments", "night-shelter", ""});
        s.partners = {pick(std::initializer_list<const char*>{"council", "charity", "university"})};
        s.place = pick(std::initializer_list<const char*>{"port talbot", "leeds", ""});
        s.role = pick(std::initializer_list<const char*>{"resident", "officer"});
        s.received_ms = 1'500'000'000'000 + static_cast<std::int64_t>(random() % 1'000'000);
        return s;
    }

    std::vector<Coding> some_codings(const Story& s) {
        std::vector<Coding> codings;
        for (const auto& sentence : ingest::sentences(s.text, s.language)) {
            if (random() % 4) continue;
            Coding c;
            c.theme = pick(std::initializer_list<const char*>{"REL.TRUST", "REL.CARE", "POW.HARM"});
            c.span = sentence, c.quote = cut(s.text, sentence);
            c.verdict = static_cast<Verdict>(random() % 4);
            if (c.verdict != Verdict::suggested) c.coder = "ana";
            codings.push_back(c);
        }
        return codings;
    }

    std::string some_part(int depth = 0) {
        const auto& tongue = tongues[random() % std::size(tongues)];
        auto word = [&] { return std::string(pick(tongue.words)); };
        switch (random() % (depth < 2 ? 12 : 10)) {
        case 0:
            return word() + " " + word();
        case 1:
            return "\"" + word() + " " + word() + "\"";
        case 2:
            return "\"" + word() + " " + word() + " " + word() + "\"";
        case 3:
            return "listening NEAR/" + std::to_string(1 + random() % 8) + " " +
                   pick(std::initializer_list<const char*>{"trust", "councils", "gardens", "coproduction"});
        case 4:
            return "-" + word();
        case 5:
            return pick(std::initializer_list<const char*>{"tru*", "counc*", "cym*", "café*", "gar*", "copro*"});
        case 6:
            return pick(std::initializer_list<const char*>{
                "theme:rel.trust", "theme:rel", "theme:pow.harm", "partner:council", "partnership:night-shelter",
                "place:leeds", "place:\"Port Talbot\"", "lang:cy", "lang:en", "role:resident", "quotable:yes",
                "quotable:no", "tagged:person", "tagged:machine", "checked:rel"});
        case 7:
            return pick(std::initializer_list<const char*>{"year:2017", "year:2016..2019", "year:..2018", "year:2020..",
                                                           "year:unknown"});
        case 8:
            return word() + " OR " + word();
        case 10:
            return "(" + some_part(depth + 1) + " " + some_part(depth + 1) + ")";
        case 11:
            return "(" + some_part(depth + 1) + " OR " + some_part(depth + 1) + ")";
        default:
            return word();
        }
    }

    std::set<StoryId> scanned(const Query& query) {
        std::set<StoryId> ids;
        const auto question = ask(query.words).question;
        for (const auto& [id, story] : collection.stories) {
            const auto allowed = story.consent.uses;
            // Researchers may also read what everyone may read.
            if (!allowed.has(query.use) && !(query.use == Use::research && allowed.has(Use::publish))) continue;
            Scanner scanner(story, collection.codings[id], collection.analyser);
            bool found = scanner.is(question).value_or(true);
            for (const auto& filter : query.filters)
                found &= std::any_of(filter.second.begin(), filter.second.end(),
                                     [&](auto& v) { return scanner.has(filter.first, v); });
            if (found) ids.insert(id);
        }
        return ids;
    }

    std::size_t expect_same(Searcher& searcher, const Query& query) {
        const auto found = searcher.matches(query, 10'000);
        const auto expected = scanned(query);
        EXPECT_EQ(std::set<StoryId>(found.begin(), found.end()), expected) << query.words << " for " << name(query.use);
        EXPECT_EQ(found.size(), expected.size()) << "each story once";
        EXPECT_EQ(searcher.search(query).stories, expected.size()) << query.words;
        return expected.size();
    }
};

TEST_F(Scan, TheIndexFindsWhatAPlainReadingFinds) {
    for (int i = 0; i < 160; ++i) {
        const auto s = some_story();
        collection.add(s, some_codings(s));
    }
    collection.commit();
    auto searcher = collection.searcher();

    const char* const by_hand[] = {
        "",
        "trust",
        "trusted us",
        "\"trusted us\"",
        "\"trusting us\"",
        "co-production",
        "coproduction",
        "co‑production",
        "co production",
        "co\u00ADproduction",
        "\"co production\"",
        "\"co-production trust\"",
        "\"coproduction council\"",
        "\"co production council\"",
        "\"trust co production\"",
        "cafe",
        "café",
        "cafe\u0301",
        "CAFÉ",
        "work shop",
        "\"work shop\"",
        "workshop",
        "community funded",
        "\"community funded\"",
        "community-funded",
        "\"community-funded garden\"",
        "funding",
        "trusts",
        "trusts lang:cy",
        "trust lang:cy",
        "listening lang:cy",
        "listen lang:cy",
        "care",
        "caring",
        "communes",
        "commune lang:fr",
        "communes lang:en",
        "écouter",
        "ecoutait",
        "الثقة",
        "ثقة",
        "حديقة OR gardd",
        "gŵyl",
        "gwyl",
        "\"state of the art\"",
        "state-of-the-art",
        "art",
        "didn't",
        "didnt",
        "1000",
        "1,000",
        "trust NEAR us",
        "trust NEAR/1 us",
        "us NEAR/2 trust NEAR council",
        "trust NEAR/3 trust",
        "trust -council",
        "-trust",
        "trust OR council -garden",
        "(trust OR care) (council OR river)",
        "tru*",
        "cymun* -gofal",
        "mistrust* OR gard*",
        "theme:rel",
        "theme:REL.TRUST",
        "theme:\"Trust built or broken\" trust",
        "-theme:rel",
        "year:2016..2018 garden",
        "year:unknown",
        "year:0",
        "year:0..2017",
        "year:Unknown OR year:..2016",
        "garden -year:unknown",
        "\"trust",
        "(((trust",
        "trust)",
        "colour:red",
        "each other built",
        "xupublish",
        "XUpublish",
        "Qabc",
        "...",
        "... OR trust",
        "trust -...",
    };
    std::size_t asked = 0, with_answers = 0;
    for (Use use : {Use::publish, Use::team, Use::research})
        for (const auto* words : by_hand) with_answers += expect_same(searcher, asking(words, use)) > 0, ++asked;
    for (int i = 0; i < 400; ++i) {
        std::string words = some_part();
        for (auto more = random() % 3; more > 0; --more) words += " " + some_part();
        with_answers += expect_same(searcher, asking(words, i % 2 ? Use::publish : Use::team)) > 0, ++asked;
    }
    EXPECT_GT(with_answers, asked / 4) << "questions without answers prove little";
}

TEST_F(Scan, TicksMatchAnyWithinAFieldAndAllAcrossFields) {
    for (int i = 0; i < 80; ++i) {
        const auto s = some_story();
        collection.add(s, some_codings(s));
    }
    collection.commit();
    auto searcher = collection.searcher();
    Query query = asking("trust OR council OR gardd");
    query.filters = {{"partner", {"council", "charity"}}, {"role", {"resident"}}};
    EXPECT_GT(expect_same(searcher, query), 0u);
    query.filters["theme"] = {"rel.trust", "pow"};
    expect_same(searcher, query);

    // Each count is what a search would find with only that value ticked in its field.
    const auto results = searcher.search(query);
    std::size_t counts = 0;
    for (const auto& facet : results.facets)
        for (const auto& value : facet.values) {
            Query ticked = query;
            ticked.filters[facet.field] = {value.value};
            EXPECT_EQ(facet.field == "channel" ? value.stories : scanned(ticked).size(), value.stories)
                << facet.field << " " << value.value;
            ++counts;
        }
    EXPECT_GT(counts, 12u);
}

std::string shown(const Results& r) {
    std::string out = std::to_string(r.stories) + " " + r.did_you_mean;
    out += " until " + std::to_string(r.until_ms) + (r.newer ? " newer" : "");
    for (const auto& n : r.notes) out += "\n" + n;
    for (const auto& w : r.widened) out += "\n" + w.words + " " + w.theme;
    for (const auto& h : r.hits) {
        for (const auto& p : h.passages) out += "\n" + p.theme + " " + p.quote;
        for (const auto& p : h.places) out += "\n" + p.before + "[" + p.words + "]" + p.after;
        out += " of " + std::to_string(h.all_of_them);
    }
    for (const auto& h : r.hits) out += "\n" + h.id + " " + std::to_string(h.weight) + " " + h.snippet.text;
    for (const auto& f : r.facets)
        for (const auto& v : f.values)
            out += "\n" + f.field + " " + v.value + " " + v.label + " " + std::to_string(v.stories);
    for (const auto& relaxed : r.relaxations)
        out += "\n" + relaxed.field + " " + relaxed.value + " " + std::to_string(relaxed.stories);
    return out;
}

// Whoever may not see a story must not learn from an answer that it is there.
TEST_F(Scan, HiddenStoriesChangeNoAnswer) {
    auto add = [&](int count, bool publish) {
        for (int i = 0; i < count; ++i) {
            auto s = some_story();
            s.consent.uses =
                publish ? Uses{Use::team, Use::count, Use::publish} : Uses{Use::team, Use::count, Use::research};
            if (!publish)
                s.text += " Trsut counil gardenia. Trustworthy councillors. ", s.text = ingest::normal(s.text).text,
                                                                               s.language = i % 3 ? s.language : "de";
            collection.add(s, some_codings(s));
        }
        collection.commit();
    };
    add(60, true);
    std::vector<Query> queries;
    for (const auto* words :
         {"", "trust", "trust council", "\"trusted council\"", "tru*", "coun*", "trsut", "counil", "trust counsil",
          "gardenn nothing", "nothingatall", "gardenia", "trustworthy", "theme:rel", "trust OR jardin"}) {
        queries.push_back(asking(words));
        queries.push_back(asking(words));
        queries.back().filters = {{"partner", {"council"}}, {"lang", {"cy"}}};
        queries.back().sort = Sort::newest;
        queries.push_back(asking(words));
        queries.back().shape = Shape::context, queries.back().until_ms = 1'500'000'500'000;
        queries.push_back(asking(words));
        queries.back().shape = Shape::passages;
    }
    for (int i = 0; i < 60; ++i) queries.push_back(asking(some_part() + " " + some_part()));
    auto searcher = collection.searcher();
    std::vector<std::string> before;
    for (const auto& q : queries) before.push_back(shown(searcher.search(q)));
    add(60, false);
    for (std::size_t i = 0; i < queries.size(); ++i)
        EXPECT_EQ(shown(searcher.search(queries[i])), before[i]) << queries[i].words;
    EXPECT_GT(searcher.search(asking("trustworthy", Use::team)).stories, 0u)
        << "the hidden stories are there for those who may see them";
}

}  // namespace
}  // namespace tangible::index
