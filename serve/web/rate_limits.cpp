// take() adds the tokens that have accrued since the last call, then takes one or works out how long the next one
// needs. A bucket costs two numbers and no timer. At 100,000 buckets the full ones are dropped, and if that frees no
// place, all of them.
#include "serve/web/rate_limits.h"
#include <algorithm>
#include <cmath>

namespace tangible::serve {

std::chrono::seconds RateLimit::take(const std::string& who, Clock::time_point now) {
    std::lock_guard lock(mutex_);
    make_room(now);
    auto [it, is_new] = buckets_.try_emplace(who, Bucket{static_cast<double>(burst_), now});
    auto& bucket = it->second;
    bucket = {filled(bucket, now), std::max(bucket.at, now)};
    if (bucket.tokens < 1)
        return std::chrono::seconds(static_cast<long>(std::ceil((1 - bucket.tokens) * 3600 / per_hour_)));
    bucket.tokens -= 1;
    return std::chrono::seconds(0);
}

void RateLimit::give_back(const std::string& who) {
    std::lock_guard lock(mutex_);
    if (auto it = buckets_.find(who); it != buckets_.end())
        it->second.tokens = std::min<double>(burst_, it->second.tokens + 1);
}

double RateLimit::filled(const Bucket& bucket, Clock::time_point now) const {
    const double hours = std::chrono::duration<double, std::ratio<3600>>(now - bucket.at).count();
    return std::min<double>(burst_, bucket.tokens + std::max(0.0, hours) * per_hour_);
}

// Bounds the memory against an attacker with very many addresses. A full bucket limits nobody and can go. If no bucket
// is full, all start anew, which limits less for a moment and never locks anybody out.
void RateLimit::make_room(Clock::time_point now) {
    constexpr std::size_t max_buckets = 100'000;  // 10 to 20 MB with their keys
    if (buckets_.size() < max_buckets) return;
    std::erase_if(buckets_, [&](const auto& b) { return filled(b.second, now) >= burst_; });
    if (buckets_.size() >= max_buckets) buckets_.clear();
}

}  // namespace tangible::serve
