// Every mail of the mail sets and every document of the document sets goes through `receive`: no crash, no hang,
// nothing lost.  For each set it prints how many were read, and how many were parked for which reason.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { corpora, missing_corpora, new_folder, tangible } from "./helpers/site.mjs";

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* files(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

const skip = missing_corpora();
const sets = skip ? [] : readdirSync(join(corpora, "inputs")).filter((s) => /^(mime-|mail-|docs-|mbox$)/.test(s));

test("every real mail and document is read or parked with a reason", { skip, timeout: 1_200_000 }, async (t) => {
  console.log("set                     files  distinct  stored  read  parked  reasons");
  for (const set of sets) {
    await t.test(set, () => {
      const data = new_folder();
      const all = [...files(join(corpora, "inputs", set, "files"))].sort();
      const distinct = new Set(all.map((f) => createHash("sha256").update(readFileSync(f)).digest("hex"))).size;
      const run = tangible(data, ["receive", ...all], { timeout: 600_000 });
      assert.equal(run.signal, null, "the program must not hang");
      assert.ok([0, 1, 3].includes(run.status), run.stderr.slice(-500));
      const [, stored] = run.stderr.match(/Stored: (\d+) new/) ?? [0, 0];
      const refused = Number(run.stderr.match(/(\d+) refused/)?.[1] ?? 0);
      const [, stories, parked] = run.stderr.match(/Read: (\d+) stories, (\d+) parked/).map(Number);
      const reasons = {};
      for (const line of tangible(data, ["parked"]).stdout.split("\n").filter(Boolean)) {
        const reason = line.split("\t")[1];
        reasons[reason] = (reasons[reason] ?? 0) + 1;
        assert.ok(line.split("\t")[3].length > 10, "the reason must be a sentence for people");
      }
      console.log(`${set.padEnd(22)} ${String(all.length).padStart(6)}  ${String(distinct).padStart(8)}  ${String(stored).padStart(6)}  ${String(stories).padStart(4)}  ${String(parked).padStart(6)}  ${Object.entries(reasons).map(([r, n]) => r + " " + n).join(", ")}`);
      assert.equal(reasons.crashed ?? 0, 0, "no reader crashed");
      // An mbox or table has several submissions or stories, so there can be more, but never fewer.
      assert.ok(Number(stored) + refused >= distinct, "every distinct file is stored or refused with a reason");
      assert.ok(stories + parked >= Number(stored), "every stored submission is a story or parked");
      rmSync(data, { recursive: true });
    });
  }
});
