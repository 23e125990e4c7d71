// A teller mends a story, adds to it, sees the record of every answer, gets all data as a file, and takes the story back
// in three degrees.  Others read it only while its teller and a moderator allow it.  Scripts are off.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import jsonld from "jsonld";
import { Site, eventually, tangible } from "./helpers/site.mjs";
import { unzipped } from "./helpers/zip.mjs";

const password = "ten letters at least";
let site, teller, moderator, reference, path;
before(async () => {
  process.env.TANGIBLE_MODERATION = "before";
  site = await Site.open({ sample: false, env: { TANGIBLE_JURISDICTION: "GB", TANGIBLE_AUTHORITY: "the Office of Wombat Data" } });
  site.account("mo", password, "moderator");
  moderator = await site.signed_in("mo", password);
  teller = await site.visitor({ width: 320 });
});
after(() => site?.close());

const found = async (word) => (await site.json("/api/v1/stories?q=" + word)).body.stories;
async function pass() {
  await moderator.goto("/moderate/" + reference);
  await moderator.getByRole("button", { name: "Pass: let others read it" }).click();
}

test("a story that was told is passed by a moderator", async () => {
  await teller.goto("/tell/all");
  await teller.getByLabel("What happened?").fill("We kept meeting at the lighthouse kitchen.\nThey listend to us, wobbegong and all.");
  for (const use of ["team", "count", "publish", "quote"]) await teller.locator("#uses-" + use).check();
  await teller.getByRole("button", { name: "Send my story" }).click();
  path = new URL(teller.url()).pathname;
  reference = await teller.locator(".reference").first().innerText();
  await eventually(async () => { await teller.reload(); return (await teller.locator("#kept").count()) === 1; }, "the story as kept");
  await pass();
  await eventually(async () => (await found("wobbegong")) === 1, "found by everyone");
});

test("a corrected story waits again, and the team keeps the earlier version", async () => {
  await teller.goto(path);
  await teller.getByRole("link", { name: "Correct your story" }).click();
  const words = teller.getByLabel("What happened?");
  assert.match(await words.inputValue(), /listend to us/);
  await words.fill((await words.inputValue()).replace("listend", "listened"));
  await teller.getByLabel("In which year").fill("twenty");
  await teller.getByRole("button", { name: "Save the corrected story" }).click();
  assert.match(await teller.title(), /^Error: /);
  assert.match(await words.inputValue(), /listened to us/, "what was typed is kept");
  await teller.getByLabel("In which year").fill("2020");
  await teller.getByRole("button", { name: "Save the corrected story" }).click();
  assert.match(await teller.locator("[role=status]").first().innerText(), /corrected story is saved/);
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 404, "it waits for a moderator");
  await moderator.goto("/moderate/" + reference);
  assert.match(await moderator.locator("section[aria-labelledby=versions]").textContent(), /listend to us/);
  await pass();
  await eventually(async () => (await site.json("/api/v1/stories/" + reference)).body?.year === 2020, "the new year");
});

test("what happened next becomes part of the story", async () => {
  await teller.goto(path);
  await teller.getByRole("button", { name: "Add this to my story" }).click();
  assert.match(await teller.locator("#next-error").innerText(), /Write what happened next/);
  await teller.getByLabel("Add to your story").fill("A year later the quinoxfern group still meets.");
  await teller.getByRole("button", { name: "Add this to my story" }).click();
  await eventually(async () => { await teller.reload(); return /quinoxfern/.test(await teller.locator("article.story").first().innerText()); }, "the addition");
  assert.equal(await found("quinoxfern"), 0, "it waits for a moderator too");
  await pass();
  await eventually(async () => (await found("quinoxfern")) === 1, "found by everyone");
});

test("the receipt has each answer, and is JSON-LD that needs no network", async () => {
  await teller.goto(path);
  await teller.getByRole("link", { name: "Everything you said yes or no to" }).click();
  const main = await teller.locator("main").innerText();
  for (const said of [/May our team read your story\?\s+Yes, /, /May researchers read your story\?\s+No, /, /SHA-256|story-form\//, /complain to the Office of Wombat Data/]) assert.match(main, said);
  const record = JSON.parse(await (await fetch(site.base + path + "/consent.json")).text());
  const refuse = () => { throw new Error("a context outside the document"); };
  const quads = await jsonld.toRDF(record, { documentLoader: refuse });
  const dpv = "https://w3id.org/dpv#";
  const of = (predicate) => quads.filter((q) => q.predicate.value === predicate);
  const processes = of(dpv + "hasProcess").map((q) => q.object.value);
  assert.equal(processes.length, 5, "one process for each use");
  for (const process of processes) {
    const has = (predicate) => quads.filter((q) => q.subject.value === process && q.predicate.value === predicate);
    assert.equal(has(dpv + "hasPurpose").length, 1, process);
    const answers = has(dpv + "hasConsentStatus");
    assert.ok(answers.length >= 1, process);
    for (const answer of answers)
      for (const field of [dpv + "isIndicatedAtTime", dpv + "isIndicatedBy", dpv + "hasIndicationMethod", dpv + "hasNotice", "http://purl.org/dc/terms/created"])
        assert.equal(quads.filter((q) => q.subject.value === answer.object.value && q.predicate.value === field).length, 1, field);
  }
  assert.equal(of("http://spdx.org/rdf/terms#checksumValue").length, 1);
  for (const field of ["hasDataController", "hasDataSubject", "hasStorageCondition", "hasRight", "hasJurisdiction", "hasAuthority"]) assert.equal(of(dpv + field).length, 1, field);
  const run = tangible(site.data, ["consent", reference]);
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(JSON.parse(run.stdout)["dpv:hasProcess"].map((p) => p["dpv:hasConsentStatus"].length), record["dpv:hasProcess"].map((p) => p["dpv:hasConsentStatus"].length));
});

test("all data about a story is one file", async () => {
  const reply = await fetch(site.base + path + "/everything.zip");
  assert.equal(reply.headers.get("content-type"), "application/zip");
  const bytes = Buffer.from(await reply.arrayBuffer()).toString("latin1");
  for (const name of ["story.txt", "earlier-version-1.txt", "added-later-1.txt", "consent.jsonld", "moderation.csv", "passages.csv", "sent.bytes", "index.html"])
    assert.ok(bytes.includes(name), name);
  // The command gives the same to somebody who has lost the link.
  const written = tangible(site.data, ["person", reference], { encoding: "buffer" });
  assert.equal(written.status, 0, written.stderr);
  const files = unzipped(written.stdout);
  assert.match(files[reference + "/story.txt"].toString(), /wobbegong/);
  assert.deepEqual(Object.keys(files).sort(), Object.keys(unzipped(Buffer.from(bytes, "latin1"))).map((name) => reference + "/" + name).sort());
  assert.ok(!Object.values(files).some((file) => /\bmo\b/.test(file.toString())), "no account is named");
  assert.equal(tangible(site.data, ["person", "--mail", "nobody@home.example"]).status, 4);
});

test("taking back takes no more steps than giving, in three degrees", async () => {
  const back = async (degree) => {
    await teller.goto(path);
    await teller.getByLabel(degree, { exact: true }).check();
    await teller.getByRole("button", { name: "Take my story back" }).click();
  };
  const allowed = async () => (await site.json("/api/v1/stories/" + reference)).status;
  await back("Stop quoting it");
  assert.equal(await teller.locator("input[value=quote][type=checkbox]").isChecked(), false);
  assert.equal(await allowed(), 200, "still read by everyone");
  await back("Stop showing it");
  assert.equal(await allowed(), 404);
  await back("Erase it");
  assert.match(await teller.locator("#unsure").innerText(), /was not erased/);
  await teller.getByLabel("I am sure").check();
  await teller.getByRole("button", { name: "Take my story back" }).click();
  assert.match(await teller.locator("h1").innerText(), /taken back/);
  await eventually(async () => { await teller.reload(); return !/Not yet/.test(await teller.locator("#certificate + dl").innerText()); }, "the whole certificate");
  await teller.getByRole("link", { name: "What you had said yes to" }).click();
  assert.match(await teller.locator("main").innerText(), /No longer/);
});

test("no byte of the story, its correction or its addition is left", async () => {
  await site.stop();
  const files = readdirSync(site.data, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  assert.ok(files.length > 3);
  for (const f of files) {
    const bytes = readFileSync(join(f.path, f.name)).toString("latin1").toLowerCase();
    for (const word of ["wobbegong", "listend", "quinoxfern"]) assert.ok(!bytes.includes(word), `${word} in ${f.name}`);
  }
});
