// A story goes through moderation: its teller sends it, nobody outside the team sees it, a moderator hides a name and asks
// the teller, the teller agrees, and then everybody reads it without the name.  Scripts are off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, eventually, load_sample, tangible } from "./helpers/site.mjs";

const password = "ten letters at least";
let site, reference, link, moderator;
before(async () => {
  process.env.TANGIBLE_MODERATION = "before";
  site = await Site.open();
  site.account("mo", password, "moderator");
  moderator = await site.signed_in("mo", password);
});
after(() => site?.close());

const found = async (word) => (await site.json("/api/v1/stories?q=" + word)).body.stories;

test("what is sent waits, and says so to its teller", async () => {
  const teller = await site.visitor();
  await teller.goto("/tell/all");
  await teller.getByLabel("What happened?").fill("Philippa Quexley from the council washed dishes with us.\nWe trusted her after the zoetrope year.");
  for (const use of ["team", "count", "publish", "quote"]) await teller.locator("#uses-" + use).check();
  await teller.getByRole("button", { name: "Send my story" }).click();
  link = new URL(teller.url()).pathname;
  reference = await teller.locator(".reference").innerText();
  await eventually(async () => { await teller.reload(); return (await teller.locator("#seen").count()) === 1; }, "the story as kept");
  assert.match(await teller.locator("main").innerText(), /Somebody in our team reads your story before other people can/);
  await site.settled();
  assert.equal(await found("zoetrope"), 0);
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 404);
});

test("a newcomer finds stories of the sample in the queue, and the new one last", async () => {
  await moderator.goto("/moderate");
  assert.ok((await moderator.locator("section[aria-labelledby=waiting] li").count()) >= 3);
  await moderator.goto("/moderate?page=99");
  assert.ok((await moderator.locator("section[aria-labelledby=waiting] li").last().innerText()).includes(reference));
});

test("a newcomer sees words that were hidden with the teller's agreement, an answered complaint and a story that was taken back", async () => {
  const said = load_sample(site.data).stderr;
  const pages = (kind) => [...said.matchAll(new RegExp(`/${kind}/[\\w-]+`, "g"))].map(([path]) => path);
  const [hidden, gone] = pages("stories"), [teller, teller_of_gone] = pages("manage"), [complaint] = pages("complaint");
  const visitor = await site.visitor();
  const text = async (page, path) => { await page.goto(path); return page.locator("main").innerText(); };
  const shown = await text(visitor, hidden);
  assert.match(shown, /finding \[a neighbour\]\./);
  assert.doesNotMatch(shown, /Aitken/);
  assert.match(await text(visitor, teller), /Mr Aitken becomes \[a neighbour\]/);
  assert.match(await text(visitor, complaint), /Our team answered[^]*We asked the teller/);
  assert.match(await text(visitor, gone), /This story was taken back/);
  assert.match(await text(visitor, teller_of_gone), /Certificate of erasure/);

  const [moderated] = pages("moderate"), [at_desk] = pages("complaints");
  assert.match(await text(moderator, moderated), /finding Mr Aitken[^]*The teller was asked[^]*The teller agreed/);
  assert.match(await text(moderator, "/complaints"), /C-1\b[^]*answered/);
  assert.match(await text(moderator, at_desk), /take out his name/);
});

test("a moderator hides a name and asks the teller, who agrees", async () => {
  await moderator.goto("/moderate/" + reference);
  assert.match(await moderator.locator("section[aria-labelledby=original]").innerText(), /Philippa Quexley/);
  await moderator.getByLabel("Words to hide").fill("Philippa Quexley");
  await moderator.getByLabel("What others see in their place").fill("[an officer]");
  await moderator.getByRole("button", { name: "Hide these words" }).click();
  assert.match(await moderator.locator("section[aria-labelledby=seen]").innerText(), /^[^]*\[an officer\] from the council/);
  await moderator.getByLabel("Note").fill("Is it right like this?");
  await moderator.getByRole("button", { name: "Ask the teller first" }).click();
  assert.equal(await found("zoetrope"), 0);
  const passed = tangible(site.data, ["moderate", "pass", reference]);
  assert.notEqual(passed.status, 0);
  assert.match(passed.stderr, /was asked and has not answered/);
  assert.equal(await found("zoetrope"), 0);

  const teller = await site.visitor();
  await teller.goto(link);
  assert.match(await teller.locator("main").innerText(), /Is it right like this\?/);
  assert.match(await teller.locator("main").innerText(), /look at your story as other people would see it[^]*\[an officer\] from the council[^]*I agree/);
  await teller.getByRole("button", { name: "I agree" }).click();
  await eventually(async () => (await found("zoetrope")) === 1, "found by everyone");
  const page = await (await fetch(site.base + "/stories/" + reference)).text();
  assert.match(page, /\[an officer\] from the council/);
  assert.doesNotMatch(page, /Quexley/);
  assert.equal(await found("Quexley"), 0);
});

test("what a moderator hid stays hidden when the teller corrects the text", async () => {
  const teller = await site.visitor();
  await teller.goto(link);
  await teller.getByRole("link", { name: "Correct your story" }).click();
  const words = teller.getByLabel("What happened?");
  const before = await words.inputValue();
  await words.fill("We met Philippa Quexley at the ombrophile garden.\n" + before.replace("the zoetrope year", "her zoetrope year"));
  await teller.getByRole("button", { name: "Save the corrected story" }).click();
  await moderator.goto("/moderate/" + reference);
  assert.match(await moderator.locator("main").innerText(), /The program hid words in 1 place/);
  assert.match(await moderator.locator("section[aria-labelledby=record]").innerText(), /Words were hidden [^\n]*program/);
  assert.doesNotMatch(await moderator.locator("section[aria-labelledby=seen]").innerText(), /Quexley/);
  await moderator.getByRole("button", { name: "Pass: let others read it" }).click();
  await eventually(async () => (await found("ombrophile")) === 1, "the corrected text is found");
  assert.equal(await found("Quexley"), 0);
});

test("what is kept for the team is gone for everybody else within a second or two", async () => {
  await moderator.goto("/moderate/" + reference);
  await moderator.getByRole("button", { name: "Keep for the team" }).click();
  assert.match(await moderator.locator("#reason-error").innerText(), /Choose a reason/);
  await moderator.getByLabel("It could bring harm").check();
  await moderator.getByRole("button", { name: "Keep for the team" }).click();
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 404);
  await eventually(async () => (await found("zoetrope")) === 0, "found by nobody");
});

test("the command passes what waits", async () => {
  const listed = tangible(site.data, ["moderate"]);
  assert.equal(listed.status, 0);
  const ids = listed.stdout.trim().split("\n").map((line) => line.split("\t")[0]);
  const some = tangible(site.data, ["moderate", "pass", ...ids]);
  assert.equal(some.status, 1, "the program proposes to hide words in some");
  assert.match(some.stderr, /Nobody has decided yet about \d+ proposals/);
  const left = tangible(site.data, ["moderate"]).stdout.trim().split("\n").map((line) => line.split("\t")[0]);
  assert.equal(tangible(site.data, ["moderate", "pass", "--leave-proposals", ...left]).status, 0);
  assert.equal(tangible(site.data, ["moderate"]).status, 4);
  await eventually(async () => (await found("Pellworth")) === 1, "found by everyone");
  assert.equal(tangible(site.data, ["moderate", "keep", ids[0]]).status, 64);
  const kept = tangible(site.data, ["moderate", "pass", reference]);
  assert.notEqual(kept.status, 0);
  assert.match(kept.stderr, /somebody decided to keep .* for the team/);
});
