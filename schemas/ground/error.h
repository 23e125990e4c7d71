// The one exception of the program.
//
// Error is thrown when a caller asked for something impossible, or when the machine cannot do its part.  Trouble with a
// story is never an Error but a Rejection (schemas/shapes/story.h), which is a value.  Neither `what()` nor `hint` ever
// contains a story's text, or a teller's name or address: both are printed and logged.
//
//     throw Error(ErrorKind::not_found, path.string() + ": no such file or folder", "check the name");
#pragma once
#include <stdexcept>
#include <string>

namespace tangible {

/// Why a request failed.  exit_code() maps each kind to the exit code of a command.
///
/// usage: the caller gave a wrong argument or parameter.  not_found: the named file, story, theme or account does not
/// exist.  refused: understood, but not allowed, or not possible in this state.  bad_schema: a file or message does not
/// have its format.  locked: another process is at work here.  temporary: the same request may succeed later.
/// storage: the disk or the store failed.
enum class ErrorKind { usage, not_found, refused, bad_schema, locked, temporary, storage };

/// A failed request.  `what()` names the file and line, or the parameter.
struct Error : std::runtime_error {
    Error(ErrorKind k, const std::string& what, std::string remedy = {})
        : std::runtime_error(what), kind(k), hint(std::move(remedy)) {}
    ErrorKind kind;
    std::string hint;  ///< what a person can do about it; "" when there is nothing to suggest
};

/// Returns the exit code of a command that ends with this error: a code of sysexits.h, as mail systems expect.
int exit_code(ErrorKind);

}  // namespace tangible
