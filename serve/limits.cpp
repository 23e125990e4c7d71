#include "serve/limits.h"
#include <algorithm>

namespace tangible::serve {

bool RateLimit::take(const std::string& who) {
    constexpr std::size_t max_buckets = 100'000;  // an address farm must not fill the memory
    std::lock_guard lock(mutex_);
    auto now = Clock::now();
    if (buckets_.size() >= max_buckets) buckets_.clear();
    auto [it, is_new] = buckets_.try_emplace(who, Bucket{static_cast<double>(burst_), now});
    auto& bucket = it->second;
    double hours = std::chrono::duration<double, std::ratio<3600>>(now - bucket.at).count();
    bucket.tokens = std::min<double>(burst_, bucket.tokens + hours * per_hour_);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace tangible::serve
