// Files that are made to use up memory and time: each is parked or read within half a minute on a quiet machine, the server's own
// memory hardly grows, and a story that arrives after them is read as usual.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync, gzipSync } from "node:zlib";
import { Site, eventually, patience, tangible } from "./helpers/site.mjs";
import { zip } from "./helpers/zip.mjs";

const MiB = 1 << 20;
let site;
before(async () => { site = await Site.open({ sample: false }); });
after(() => site?.close());

const spaces = (bytes) => Buffer.alloc(bytes, " ");
const repeated = (text, times) => Buffer.from(text.repeat(times));
const mail = (fields, body) => Buffer.from(`From: a@home.example\nSubject: x\nMIME-Version: 1.0\n${fields}\n\n${body}`);
const types = { name: "[Content_Types].xml", bytes: Buffer.from('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>') };
const word = (bytes) => zip([types, { name: "word/document.xml", bytes }]);
const nested = (levels) => {
  let inner = zip([{ name: "a.txt", bytes: spaces(MiB) }]);
  for (let i = 0; i < levels; ++i) inner = zip(Array.from({ length: 8 }, (_, n) => ({ name: `${n}.zip`, bytes: inner })));
  return inner;
};
const pdf = (stream) => Buffer.concat([
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`),
  stream, Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n")]);

const bombs = {
  "spaces.docx": () => word(spaces(400 * MiB)),
  "deep.docx": () => word(repeated("<w:p>", 2_000_000)),
  "entities.docx": () => word(Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ""};`.repeat(10)}">`).join("") + "]><w:document><w:body><w:p>&a11;</w:p></w:body></w:document>")),
  "many.zip": () => zip(Array.from({ length: 5000 }, (_, i) => ({ name: `${i}.txt`, bytes: Buffer.from("x") }))),
  "zips.zip": () => nested(5),
  "spaces.gz": () => gzipSync(spaces(400 * MiB)),
  "stream.pdf": () => pdf(deflateSync(repeated("BT (a) Tj ET ", 20_000_000))),
  "deep.pdf": () => pdf(deflateSync(repeated("[", 5_000_000))),
  "deep.html": () => repeated("<div>", 2_000_000),
  "deep.rtf": () => Buffer.concat([Buffer.from("{\\rtf1 "), repeated("{", 5_000_000)]),
  "quotes.eml": () => mail("Content-Type: text/plain", (">".repeat(2000) + " a\n").repeat(8000)),
  "parts.eml": () => mail('Content-Type: multipart/mixed; boundary="b"', "--b\n\n\n".repeat(300_000)),
  "nested.eml": () => mail("Content-Type: text/plain", "").toString().replace("text/plain", 'multipart/mixed; boundary="b"') +
    Array.from({ length: 3000 }, (_, i) => `--b${i || ""}\nContent-Type: multipart/mixed; boundary="b${i + 1}"\n\n`).join(""),
  "names.eml": () => mail("To: " + "a@b.example, ".repeat(300_000), "x"),
  "header.eml": () => mail("Subject: " + "=?utf-8?q?a?= ".repeat(400_000), "x"),
  "lines.txt": () => repeated("a\n\n", 3_000_000),
  "one-line.csv": () => repeated('"a,', 5_000_000),
};

/// Returns null on failure: Node was blocked in the meantime, and may use a connection that the server has closed as idle.
const health = () => site.json("/health").then(({ body }) => body, () => null);
const server_memory = () => Number(readFileSync(`/proc/${site.process.pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/)[1]) / 1024;

test("bombs are parked in time and cost the server nothing", { timeout: 900_000 }, async () => {
  const warm = join(site.data, "warm.txt");
  writeFileSync(warm, "We met in the hall, and they listened.");
  assert.equal(tangible(site.data, ["receive", warm]).status, 0);
  await site.settled();
  const before = server_memory();
  for (const [name, make] of Object.entries(bombs)) {
    const file = join(site.data, name);
    writeFileSync(file, make());
    const began = Date.now();
    const run = tangible(site.data, ["receive", file]);
    assert.ok([0, 1, 3].includes(run.status), `${name}: ${run.status} ${run.stderr}`);
    await eventually(async () => (await health())?.unread === 0, name + " parked or read");
    assert.equal(site.process.exitCode, null, name + " ended the server");
    const took = (Date.now() - began) / 1000;
    assert.ok(took < 32 * patience(), `${name} took ${took} s`);
  }
  writeFileSync(join(site.data, "after.txt"), "A numbat story between the bombs.");
  assert.equal(tangible(site.data, ["receive", join(site.data, "after.txt")]).status, 0);
  await site.settled();
  assert.equal(tangible(site.data, ["search", "--use", "team", "numbat"]).stdout.split("\n").filter(Boolean).length, 1);
  const grew = server_memory() - before;
  // Workers open their workspaces when these are first needed, some MiB each; even the smallest bomb unpacks to more than this.
  assert.ok(grew < 32, `the server grew by ${grew} MiB`);
});
