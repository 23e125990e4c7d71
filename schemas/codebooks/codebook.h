// A codebook: groups of themes, each with when to use it, when not, and the cues by which the machine suggests it.
//
// A codebook is read once, from schemas/codebooks/*.yaml, and does not change afterwards, so threads can share it. Cues
// are compared by word stems and ignore case, accents and hyphens (index/tagging); what a cue finds is only ever a
// suggestion.  Indicators are weaker: they suggest nothing alone, but count, with definition and examples, when
// suggestions are ranked (index/learning).
//
//     const Codebook book = read_codebook(shared_file("schemas/codebooks/partnership-stories.yaml"));
//     const Theme& trust = book.at("rel.trust");
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// Whether a passage speaks for its theme or against it.
enum class Polarity : std::uint8_t { unstated, supports, against };
std::string_view name(Polarity);

/// Words that suggest a theme: one phrase, or two phrases near each other.
struct Cue {
    std::vector<std::string> phrases;  ///< one phrase, or two that must be near each other
    int within = 0;                    ///< 0: one phrase; n: both phrases begin within n words, in any order
    Polarity polarity = Polarity::unstated;
    std::string language;  ///< primary language of BCP 47: "en"; the cue matches in sentences of this language only
    std::string name;      ///< as people see it: "kept turning up", "trust NEAR/4 each other"
    bool operator==(const Cue&) const = default;
};

/// Words that switch off any cue of the theme that they overlap: "NHS trust" is not about trust.
struct Guard {
    std::string phrase, language;
    bool operator==(const Guard&) const = default;
};

/// A theme (other programs say "code"): one concept that passages are marked with.
struct Theme {
    std::string id;                            ///< "REL.TRUST"; any text in an imported codebook
    std::string label, group;                  ///< group: Group::id
    std::string definition, include, exclude;  ///< what it is, when to use it, when not to
    std::vector<Cue> cues;
    std::vector<Guard> guards;
    std::vector<std::string> examples, near_misses;
    std::vector<std::string> opposites;   ///< ids of the themes whose passages speak against this one
    std::vector<std::string> sources;     ///< Source::id
    std::vector<std::string> indicators;  ///< words and phrases, in the language of the codebook
    std::string parent;                   ///< id of the theme that this one is a kind of; "" at the top of its group
    int line = 0;                         ///< line of its file on which it begins, from 1
    /// Returns the id in lower case, for addresses and search terms: "rel.trust".
    std::string slug() const;
};

/// A group of themes.
struct Group {
    std::string id, label, about;
};
/// A publication that themes are taken from.
struct Source {
    std::string id, cite, where;  ///< where: its address
};

/// A codebook.
struct Codebook {
    std::string id, version, language, status, notice;
    std::vector<Source> sources;
    std::vector<Group> groups;
    std::vector<Theme> themes;
    /// True for a codebook that was made from another program's list of labels: themes keep the ids they had there, and
    /// need a label only.
    bool imported = false;

    /// Names this state of the codebook: "partnership-stories 0.2.0 #5c1e93ab".  It changes with the version and with
    /// everything that can change a tag; a new label or comment alone does not change it.
    std::string edition;

    /// Returns the theme of that id in upper or lower case; nullptr when there is none.  Linear.
    const Theme* find(std::string_view id) const;
    /// Returns the theme of that id.  Throws Error{not_found} with the nearest id in the hint.
    const Theme& at(std::string_view id) const;
};

/// Reads and checks a codebook.  Throws Unreadable when the file cannot be read, and Error{bad_schema} with file, line
/// and remedy otherwise: "file.yaml:12: unknown word 'exampel' (did you mean 'example'?)".
///
/// Besides what yaml.h refuses, these are refused: unknown keys; duplicate ids; opposites, parents and sources that do
/// not exist; parents in a circle; and, unless the codebook is imported, a theme without a definition, without an
/// example, or with neither a cue nor an indicator.
Codebook read_codebook(const std::filesystem::path&);
Codebook read_codebook(std::string_view yaml, std::string_view file_name);

}  // namespace tangible
