// Points at which something is cut or killed: a sample of them, another each run, or all with TANGIBLE_SWEEP=all.
// The seed is printed; TANGIBLE_SEED=N takes the same points again.
export const sweeps_all = process.env.TANGIBLE_SWEEP === "all";
const seed = process.env.TANGIBLE_SEED ?? String(Date.now());
let said = false;

/// Numbers from 0 to below 1 that the seed and the name decide (mulberry32).
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

/// Of each `of` points that follow one another in `points`, which may be endless, one; or every one.
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

/// From `from` on without end, by what `step` says of the number before.
export function* counted(from, step) {
  for (let n = from; ; n += step(n)) yield n;
}
