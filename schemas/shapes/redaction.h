// Words of a story that others do not see.  The text stays as it is kept; what others see is made of it each time:
//
//     const Redacted seen(kept, redactions);
//     show(seen.text());                             // "Then [a neighbour] came."
//     const Span span = seen.to_shown(kept_span);    // what people judged stays where it is
#pragma once
#include "schemas/ground/text.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

struct Story;

/// What of a story can be hidden.
enum class StoryField : std::uint8_t { text, title, year, place, role, partnership };
std::string_view name(StoryField);
/// Returns the field of that name.  Throws Error{usage} for any other word.
StoryField story_field_named(std::string_view);
/// Returns what stands in a field of the story; "" when nothing does, also for the year 0.
std::string words_in(const Story&, StoryField);
/// Returns what stands in all fields, for a digest: each with its length.
std::string all_words_in(const Story&);

/// A person's decision about words of a story, or about another of its fields as a whole.
struct Redaction {
    std::int64_t number = 0;  ///< names it in the store
    StoryField field = StoryField::text;
    Span span;          ///< of the text as it is kept; empty when the words are gone, and for other fields
    std::string words;  ///< what stands there
    std::optional<std::string> instead;  ///< what others see; nullopt: the words stay, somebody looked at them
    std::string who;                     ///< account of the person, or "program" for what carried() makes
    std::int64_t at_ms = 0;
    bool operator==(const Redaction&) const = default;
    /// Returns whether the words were in the text and are gone.
    bool is_gone() const { return field == StoryField::text && span.size() == 0; }
};

/// Decisions about a text, each at its place; no two places overlap.  Every question takes logarithmic time, and one
/// for each decision that it returns.
class Placed {
public:
    Placed() = default;
    /// Places those that stand in the text.  One that overlaps an earlier one is left out.
    explicit Placed(const std::vector<Redaction>&);
    bool is_free(Span) const;
    /// Returns whether these words can be hidden as a whole: nothing is in the way but hidden parts of them, such as
    /// "Ann" of "Ann Lee".
    bool can_hide(Span) const;
    /// Takes out what can_hide() allows to be in the way, and returns it.
    std::vector<Redaction> without_parts_of(Span);
    /// Its place must be free.
    void put(Redaction r) { all_.emplace(r.span.begin, std::move(r)); }
    const std::map<std::uint32_t, Redaction>& all() const { return all_; }  ///< by where they begin

private:
    using Range = std::pair<std::map<std::uint32_t, Redaction>::const_iterator,
                            std::map<std::uint32_t, Redaction>::const_iterator>;
    Range overlapping(Span) const;
    std::map<std::uint32_t, Redaction> all_;
};

/// Returns the decisions that hide words of the text, one for the same words, the longest words first: "Ann Lee" before
/// "Ann".
std::vector<const Redaction*> hidden_words(const std::vector<Redaction>&);

/// Returns the decisions about a text after its teller, or another reading of it, changed it.  Hidden words stay
/// hidden:
///   - Each decision stays at its place, which changes() finds.
///   - Where hidden words were edited, a new decision, which has the number 0, hides what stands there now.
///   - Hidden words that are gone from every place have an empty span.  They are hidden again where a later text says
///     them.
///   - Words that were hidden are hidden as well wherever the text says them anew.
///   - A decision that words stay is left out when they were edited or are gone.
/// Whatever was not hidden before is hidden by "program".  Decisions about other fields stay.
std::vector<Redaction> carried(const std::vector<Redaction>&, std::string_view before, std::string_view after);

/// Returns a text that stands beside the story's, such as its title, with its hidden_words() replaced: the
/// longest first, only where they stand by themselves, and whether their ASCII letters are capitals or not.
std::string without_hidden_words(std::string text, const std::vector<const Redaction*>& hidden);

/// A text with its redactions applied, and the way between offsets of both.
class Redacted {
public:
    /// Applies the redactions of the text; those of the title and those whose words stay change nothing.  A redaction
    /// whose words do not stand at its span, because nobody knows the text that it was made for, is moved to the
    /// nearest place where they do.  One that overlaps an earlier one, or whose words are gone, is lost().
    Redacted(std::string_view kept, const std::vector<Redaction>&);

    const std::string& text() const { return text_; }
    /// The numbers of redactions that could not be applied.
    const std::vector<std::int64_t>& lost() const { return lost_; }
    bool changes_nothing() const { return places_.empty(); }

    /// Returns the same place in the text as others see it.  A span that begins or ends within a redaction is widened
    /// to all of what stands in its place.
    Span to_shown(Span kept) const;
    /// Returns the same place in the text as it is kept, widened likewise.
    Span to_kept(Span shown) const;
    /// Returns the map of the text as others see it, given that of the text as it is kept.
    OffsetMap map(const OffsetMap& kept) const;

private:
    struct Place {
        Span kept, shown;
    };
    std::string text_;
    std::vector<Place> places_;  ///< in order
    std::vector<std::int64_t> lost_;
};

}  // namespace tangible
