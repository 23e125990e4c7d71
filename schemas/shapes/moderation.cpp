// The names of states and acts, one table for each.
#include "schemas/shapes/moderation.h"
#include "schemas/yaml/names.h"
#include <algorithm>

namespace tangible {
namespace {

constexpr Named<Moderation> states[] = {
    {Moderation::free, "free"},     {Moderation::waiting, "waiting"}, {Moderation::asked, "asked"},
    {Moderation::passed, "passed"}, {Moderation::kept, "kept"},
};

constexpr Named<Act> acts[] = {
    {Act::pass, "pass"},           {Act::keep, "keep"},     {Act::ask, "ask"},       {Act::reopen, "reopen"},
    {Act::agree, "agree"},         {Act::object, "object"}, {Act::redact, "redact"}, {Act::leave, "leave"},
    {Act::restore, "restore"},     {Act::flag, "flag"},     {Act::unflag, "unflag"}, {Act::look, "look"},
    {Act::rewritten, "rewritten"},
};

}  // namespace

std::string_view name(Moderation m) { return name_in(states, m); }
Moderation moderation_named(std::string_view word) { return value_in(states, word, "state of moderation"); }
std::string_view name(Act a) { return name_in(acts, a); }
Act act_named(std::string_view word) { return value_in(acts, word, "act of moderation"); }

const KeepingReason* keeping_reason(std::string_view id) {
    const auto found = std::ranges::find(keeping_reasons, id, &KeepingReason::id);
    return found == keeping_reasons.end() ? nullptr : &*found;
}

std::string_view keeping_sentence(std::string_view id) {
    const auto* reason = keeping_reason(id);
    return reason ? reason->sentence : "";
}

}  // namespace tangible
