// The program is killed at every write, or at a sample of them (sampled.mjs), and started again: nothing that was acknowledged may be lost,
// doubled or incomplete.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { new_folder, program, tangible } from "./helpers/site.mjs";
import { counted, sampled, sweeps_all } from "./helpers/sampled.mjs";

// strace counts the calls of each kind separately, so each kind has a sweep of its own.
const calls = ["pwrite64", "fdatasync", "fsync", "write", "rename", "link", "unlink", "mkdir", "ftruncate"];
const mail = (n) => `From: t${n}@example.org\r\nSubject: Story ${n}\r\n\r\nThe doorbellnumber${n} rang, and it took a year before they began to trust us.\r\n`;

/// Runs the program under strace and kills it at its `when`-th call of this kind.  `killed` is false if it made fewer.
function killed_at(call, when, data, words, options, tries = 3) {
  const run = spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", `inject=${call}:signal=KILL:when=${when}`,
    program, "--data", data, ...words], { encoding: "utf8", ...options });
  if (run.error) throw run.error;
  // strace itself sometimes fails to follow a child that ends at once; the program never ends with 1.
  if (run.status === 1 && /^strace: /m.test(run.stderr) && tries > 0) return killed_at(call, when, data, words, options, tries - 1);
  return { killed: run.signal === "SIGKILL" || run.status === 137, status: run.status, said: run.stderr };
}

/// Goes through the calls of every kind, from the thirtieth on through every tenth, while `at(call, when)` says that the run was killed
/// there; returns how many places were tried.
function sweep(name, at) {
  let places = 0;
  for (const call of calls)
    for (const when of sampled(counted(1, (n) => (n < 30 ? 1 : 10)), 6, name + call)) {
      if (!at(call, when)) break;
      ++places;
    }
  return places;
}

const ids = (data) => tangible(data, ["search", "--limit", "1000", "trust"]).stdout.split("\n").filter(Boolean);

test("receive by pipe, killed at any of its writes, loses and doubles nothing", { timeout: 900_000 }, () => {
  const places = sweep("receive", (call, when) => {
    const data = new_folder();
    for (const n of [1, 2]) assert.equal(tangible(data, ["receive"], { input: mail(n) }).status, 0);
    const run = killed_at(call, when, data, ["receive"], { input: mail(3) });
    if (!run.killed) assert.equal(run.status, 0, `${call} ${when}: ${run.said}`);
    // The mail system sends again whatever was not acknowledged with 0, and may send again what was.
    assert.equal(tangible(data, ["receive"], { input: mail(3) }).status, 0, `after a kill at ${call} ${when}`);
    const found = ids(data);
    assert.equal(found.length, 3, `killed at ${call} ${when}: ${found.length} stories`);
    assert.equal(new Set(found.map((l) => l.slice(0, 11))).size, 3);
    for (const n of [1, 2, 3]) assert.equal(tangible(data, ["search", "doorbellnumber" + n]).status, 0, `story ${n}, ${call} ${when}`);
    rmSync(data, { recursive: true });
    return run.killed;
  });
  assert.ok(places >= (sweeps_all ? 40 : 6), `${places} places were tried`);
  console.log(`killed at ${places} places of receive`);
});

test("a rebuild killed at any of its writes leaves a whole index", { timeout: 900_000 }, () => {
  const data = new_folder();
  mkdirSync(join(data, "in"), { recursive: true });
  for (let n = 1; n <= 12; ++n) writeFileSync(join(data, "in", n + ".eml"), mail(n));
  assert.equal(tangible(data, ["receive", join(data, "in")]).status, 0);
  const places = sweep("reindex", (call, when) => {
    const run = killed_at(call, when, data, ["reindex"], {});
    if (!run.killed) assert.equal(run.status, 0, `${call} ${when}: ${run.said}`);
    assert.equal(ids(data).length, 12, `killed at ${call} ${when} of reindex`);
    return run.killed;
  });
  assert.equal(tangible(data, ["reindex"]).status, 0);
  const back = tangible(data, ["reindex", "--back"]);
  assert.equal(back.status, 0, back.stderr);
  assert.equal(ids(data).length, 12, "after going back to the previous index");
  assert.ok(places >= (sweeps_all ? 20 : 3), `${places} places were tried`);
  console.log(`killed at ${places} places of reindex`);
  rmSync(data, { recursive: true });
});

test("the server killed while stories arrive loses none that it acknowledged", { timeout: 900_000 }, async () => {
  const { Site } = await import("./helpers/site.mjs");
  const site = await Site.open({ sample: false, env: { TANGIBLE_STORIES_PER_HOUR: "100000" } });
  const acknowledged = [];
  for (let round = 0; round < 8; ++round) {
    let n = 0, stop = false;
    const senders = [0, 1, 2].map(async (who) => {
      while (!stop) {
        const word = `letterbox${round}x${who}x${n++}`;
        try {
          const a = await fetch(site.base + "/api/v1/stories?uses=team&uses=publish", { method: "POST", headers: { "content-type": "text/plain" }, body: `The ${word} was painted red, and we trust it.` });
          if (a.status === 201) acknowledged.push(word);
        } catch { return; }
      }
    });
    await new Promise((r) => setTimeout(r, 150 + 90 * round));
    await site.stop("SIGKILL");
    stop = true;
    await Promise.all(senders);
    await site.serve({ TANGIBLE_STORIES_PER_HOUR: "100000" });
  }
  assert.ok(acknowledged.length > 30, `${acknowledged.length} were acknowledged`);
  await new Promise((r) => setTimeout(r, 1500));
  await site.settled();
  for (const word of acknowledged) assert.equal((await site.json("/api/v1/stories?q=" + word)).body.stories, 1, word);
  await site.close();
});
