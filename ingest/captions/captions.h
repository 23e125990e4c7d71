// Reads captions and transcripts with times into cues, and cues into the words that were spoken: WebVTT as the W3C
// specifies it, and SubRip (.srt) and YouTube's .sbv as programs write them.
//
// Every function takes any bytes and is linear.  read_captions() in ingest/formats/readers.h puts them together:
//
//     const std::string text = spoken_text(cues_of(decoded(bytes).text));
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A text that is shown on the screen for some time.
struct Cue {
    std::int64_t start_ms = 0, end_ms = 0;  ///< from the beginning of the recording
    std::string text;                       ///< as in the file, with its markup; '\n' between lines
};

/// Returns whether the bytes begin as SubRip files do: with a line of two times, or a number above it.  It does not
/// look for WebVTT, whose signature the caller checks.
bool looks_like_captions(std::string_view bytes);
/// Returns the cues of a file: of WebVTT when it has the signature, else of SubRip or SBV; none when there are none.
std::vector<Cue> cues_of(std::string_view utf8);
/// Returns the cues of WebVTT, by its parsing algorithm (W3C WebVTT, section 6.1); none without the signature.
std::vector<Cue> cues_of_webvtt(std::string_view utf8);
/// Returns the cues of SubRip, SBV and anything like them: each line with two times begins a cue.
std::vector<Cue> cues_of_subtitles(std::string_view utf8);

/// One line of a cue without markup, and who spoke it.
struct Spoken {
    std::string voice, text;  ///< voice: "" when the file does not say
};
/// Returns the lines of a cue that have words.
std::vector<Spoken> spoken_lines(std::string_view cue_text);

/// Returns what was said, as a paragraph for each turn, with lines that roll up from cue to cue only once.  A paragraph
/// begins with "Ann: " when the voice is known and is not that of the paragraph before.
std::string spoken_text(const std::vector<Cue>&);

}  // namespace tangible::ingest
