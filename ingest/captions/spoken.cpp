// Makes of cues what was said.  Captions cut speech where the screen is full, so cues are joined; a paragraph ends
// where another voice begins, or at a pause after a whole sentence.
//
// In order: remove lines that live captions repeat; find the voices, which a file marks with tags (WebVTT), with names
// before colons (meeting programs) or with ">>" and dashes (live captions, subtitles); join the lines.  Linear, but for
// the map of names.
#include "ingest/captions/captions.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace tangible::ingest {
namespace {

constexpr std::int64_t pause_ms = 2000;  // a shorter silence is the breath between two sentences
// A name before a colon is short; longer texts before a colon are sentences.  With fewer than 3 pairs of neighbouring
// cues, a repeated line proves nothing about how the file was made.
constexpr std::size_t max_name_bytes = 40, max_name_words = 4, few_pairs = 3;

/// One line of a cue.
struct Line {
    std::string voice, text;
    bool marked = false;                    ///< the file says who speaks: `voice`
    bool another = false;                   ///< it begins with a dash or ">>": another voice, without a name
    std::int64_t start_ms = 0, end_ms = 0;  ///< of its cue
};
using Lines = std::vector<Line>;

/// Returns the lines of each cue that has words.
std::vector<Lines> lines_of(const std::vector<Cue>& cues) {
    std::vector<Lines> all;
    for (const Cue& cue : cues) {
        Lines lines;
        for (Spoken& said : spoken_lines(cue.text)) {
            bool marked = !said.voice.empty();
            lines.push_back({std::move(said.voice), std::move(said.text), marked, false, cue.start_ms, cue.end_ms});
        }
        if (!lines.empty()) all.push_back(std::move(lines));
    }
    return all;
}

bool goes_on(const Line& before, const Line& line) { return line.text.starts_with(before.text); }

/// Returns whether the file's captions roll up.  Live captions show each line first below and then above the next one,
/// so each line occurs twice or more.  In such a file most cues begin with the last line of the cue before; words that
/// somebody just said twice make only a few such pairs.
bool rolls_up(const std::vector<Lines>& cues) {
    std::size_t pairs = 0, rolled = 0;
    for (std::size_t i = 1; i < cues.size(); ++i, ++pairs) rolled += goes_on(cues[i - 1].back(), cues[i].front());
    return pairs >= few_pairs && rolled * 2 >= pairs;
}

/// Returns how many of the first lines of a cue were the last lines of the cue before.
std::size_t repeated(const Lines& before, const Lines& now) {
    auto same = [](const Line& a, const Line& b) { return a.text == b.text; };
    for (std::size_t n = std::min(before.size(), now.size()); n > 0; --n)
        if (std::equal(before.end() - static_cast<std::ptrdiff_t>(n), before.end(), now.begin(), same)) return n;
    return 0;
}

/// Returns all lines, without those that roll up.  A line may also grow from cue to cue, word by word as it is heard;
/// then only its last state stays.
Lines each_once(std::vector<Lines> cues) {
    Lines all;
    bool roll = rolls_up(cues);
    for (std::size_t i = 0; i < cues.size(); ++i) {
        std::size_t known = roll && i > 0 ? repeated(cues[i - 1], cues[i]) : 0;
        bool grows = roll && i > 0 && known == 0 && goes_on(cues[i - 1].back(), cues[i].front());
        if (grows) all.pop_back();
        all.insert(all.end(), cues[i].begin() + static_cast<std::ptrdiff_t>(known), cues[i].end());
    }
    return all;
}

/// Returns "Ann Smith" of "Ann Smith: We met", as meeting programs write it; "" when no name is there.
std::string_view name_before_colon(std::string_view text) {
    auto colon = text.substr(0, max_name_bytes).find(": ");
    if (colon == text.npos || colon == 0) return {};
    std::string_view name = text.substr(0, colon);
    bool words = static_cast<std::size_t>(std::ranges::count(name, ' ')) < max_name_words;
    return words && name.find_first_of(".,;:!?\"") == name.npos ? name : std::string_view();
}

/// Takes names off the lines and makes them voices.  A name must occur before a colon at least twice in the file: "One
/// thing: we met" is not spoken by "One thing".
void take_names(Lines& lines) {
    std::map<std::string, int, std::less<>> names;
    for (const Line& line : lines)
        if (auto name = name_before_colon(line.text); !name.empty()) ++names[std::string(name)];
    for (Line& line : lines) {
        std::string name(name_before_colon(line.text));
        if (name.empty() || line.marked || names[name] < 2) continue;
        line.text = trimmed(std::string_view(line.text).substr(name.size() + 1));
        line.voice = std::move(name);
        line.marked = true;
    }
}

/// Notes where another voice begins: live captions write ">>" there, subtitles a dash.  Removes ">>", and keeps dashes,
/// which are punctuation of dialogue.
void take_signs(Lines& lines) {
    for (Line& line : lines) {
        std::string_view text = line.text;
        bool arrows = text.starts_with(">>");
        if (arrows) text = trimmed(text.substr(std::min(text.find_first_not_of('>'), text.size())));
        line.another = arrows || text.starts_with("- ") || text.starts_with("\u2013 ");
        if (arrows) line.text = std::string(text);
    }
    std::erase_if(lines, [](const Line& line) { return line.text.empty(); });
}

/// Returns whether a text ends with a full stop or the like, in one of several scripts, perhaps inside quotation marks.
bool ends_sentence(std::string_view text) {
    constexpr std::array<std::string_view, 10> ends = {".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।"};
    for (std::string_view quote : {"\"", "'", "”", "’", ")"})
        if (text.ends_with(quote)) text.remove_suffix(quote.size());
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

/// Returns whether the character at `at` is Chinese or Japanese: these are written without spaces between words.
bool without_spaces(std::string_view text, std::size_t at) {
    char32_t c = next_code_point(text, at);
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFF60);
}

/// Appends words, after a space unless both sides are written without spaces.
void append_words(std::string& text, std::string_view words) {
    std::size_t last = text.size();  // moves back to the first byte of the last character
    while (last > 0 && continues(text[--last])) {
    }
    bool apart = !text.empty() && text.back() != '\n' && !(without_spaces(text, last) && without_spaces(words, 0));
    (text += apart ? " " : "") += words;
}

/// Returns whether a line begins a new paragraph: another voice, or a pause after a sentence.  `named`: voices come
/// from names in the words; then a line without a name never ends a turn.
bool begins_paragraph(const Line& before, const Line& line, bool named) {
    if (line.another) return true;
    if (line.marked ? !before.marked || before.voice != line.voice : before.marked && !named) return true;
    return line.start_ms >= before.end_ms + pause_ms && ends_sentence(before.text);
}

}  // namespace

std::string spoken_text(const std::vector<Cue>& cues) {
    Lines lines = each_once(lines_of(cues));
    take_signs(lines);
    // Voices are either marked by the file or written as names in the words.  In the second case a line without a name
    // continues the turn before it.
    bool named = std::ranges::none_of(lines, &Line::marked);
    if (named) take_names(lines);
    std::string text, voice;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line& line = lines[i];
        if (i > 0 && named && !line.marked && !line.another)
            line.voice = lines[i - 1].voice, line.marked = lines[i - 1].marked;
        if (i == 0 || begins_paragraph(lines[i - 1], line, named)) {
            if (i > 0) text += '\n';
            if (line.marked && (line.voice != voice || line.another)) text += line.voice + ":";
            voice = line.marked ? line.voice : "";
        }
        append_words(text, line.text);
    }
    return text;
}

}  // namespace tangible::ingest
