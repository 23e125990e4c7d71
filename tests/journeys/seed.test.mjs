// The same article as .txt, .eml, .docx and .pdf gives the same normal text, language, tags and search hits.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { chromium } from "playwright-core";
import { corpora, missing_corpora, new_folder, tangible } from "./helpers/site.mjs";

const escaped = (t) => t.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function crc32(bytes) {
  let crc = ~0;
  for (const b of bytes) { crc ^= b; for (let k = 0; k < 8; ++k) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1)); }
  return ~crc >>> 0;
}

/// Returns a zip archive of {name: text}, deflated (APPNOTE 4.3).
function zip(members) {
  const parts = [], index = [];
  let at = 0;
  for (const [name, text] of Object.entries(members)) {
    const bytes = Buffer.from(text), packed = deflateRawSync(bytes), label = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0); facts.writeUInt16LE(8, 4); facts.writeUInt16LE(0x21, 8); facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14); facts.writeUInt32LE(bytes.length, 18); facts.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, label, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    index.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), facts, tail, label]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(index), end = Buffer.alloc(18);
  end.writeUInt16LE(index.length, 4); end.writeUInt16LE(index.length, 6); end.writeUInt32LE(directory.length, 8); end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\x05\x06"), end]);
}

function docx(lines) {
  const w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  return zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${w}"><w:body>${lines.map((l) => `<w:p><w:r><w:t xml:space="preserve">${escaped(l)}</w:t></w:r></w:p>`).join("")}</w:body></w:document>`,
  });
}

async function pdf(lines) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.setContent(`<!DOCTYPE html><meta charset="utf-8"><body style="font:12pt serif">${lines.filter((l) => l.trim()).map((l) => `<p>${escaped(l)}</p>`).join("")}`);
  const bytes = await page.pdf({ format: "A4", margin: { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" } });
  await browser.close();
  return bytes;
}

function wrapped(line, width) {
  const out = [""];
  for (const word of line.split(" ")) out.at(-1) && out.at(-1).length + 1 + word.length > width ? out.push(word) : (out[out.length - 1] += (out.at(-1) ? " " : "") + word);
  return out;
}

test("one article in ten formats gives the same text, language, tags and hits", { skip: missing_corpora(), timeout: 900_000 }, async () => {
  const text = readFileSync(join(corpora, "seed/coproduction-conversation.txt"), "utf8");
  const lines = text.split("\n");
  const head = "From: A <a@example.org>\r\nTo: b@example.org\r\nSubject: An article\r\nDate: Mon, 14 Oct 2019 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
  const plain = "Content-Type: text/plain; charset=utf-8\r\n";
  const html = `<html><body>${lines.filter((l) => l.trim()).map((l) => `<p>${escaped(l)}</p>`).join("\n")}</body></html>`;
  const dresses = {
    "a.txt": text,
    "decomposed.txt": text.normalize("NFD").replaceAll("\n", "\r\n"),
    "wrapped.txt": lines.flatMap((l) => wrapped(l, 72)).join("\n"),
    "utf16.txt": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
    "a.eml": head + plain + "Content-Transfer-Encoding: base64\r\n\r\n" + Buffer.from(text).toString("base64").replace(/.{76}/g, "$&\r\n"),
    "wrapped.eml": head + plain + "Content-Transfer-Encoding: 8bit\r\n\r\n" + lines.flatMap((l) => wrapped(l, 76)).join("\r\n"),
    "html.eml": head + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\r\n"),
    "a.html": `<!DOCTYPE html><html><head><meta charset="utf-8"><title>ignored</title></head>${html.slice(6)}`,
    "a.docx": docx(lines),
    "a.pdf": await pdf(lines),
  };
  const seen = {};
  for (const [name, bytes] of Object.entries(dresses)) {
    const data = new_folder(), file = join(data, name);
    writeFileSync(file, bytes);
    assert.equal(tangible(data, ["receive", file]).status, 0, name);
    const hits = ["coproduction", "co-production", "\"drinking tea\"", "\"build trusting relationships\"", "theme:rel.presence", "\"washing dish\""].map((q) => tangible(data, ["search", q]).stdout.split("\n").filter(Boolean).length);
    const looked = JSON.parse(tangible(data, ["look", "story", file]).stdout);
    const found = JSON.parse(tangible(data, ["search", "--json", "coproduction"]).stdout);
    const tags = found.hits[0].themes.map((t) => `${t.theme} ${t.passages}`).join("; ");
    seen[name] = { text: looked.text, language: looked.language, tags, hits };
    rmSync(data, { recursive: true });
  }
  const first = seen["a.txt"];
  assert.equal(first.language, "en");
  assert.ok(first.tags.length > 0);
  assert.deepEqual(first.hits, [1, 1, 1, 1, 1, 1]);
  for (const [name, got] of Object.entries(seen)) {
    assert.equal(got.text, first.text, name);
    assert.deepEqual(got, first, name);
  }
});
