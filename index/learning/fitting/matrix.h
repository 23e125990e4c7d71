// Numbers in rows: mostly a row for each story and a column for each theme.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tangible::index {

/// A dense matrix, row by row.
struct Matrix {
    std::size_t rows = 0, columns = 0;
    std::vector<float> values;

    Matrix() = default;
    Matrix(std::size_t r, std::size_t c, float value = 0) : rows(r), columns(c), values(r * c, value) {}
    float& at(std::size_t r, std::size_t c) { return values[r * columns + c]; }
    float at(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
    std::span<float> row(std::size_t r) { return {values.data() + r * columns, columns}; }
    std::span<const float> row(std::size_t r) const { return {values.data() + r * columns, columns}; }
    bool operator==(const Matrix&) const = default;
};

}  // namespace tangible::index
