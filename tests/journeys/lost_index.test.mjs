// The index is lost or damaged while the server runs: people can still open the form and read stories, no wrong number
// is given, and the index is rebuilt from the store.
import assert from "node:assert/strict";
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, eventually } from "./helpers/site.mjs";

let site, all, one;
before(async () => {
  site = await Site.open();
  await site.settled();
  const { body } = await site.json("/api/v1/stories?q=trust");
  all = body.stories;
  one = body.hits[0].id;
  assert.ok(all > 10);
});
after(() => site?.close());

const search = () => site.json("/api/v1/stories?q=trust&size=100");

/// Waits until searches work again.  Until then each must answer 503, and never with a wrong number.
async function comes_back() {
  let troubled = 0;
  await eventually(async () => {
    assert.equal((await fetch(site.base + "/stories/" + one)).status, 200, "a story must be readable");
    const { status, body } = await search();
    if (status === 200) assert.equal(body.stories, all, "a search must find all stories or answer 503");
    else assert.equal(status, 503), ++troubled;
    return status === 200;
  }, "the index rebuilt");
  await site.settled();
  return troubled;
}

test("an index that is gone is rebuilt", async () => {
  // Moved first: the server may write new files under the old name while the folder is emptied.
  const gone = join(site.data, "index.gone");
  renameSync(join(site.data, "index"), gone);
  rmSync(gone, { recursive: true });
  const sent = await fetch(site.base + "/tell/all");
  assert.equal(sent.status, 200, "the form must open");
  await comes_back();
  assert.ok(existsSync(join(site.data, "index/live")), "there must be an index again");
  assert.equal((await search()).body.stories, all);
});

test("an index that is damaged is noticed and rebuilt", async () => {
  const live = readFileSync(join(site.data, "index/live"), "utf8").trim();
  for (const table of ["postlist", "docdata"]) {
    const file = openSync(join(site.data, "index", live, table + ".glass"), "r+");
    writeSync(file, Buffer.alloc(fstatSync(file).size, 0x5a), 0);
    closeSync(file);
  }
  // What the server still has in memory may be right, so it is started again and must read the damaged files.
  await site.stop();
  await site.serve();
  await comes_back();
  assert.notEqual(readFileSync(join(site.data, "index/live"), "utf8").trim(), live, "the index must be a new one");
  assert.equal((await search()).body.stories, all);
});
