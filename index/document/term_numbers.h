// The terms of many documents by number, each looked at once: those of words and stems are found by the Analyser's
// number for them, without their letters.  For one Analyser, and one thread.
#pragma once
#include "index/document/terms.h"
#include "index/words/strings.h"

namespace tangible::index {

class TermNumbers {
public:
    explicit TermNumbers(const Analyser& analyser) : analyser_(analyser) {}
    std::uint32_t of(std::string_view term) { return terms_.number_of(term); }
    /// Of all that it has: words, then stems, then others.
    std::vector<std::uint32_t> of(const Contents&);

    const Strings& terms() const { return terms_; }
    /// As std::hash of its bytes.
    std::uint64_t hash(std::uint32_t number);

private:
    std::uint32_t known(std::vector<std::uint32_t>& all, std::uint32_t word, const char* prefix);
    const Analyser& analyser_;
    Strings terms_;
    std::vector<std::uint32_t> words_, stems_;  ///< by the Analyser's numbers; number + 1
    std::vector<std::uint64_t> hashes_;
};

}  // namespace tangible::index
