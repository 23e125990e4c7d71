// Nothing of a withdrawn story is left in the data folder.  The search for its words first proves that it can find words that are there.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { constants, deflateRawSync, inflateRawSync, inflateSync } from "node:zlib";
import { Site, eventually, tangible } from "./helpers/site.mjs";

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/// Whether these bytes have the word in any form: looks for inner pieces of 8 bytes (terms are stored without their common
/// beginnings), as UTF-8, UTF-16 and base64.
function lies_in(bytes, word) {
  const pieces = [];
  for (let i = 2; i + 8 <= word.length; ++i) pieces.push(Buffer.from(word.slice(i, i + 8)), Buffer.from(word.slice(i, i + 8), "utf16le"));
  for (let shift = 0; shift < 3; ++shift)
    pieces.push(Buffer.from(Buffer.from("x".repeat(shift) + word).toString("base64").slice(shift ? 4 : 0, -4).slice(0, 10)));
  return pieces.some((p) => bytes.includes(p));
}

/// Returns the files that have the word.  With `deep` it also looks into compressed data, at every place where a deflated block can begin.
function found_in(folder, word, { deep = false } = {}) {
  const hits = [];
  for (const file of files(folder)) {
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch (e) {
      if (e.code === "ENOENT") continue; // the server has replaced the file in the meantime
      throw e;
    }
    let found = lies_in(bytes, word);
    for (let at = 0; deep && !found && at < bytes.length - 4; ++at) {
      const zlib = bytes[at] === 0x78 && (bytes[at] * 256 + bytes[at + 1]) % 31 === 0;
      // Xapian writes raw deflate, in blocks of 8 KiB: every place in its files is tried.
      if (!zlib && (!file.includes("index/") || (bytes[at] & 6) === 6 || (bytes[at] & 7) === 0)) continue;
      try {
        const plain = (zlib ? inflateSync : inflateRawSync)(bytes.subarray(at, at + 65536), { maxOutputLength: 1 << 18, finishFlush: constants.Z_SYNC_FLUSH });
        if (plain.length > 16 && lies_in(plain, word)) found = true;
      } catch { /* not the beginning of anything */ }
    }
    if (found) hits.push(file);
  }
  return hits;
}

/// Returns how many files are found in a folder in which one file has the word, deflated.
function planted(word) {
  const folder = mkdtempSync(join(tmpdir(), "tangible-planted-"));
  try {
    mkdirSync(join(folder, "index"));
    writeFileSync(join(folder, "index/planted"), Buffer.concat([Buffer.from("before"), deflateRawSync(Buffer.from("a long enough text about " + word)), Buffer.alloc(9)]));
    return found_in(folder, word, { deep: true }).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const gone = "vexilloplumtree", kept = "gramophonelarder";
const mail = (word) => `From: Teller <teller@example.org>\r\nSubject: About the ${word}\r\nMessage-ID: <${word}@example.org>\r\n\r\n` +
  `It took a year of coffee mornings before they began to trust us, said the ${word}.\r\n\r\n-- \r\nthe ${word} society\r\n`;

test("a withdrawn story is erased from store, log and index", async () => {
  const site = await Site.open({ sample: false });
  try {
    for (const word of [gone, kept]) assert.equal(tangible(site.data, ["receive"], { input: mail(word) }).status, 0);
    const reference = await eventually(async () => {
      const out = tangible(site.data, ["search", gone]).stdout;
      return out && out.slice(0, 11);
    }, "the story found before it is withdrawn");
    await site.settled();
    for (const word of [gone, kept]) assert.ok(found_in(site.data, word).length >= 2, `the search finds ${word} in store and index`);
    assert.equal(tangible(site.data, ["withdraw", reference]).status, 0);
    assert.equal(tangible(site.data, ["search", gone]).status, 4, "the story must be hidden at once");
    await eventually(async () => found_in(site.data, gone).length === 0, "erased from every file: " + found_in(site.data, gone));
    assert.deepEqual(found_in(site.data, gone, { deep: true }), []);
    assert.ok(found_in(site.data, kept).length >= 2, "the search is not blind: the other story is still found");
    assert.equal(planted(kept), 1, "the search must also see deflated text");
    assert.ok(tangible(site.data, ["search", kept]).stdout.includes(kept), "the other story must still be found");
    // The same mail again is refused as withdrawn and leaves no trace.
    assert.equal(tangible(site.data, ["receive"], { input: mail(gone) }).status, 0);
    await site.settled();
    assert.deepEqual(found_in(site.data, gone), []);
  } finally {
    await site.close();
  }
});
