// The log: one JSON object a line on stderr. Do not log the text of a story, a mail address, a password or a token.
// Only events contain the address of a client. Any thread.
#pragma once
#include <initializer_list>
#include <string_view>
#include <utility>

namespace tangible::serve {

/// Logs a failure. Writes the same words at most once a minute, with the number of repetitions that it left out
/// ("left_out"), so that a full disk does not fill the log as well.
void log_trouble(std::string_view what);
/// Logs something that an administrator may want to know and need not act on.
void log_note(std::string_view what);
/// Logs something that an administrator may have to trace: a sign-in, a refusal, an export.
/// {"ms": ..., "level": "event", "what": "sign_in", "account": "robin", "address": "192.0.2.7"}
void log_event(std::string_view event, std::initializer_list<std::pair<std::string_view, std::string_view>> more);

}  // namespace tangible::serve
