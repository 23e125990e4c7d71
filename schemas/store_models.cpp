// What was learned of the collection.
#include "schemas/store.h"
#include "schemas/store_impl.h"

namespace tangible {
namespace {

constexpr std::int64_t models_kept = 3;

}  // namespace

std::int64_t Store::put(const Learned& model) {
    auto& db = impl_->db;
    Transaction change(db);
    db.run("INSERT INTO models VALUES (NULL, ?, ?, ?, ?)", model.edition, model.made_ms, model.revision,
           Blob{model.bytes});
    const auto number = db.last_number();
    db.run("DELETE FROM models WHERE number <= ?", number - models_kept);
    change.commit();
    return number;
}

std::int64_t Store::latest_model() {
    auto row = impl_->db.ask("SELECT max(number) FROM models");
    return row.next() ? row.number(0) : 0;
}

std::optional<Learned> Store::model(std::int64_t number) {
    auto row = impl_->db.ask("SELECT number, edition, made_ms, revision, bytes FROM models WHERE number = ?", number);
    if (!row.next()) return std::nullopt;
    return Learned{row.number(0), row.text(1), row.number(2), row.number(3), row.text(4)};
}

}  // namespace tangible
