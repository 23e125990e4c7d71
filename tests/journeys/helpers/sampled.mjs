// Points at which something is cut or killed: a different sample on each run, or all of them with TANGIBLE_SWEEP=all.
// The seed is printed; TANGIBLE_SEED=N repeats the same points.
export const sweeps_all = process.env.TANGIBLE_SWEEP === "all";
const seed = process.env.TANGIBLE_SEED ?? String(Date.now());
let said = false;

/// Returns a generator of numbers in [0, 1), which the seed and the name determine (mulberry32).
function numbers(name) {
  let state = 0;
  for (const c of seed + name) state = (Math.imul(state, 31) + c.codePointAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/// Yields one out of every `of` consecutive points, or every point in a full sweep.  `points` may be endless.
export function* sampled(points, of, name) {
  if (sweeps_all) return yield* points;
  if (!said) console.log(`one point of ${of} is tried (TANGIBLE_SEED=${seed}); every one with TANGIBLE_SWEEP=all`);
  said = true;
  const number = numbers(name);
  let block = [];
  for (const point of points) {
    if (block.push(point) < of) continue;
    yield block[Math.floor(number() * of)];
    block = [];
  }
  if (block.length > 0) yield block[Math.floor(number() * block.length)];
}

/// Yields numbers from `from` on without end; after n comes n + step(n).
export function* counted(from, step) {
  for (let n = from; ; n += step(n)) yield n;
}
