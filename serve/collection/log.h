// The log: one JSON object a line on stderr.  Never a story's text, a mail address, a password or a token; the address
// of a client stands in events alone.
#pragma once
#include <initializer_list>
#include <string_view>
#include <utility>

namespace tangible::serve {

/// The same words once a minute, with how often they were left out since.
void log_trouble(std::string_view what);
void log_note(std::string_view what);
/// Something that an administrator may have to trace: a sign-in, a refusal, a file that was taken away.
/// {"ms": ..., "level": "event", "what": "sign_in", "account": "robin", "address": "192.0.2.7"}
void log_event(std::string_view event, std::initializer_list<std::pair<std::string_view, std::string_view>> more);

}  // namespace tangible::serve
