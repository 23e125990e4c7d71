// Which kind of error a piece of work throws.
#pragma once
#include "schemas/ground/error.h"
#include <functional>

namespace tangible::tests {

/// The kind of the Error that `work` throws; ErrorKind::not_found when it throws none.
inline ErrorKind kind_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& e) {
        return e.kind;
    }
    return ErrorKind::not_found;
}

}  // namespace tangible::tests
