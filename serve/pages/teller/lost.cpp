// How a teller gets back to their private page: by typing the code of their link, or by a new link in a mail. A new
// link goes only to the address that sent the story, and the answer is the same whether there is one, so that nobody
// learns who told a story.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

constexpr std::size_t code_digits = 40;

/// Returns the code in what somebody typed or pasted: a whole link, or the code with spaces, in any case. "" if there
/// is none.
std::string code_in(std::string_view typed) {
    constexpr std::string_view before = "/manage/";
    if (const auto at = typed.find(before); at != typed.npos) typed.remove_prefix(at + before.size());
    std::string code;
    for (char c : lower_ascii(typed)) {
        if (c == ' ' || c == '-' || c == '\r' || c == '\n' || c == '\t') continue;
        if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) break;
        code += c;
    }
    return code.size() == code_digits ? code : "";
}

Reply shown(const Call& call, Workspace& work, const char* wrong, int status) {
    return page(call, work, "my-story", *wrong ? "Error: Your story" : "Your story",
                {{"wrong_code", std::string_view(wrong) == "code"},
                 {"wrong_reference", std::string_view(wrong) == "reference"},
                 {"is_reference", parse_story_id(trimmed(value_of(call.form, "code"))).has_value()},
                 {"sent", value_of(call.query, "sent") == "yes"},
                 {"can_write", work.collection.config.can_write()},
                 {"code", value_of(call.form, "code")},
                 {"reference", value_of(call.form, "reference")},
                 {"address", value_of(call.form, "address")}},
                status);
}

}  // namespace

Reply my_story(const Call& call, Workspace& work) { return shown(call, work, "", 200); }

Reply my_story_typed(const Call& call, Workspace& work) {
    const auto code = code_in(value_of(call.form, "code"));
    if (code.empty() || work.store.standing(code).state == Standing::State::unknown)
        return shown(call, work, "code", 422);
    return see_other("/manage/" + code);
}

Reply my_story_lost(const Call& call, Workspace& work) {
    const auto id = parse_story_id(trimmed(value_of(call.form, "reference")));
    if (!id) return shown(call, work, "reference", 422);
    if (const auto wait = work.collection.limits.subscriptions.take(client_block(call.client)); wait.count() > 0)
        return retry_after(wait, trouble(call, work, 429, "Please wait",
                                         "Many links were asked for from your network. Please try again later."));
    if (work.collection.config.can_write())
        work.store.owe_again(*id, lower_ascii(trimmed(value_of(call.form, "address"))), now_ms());
    if (work.collection.wake) work.collection.wake();
    return see_other("/my-story?sent=yes");
}

}  // namespace tangible::serve::pages
