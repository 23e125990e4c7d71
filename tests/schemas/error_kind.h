// Which kind of error a piece of work throws.
#pragma once
#include "schemas/ground/error.h"
#include <functional>
#include <optional>

namespace tangible::tests {

/// Returns the kind of the Error that `work` throws; nullopt when it throws none.
inline std::optional<ErrorKind> kind_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& e) {
        return e.kind;
    }
    return std::nullopt;
}

}  // namespace tangible::tests
