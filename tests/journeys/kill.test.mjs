// Killed at every write: started again, nothing that was acknowledged is lost, doubled or half there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_folder, program, tangible } from "./house.mjs";

const calls = "pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,unlink,mkdir";
const mail = (n) => `From: t${n}@example.org\r\nSubject: Story ${n}\r\n\r\nThe doorbellnumber${n} rang, and it took a year before they began to trust us.\r\n`;

/// Runs the program under strace, killed when it makes its `when`-th such call.  True when it was killed.
function killed_at(when, data, words, options) {
  const run = spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=" + calls, "-e", `inject=${calls}:signal=KILL:when=${when}`,
    program, "--data", data, ...words], { encoding: "utf8", ...options });
  if (run.error) throw run.error;
  return { killed: run.signal === "SIGKILL" || run.status === 137, status: run.status };
}

const ids = (data) => tangible(data, ["search", "--limit", "1000", "trust"]).stdout.split("\n").filter(Boolean);

test("receive by pipe, killed at each of its writes", { timeout: 900_000 }, () => {
  let when = 1, killed_runs = 0, acknowledged_then_killed = 0;
  for (let step = 1; ; when += step) {
    const data = new_folder();
    for (const n of [1, 2]) assert.equal(tangible(data, ["receive"], { input: mail(n) }).status, 0);
    const run = killed_at(when, data, ["receive"], { input: mail(3) });
    // The mail system sends again whatever was not acknowledged with 0, and may send again what was.
    assert.equal(tangible(data, ["receive"], { input: mail(3) }).status, 0, `after a kill at write ${when}`);
    const found = ids(data);
    assert.equal(found.length, 3, `killed at write ${when}: ${found.length} stories`);
    assert.equal(new Set(found.map((l) => l.slice(0, 11))).size, 3);
    for (const n of [1, 2, 3]) assert.equal(tangible(data, ["search", "doorbellnumber" + n]).status, 0, `story ${n}, write ${when}`);
    rmSync(data, { recursive: true });
    if (!run.killed) { assert.equal(run.status, 0); break; }
    ++killed_runs;
    if (when > 60) step = 5;   // the tail is the index, made again from the store
  }
  assert.ok(killed_runs >= 40, `${killed_runs} places were tried`);
  console.log(`killed at ${killed_runs} places, the last at write ${when}`);
});

test("a rebuilt index, killed at each of its writes", { timeout: 900_000 }, () => {
  const data = new_folder();
  mkdirSync(join(data, "in"), { recursive: true });
  for (let n = 1; n <= 12; ++n) writeFileSync(join(data, "in", n + ".eml"), mail(n));
  assert.equal(tangible(data, ["receive", join(data, "in")]).status, 0);
  let killed_runs = 0;
  for (let when = 1; ; when += when > 40 ? 9 : 2) {
    const run = killed_at(when, data, ["reindex"], {});
    assert.equal(ids(data).length, 12, `killed at write ${when} of reindex`);
    if (!run.killed) { assert.equal(run.status, 0); break; }
    ++killed_runs;
  }
  assert.equal(tangible(data, ["reindex"]).status, 0);
  assert.ok(killed_runs >= 15, `${killed_runs} places were tried`);
  rmSync(data, { recursive: true });
});

test("the server killed while stories arrive loses none that it acknowledged", { timeout: 300_000 }, async () => {
  const { House } = await import("./house.mjs");
  const house = await House.open({ sample: false, env: { TANGIBLE_STORIES_PER_HOUR: "100000" } });
  const acknowledged = [];
  for (let round = 0; round < 8; ++round) {
    let n = 0, stop = false;
    const senders = [0, 1, 2].map(async (who) => {
      while (!stop) {
        const word = `letterbox${round}x${who}x${n++}`;
        try {
          const a = await fetch(house.base + "/api/v1/stories?uses=team&uses=publish", { method: "POST", headers: { "content-type": "text/plain" }, body: `The ${word} was painted red, and we trust it.` });
          if (a.status === 201) acknowledged.push(word);
        } catch { return; }
      }
    });
    await new Promise((r) => setTimeout(r, 150 + 90 * round));
    await house.stop("SIGKILL");
    stop = true;
    await Promise.all(senders);
    await house.serve({ TANGIBLE_STORIES_PER_HOUR: "100000" });
  }
  assert.ok(acknowledged.length > 30, `${acknowledged.length} were acknowledged`);
  await new Promise((r) => setTimeout(r, 1500));
  await house.settled();
  for (const word of acknowledged) assert.equal((await house.json("/api/v1/stories?q=" + word)).body.stories, 1, word);
  await house.close();
});
