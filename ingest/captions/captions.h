// Captions and transcripts with times: WebVTT as the W3C says, SubRip (.srt) and YouTube's .sbv as programs write
// them, to cues, and cues to the words that were spoken.  Any bytes at all; linear.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct Cue {
    std::int64_t start_ms = 0, end_ms = 0;
    std::string text;  ///< as it stands in the file, marks and all; '\n' between its lines
};

/// True when it begins as WebVTT or SubRip does.
bool looks_like_captions(std::string_view bytes);
/// By the signature: WebVTT, else SubRip or SBV.
std::vector<Cue> cues_of(std::string_view utf8);
/// The parsing algorithm of WebVTT (W3C, section 6.1); none without the signature.
std::vector<Cue> cues_of_webvtt(std::string_view utf8);
/// Lines with times, and what follows each: SubRip, SBV, and what comes near to one of them.
std::vector<Cue> cues_of_subtitles(std::string_view utf8);

/// One line of a cue without its marks, and who spoke it; "" when the file does not say.
struct Spoken {
    std::string voice, text;
};
std::vector<Spoken> spoken_lines(std::string_view cue_text);

/// What was said: a paragraph a turn, "Ann: ..." where a voice is known and was another before; lines that roll up
/// from cue to cue stand once.
std::string spoken_text(const std::vector<Cue>&);

}  // namespace tangible::ingest
