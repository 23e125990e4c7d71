// A codebook: groups of themes, each with what to use it for, what not, and the cues that
// make a machine suggest it.  Read from schemas/codebooks/*.yaml, const ever after.
// A cue fires on stems, whatever the case, accents and hyphens; it is only ever a suggestion.
// Indicators are words that speak for a theme without proving it: they weigh, with definition and examples, where
// suggestions are ranked (index/learning).
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// What a passage says about its theme.
enum class Polarity : std::uint8_t { unstated, supports, against };
std::string_view name(Polarity);

/// Words in order, or words near each other.
struct Cue {
    std::vector<std::string> phrases;  ///< one phrase; or two that must stand near each other
    int within = 0;                    ///< 0: a phrase; n: both phrases begin within n words, any order
    Polarity polarity = Polarity::unstated;
    std::string language;  ///< BCP 47; a cue is matched in sentences of its language only
    std::string name;      ///< as people see it: "kept turning up", "trust NEAR/4 each other"
    bool operator==(const Cue&) const = default;
};

/// Words that switch a cue off where they overlap it ("NHS trust").
struct Guard {
    std::string phrase, language;
    bool operator==(const Guard&) const = default;
};

struct Theme {
    std::string id;  ///< "REL.TRUST"
    std::string label, group;
    std::string definition, include, exclude;
    std::vector<Cue> cues;
    std::vector<Guard> guards;
    std::vector<std::string> examples, near_misses;
    std::vector<std::string> opposites;  ///< themes whose passages speak against this one
    std::vector<std::string> sources;
    std::vector<std::string> indicators;  ///< words and phrases, in the language of the codebook
    std::string parent;                   ///< id of the theme that this one is a kind of; "" at the top of its group
    int line = 0;                         ///< where it stands in its file
    /// Lower-case id for addresses and search terms: "rel.trust".
    std::string slug() const;
};

struct Group {
    std::string id, label, about;
};
struct Source {
    std::string id, cite, where;
};

struct Codebook {
    std::string id, version, language, status, notice;
    std::vector<Source> sources;
    std::vector<Group> groups;
    std::vector<Theme> themes;
    /// Made from a list of labels from elsewhere: ids are as they were there, and a label is all that a theme must
    /// have.
    bool imported = false;

    /// "partnership-stories 0.2.0 #5c1e…": changes with every byte that can change a tag.
    std::string edition;

    /// Case does not matter.  nullptr when there is none.
    const Theme* find(std::string_view id) const;
    const Theme& at(std::string_view id) const;  ///< throws Error{not_found} with the nearest id
};

/// Throws Error{bad_schema}: "file.yaml:12: unknown word 'exampel' (did you mean 'example'?)".
/// Refused: anchors, aliases, tags, duplicate keys, more than 1 MiB, unknown keys, duplicate ids,
/// opposites, parents or sources that do not exist, parents in a circle, themes without definition, example, or any
/// cue or indicator.
Codebook read_codebook(const std::filesystem::path&);
Codebook read_codebook(std::string_view yaml, std::string_view file_name);

}  // namespace tangible
