// One sender's slow documents hold up nobody else: neither a quick story nor another sender's document waits behind them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { Site, eventually, patience } from "./helpers/site.mjs";

const pdf = (stream, dictionary = "") => Buffer.concat([
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 99]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length ${stream.length}${dictionary}>>stream\n`),
  stream, Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n")]);
/// Twenty million empty lines: reading them takes longer than the first look allows.
const slow = pdf(deflateSync(Buffer.from("BT (a) Tj ET ".repeat(20_000_000))), "/Filter/FlateDecode");

test("stories are read while one sender's slow documents are still waiting", { timeout: 900_000 }, async () => {
  const site = await Site.open({ sample: false });
  const post = async (type, body) => {
    const r = await fetch(site.base + "/api/v1/stories?uses=team&uses=publish&uses=count", { method: "POST", headers: { "content-type": type }, body });
    assert.equal(r.status, 201, await r.text());
  };
  const found = (word) => site.json("/api/v1/stories?q=" + word).then(({ body }) => body.hits?.length === 1, () => false);
  try {
    await post("text/plain", "A wombat story, by which all is warm.");
    await eventually(() => found("wombat"), "the first story found");
    for (let i = 0; i < 8; ++i) await post("application/pdf", Buffer.concat([slow, Buffer.from("% " + i)]));
    const document = (words, padding) => pdf(Buffer.from(`BT /F 9 Tf 9 9 Td (${words}) Tj ET` + " ".repeat(padding)));
    for (const [word, type, body, most] of [
      ["potoroo", "application/pdf", document("A potoroo story in a long document.", 200_000), 20],
      ["numbat", "text/plain", "A numbat story, told by somebody else.", 5],
      ["bilby", "application/pdf", document("A bilby story in a short document.", 0), 5],
    ]) {
      const began = Date.now();
      await post(type, body);
      await eventually(() => found(word), word);
      const took = (Date.now() - began) / 1000;
      console.log(`${word}: ${took.toFixed(1)} s`);
      assert.ok(took < most * patience(), `${word} took ${took} s`);
      assert.ok((await site.json("/health")).body.unread > 1, "the slow documents must still be waiting");
    }
  } finally {
    await site.close();
  }
});
