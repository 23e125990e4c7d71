// Detects the language of a text. CLD2 decides first. Then small words, letters and scripts decide for languages that
// CLD2 does not know or mistakes for others. To add such a language, add a row to one of the two tables.
#include "ingest/text/language.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unordered_map>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t few_letters = 20;       // fewer letters of an alphabet do not show a language
constexpr std::size_t sample_bytes = 16'384;  // enough for scripts and words
constexpr int max_read_bytes = 4 << 20;       // enough for CLD2

/// Scripts that only one of today's languages uses, or nearly so.
constexpr std::pair<UScriptCode, std::string_view> languages_of_scripts[] = {
    {USCRIPT_BENGALI, "bn"},   {USCRIPT_GUJARATI, "gu"},  {USCRIPT_GURMUKHI, "pa"},  {USCRIPT_TAMIL, "ta"},
    {USCRIPT_TELUGU, "te"},    {USCRIPT_KANNADA, "kn"},   {USCRIPT_MALAYALAM, "ml"}, {USCRIPT_SINHALA, "si"},
    {USCRIPT_ORIYA, "or"},     {USCRIPT_THAI, "th"},      {USCRIPT_LAO, "lo"},       {USCRIPT_KHMER, "km"},
    {USCRIPT_MYANMAR, "my"},   {USCRIPT_GEORGIAN, "ka"},  {USCRIPT_ARMENIAN, "hy"},  {USCRIPT_GREEK, "el"},
    {USCRIPT_HEBREW, "he"},    {USCRIPT_HANGUL, "ko"},    {USCRIPT_HIRAGANA, "ja"},  {USCRIPT_KATAKANA, "ja"},
    {USCRIPT_ETHIOPIC, "am"},  {USCRIPT_TIBETAN, "bo"},   {USCRIPT_THAANA, "dv"},    {USCRIPT_SYRIAC, "syr"},
    {USCRIPT_MONGOLIAN, "mn"}, {USCRIPT_CHEROKEE, "chr"}, {USCRIPT_HAN, "zh"},
};

/// Small words that occur in every second sentence of a language, and hardly in those that it is mistaken for.
struct Tell {
    std::string_view tag;
    std::vector<std::string_view> mistaken_for;  ///< what CLD2 may say of such a text; "und": no language
    std::vector<std::string_view> words;
};
const std::array tells = {
    Tell{"pa",
         {"ur", "und"},
         {"دے", "دی", "دا", "دیاں", "نوں", "وچ", "نیں", "تے", "نال", "ایہہ", "اوہ", "اوس", "کیتا", "سی", "ساڈے",
          "تہاڈے", "ہندا", "جیہڑا"}},
    Tell{"ckb",
         {"fa", "ar", "ur", "und"},
         {"لە", "بە", "کە", "بۆ", "ئەم", "ئەو", "دەکات", "هەموو", "مافی", "یان", "ھەموو", "کرد"}},
    Tell{"ku",
         {"und", "en", "tr"},
         {"û", "ku", "bi", "di", "ji", "bo", "li", "xwe", "ev", "hem", "jî", "yên", "nav", "wî", "kes"}},
    Tell{"ks", {"ur", "ar", "und"}, {"چھُ", "چھِ", "تہٕ", "منٛز", "چھےٚ", "اکھ", "آسہٕ", "کَشمیر", "سٕتی", "ہُند", "کیٛاہ"}},
    Tell{"az",
         {"und", "fa"},
         {"بیر", "ایله", "اوچون", "ایدی", "دیر", "اولان", "سونرا", "گؤره", "بو", "دا", "نین", "لار"}},
    Tell{"ug",
         {"und", "uz", "tr", "az", "tk"},
         {"bu", "shu", "we", "bilen", "üchün", "iken", "emma", "dep", "bolup", "bolghan", "qilip", "kérek", "uning",
          "lékin", "chünki"}},
    Tell{"ik",
         {"und", "iu", "kl"},
         {"aasii", "aasiiñ", "tavrani", "tavra", "taimma", "suli", "aglaan", "uvani", "uvva", "tamarra"}},
    Tell{"sco", {"und", "en"}, {"tae",  "frae", "wi",  "ilka", "hae",    "ony",    "aw",     "thair",  "shuid",
                                "wha",  "gin",  "nae", "fowk", "dinna",  "cannae", "didnae", "wisnae", "wasnae",
                                "auld", "wee",  "ken", "aye",  "bairns", "gonnae", "oor"}},
    Tell{"cy",
         {"und", "en"},
         {"yn", "y", "yr", "ar", "mae", "wedi", "ei", "eu", "gan", "roedd", "oedd", "bod", "fel", "dim", "hefyd",
          "gyda", "ni", "chi", "rydym"}},
    Tell{"gd",
         {"und", "en", "ga"},
         {"agus", "tha", "bha", "anns", "airson", "ach", "nach", "gu", "cha", "leis", "sinn", "iad", "robh", "aig"}},
    Tell{"ga",
         {"und", "en", "gd"},
         {"agus", "bhí", "tá", "atá", "ach", "leis", "chun", "muid", "ár", "níl", "ní", "faoi", "ó", "gach", "nuair",
          "sé"}},
    Tell{"so",
         {"und", "en"},
         {"waa", "oo", "ka", "iyo", "ku", "aan", "waxaan", "ayaa", "uu", "kale", "inay", "waxay", "leh", "badan",
          "dadka"}},
    Tell{"pl",
         {"und", "en", "cs", "sk"},
         {"nie", "się", "że", "jest", "na", "był", "była", "było", "mnie", "tylko", "przez", "ale", "jak", "dla",
          "przy", "są"}},
    Tell{"ro",
         {"und", "en", "it"},
         {"și", "că", "nu", "pentru", "este", "sunt", "fost", "cu", "pe", "noi", "să", "foarte"}},
};

/// Letters that no other language of the same script has.
constexpr std::pair<std::string_view, std::u32string_view> telling_letters[] = {
    {"ks", U"ٲٳۄ"}, {"ckb", U"ێڵڕۆ"}, {"ps", U"ښځڅ"}, {"sd", U"ڳٻڻ"}, {"as", U"ৰৱ"},
};

/// CLD2 uses outdated language codes, some of them its own.
const std::map<std::string_view, std::string_view> renamed = {
    {"iw", "he"}, {"jw", "jv"}, {"in", "id"}, {"mo", "ro"}, {"un", "und"}, {"zzp", "und"}, {"zh-TW", "zh-Hant"}};

/// Returns the BCP 47 tag of a language of CLD2; "und" for its codes that begin with "xx", which stand for scripts.
std::string tag_of(CLD2::Language language) {
    const std::string_view code = CLD2::LanguageCode(language);
    if (code.starts_with("xx")) return "und";
    const auto found = renamed.find(code);
    return std::string(found == renamed.end() ? code : found->second);
}

/// What CLD2 says of a text.
struct Verdict {
    std::string tag;
    bool reliable = false;
    double fluency = 0;
};

/// Asks CLD2. A language is reliable only if it covers at least half of the text.
Verdict by_cld2(std::string_view text) {
    CLD2::CLDHints none{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language best[3];
    int percent[3], bytes = 0, valid = 0;
    double scores[3];
    bool reliable = false;
    const int size = static_cast<int>(std::min<std::size_t>(text.size(), max_read_bytes));
    const auto found = CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), size, true, &none, 0, best, percent, scores,
                                                               nullptr, &bytes, &reliable, &valid);
    return {tag_of(found), reliable && percent[0] >= 50, reliable ? scores[0] * percent[0] / 100 : 0};
}

/// A bit for each row of `tells` that a word stands in.
using Rows = std::uint32_t;
static_assert(tells.size() <= 32);

/// All small words with the rows they are in, so that each word of a text is looked up once.
const std::unordered_map<std::string_view, Rows> rows_of_words = [] {
    std::unordered_map<std::string_view, Rows> rows;
    for (std::size_t i = 0; i < tells.size(); ++i)
        for (const std::string_view word : tells[i].words) rows[word] |= Rows{1} << i;
    return rows;
}();

/// What was counted in the first sample_bytes of a text.
struct Sample {
    std::size_t letters = 0, words = 0;
    std::map<UScriptCode, std::size_t> scripts;
    std::array<std::size_t, tells.size()> told{};  ///< how many words of each row of `tells` occurred
    std::map<std::string_view, std::size_t> told_by_letters;

    /// The script of most letters.
    UScriptCode script() const {
        const auto most =
            std::max_element(scripts.begin(), scripts.end(), [](auto& a, auto& b) { return a.second < b.second; });
        return most == scripts.end() ? USCRIPT_COMMON : most->first;
    }
};

void add_word(Sample& sample, std::string_view in_lower_case) {
    ++sample.words;
    const auto found = rows_of_words.find(in_lower_case);
    for (Rows rows = found == rows_of_words.end() ? 0 : found->second; rows != 0; rows &= rows - 1)
        ++sample.told[static_cast<std::size_t>(std::countr_zero(rows))];
}

/// Counts a letter: its script, and the language if only one has it.
void add_letter(Sample& sample, UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    ++sample.letters;
    for (const auto& [tag, letters] : telling_letters)
        if (c > 0x600 && letters.find(static_cast<char32_t>(c)) != letters.npos) ++sample.told_by_letters[tag];
    ++sample.scripts[uscript_getScript(c, &status)];
}

Sample sample_of(std::string_view text) {
    Sample sample;
    std::string word;
    std::size_t ascii_letters = 0;
    const auto end_word = [&] {
        if (!word.empty()) add_word(sample, word);
        word.clear();
    };
    const std::size_t end = std::min(text.size(), sample_bytes);
    for (std::size_t at = 0; at < end;) {
        if (is_ascii_letter(text[at])) {  // a fast path: most of most texts is ASCII
            word += lower_ascii(text[at++]);
            ++ascii_letters;
            continue;
        }
        const auto c = static_cast<UChar32>(next_code_point(text, at));
        const bool letter = u_isalpha(c);
        if (letter || (U_GET_GC_MASK(c) & U_GC_M_MASK))
            append(word, static_cast<char32_t>(u_tolower(c)));
        else
            end_word();
        if (letter) add_letter(sample, c);
    }
    end_word();
    sample.letters += ascii_letters;
    if (ascii_letters > 0) sample.scripts[USCRIPT_LATIN] += ascii_letters;
    return sample;
}

/// Returns a language of which at least one letter in forty is a letter of its own; else "und".
std::string_view by_letters(const Sample& sample) {
    for (const auto& [tag, count] : sample.told_by_letters)
        if (count * 40 >= sample.letters) return tag;
    return "und";
}

/// Returns the language that has the script of most letters to itself, or "und".
std::string_view by_script(const Sample& sample) {
    // Japanese mixes Chinese characters with two scripts of its own, which are proof.
    if (sample.scripts.contains(USCRIPT_HIRAGANA) && sample.script() == USCRIPT_HAN) return "ja";
    for (const auto& [script, tag] : languages_of_scripts)
        if (script == sample.script()) return tag;
    return "und";
}

/// Returns the language whose small words are more than a sixth of all words, and at least three, among those that CLD2
/// mistakes for `mistaken`; else "und".
std::string_view by_words(const Sample& sample, std::string_view mistaken) {
    std::string_view best = "und";
    std::size_t most = std::max<std::size_t>(2, sample.words / 6);
    for (std::size_t i = 0; i < tells.size(); ++i)
        if (std::ranges::find(tells[i].mistaken_for, mistaken) != tells[i].mistaken_for.end())
            if (const std::size_t n = sample.told[i]; n > most) best = tells[i].tag, most = n;
    return best;
}

}  // namespace

Language language_of(std::string_view normal_text) {
    const Sample sample = sample_of(normal_text);
    const std::string scripted(by_script(sample));
    if (sample.letters < few_letters) return {scripted, false};
    const Verdict found = by_cld2(normal_text);
    const std::string_view worded = by_words(sample, found.tag);
    if (worded != "und") return {std::string(worded), true};
    if (const std::string_view lettered = by_letters(sample); found.tag == "und" && lettered != "und")
        return {std::string(lettered), true};
    if (found.tag == "und") return {scripted, scripted != "und"};
    return {found.tag, found.reliable};
}

double fluency(std::string_view utf8) { return by_cld2(utf8).fluency; }

}  // namespace tangible::ingest
