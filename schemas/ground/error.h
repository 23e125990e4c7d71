// What a caller hears when it asked for what cannot be, or when the machine cannot
// do its part.  Trouble with a story is never an Error: that is a Rejection, a value.
// `what()` names file and line, or the parameter; `hint` is a remedy for a person.
// Neither ever holds a story's text or a teller's name or address.
#pragma once
#include <stdexcept>
#include <string>

namespace tangible {

enum class ErrorKind { usage, not_found, refused, bad_schema, locked, temporary, storage };

struct Error : std::runtime_error {
    Error(ErrorKind k, const std::string& what, std::string remedy = {})
        : std::runtime_error(what), kind(k), hint(std::move(remedy)) {}
    ErrorKind kind;
    std::string hint;
};

/// The exit code of a command that ends with this error (sysexits where a mail system reads it).
int exit_code(ErrorKind);

}  // namespace tangible
