// The coding desk: a story coded by keys alone, passages added by sentences and words, a disagreement that a third person
// settles, a reading without suggestions, and decisions taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, add_theme, eventually, press } from "./helpers/site.mjs";

let site, stories;
before(async () => {
  site = await Site.open();
  for (const name of ["ana", "ben", "cy"]) site.account(name, `${name}'s long pass phrase`);
  // Stories about which the sample's own coders have decided nothing.
  const told = (await site.json("/api/v1/themes/rel.trust/evidence")).body.quotes.map((q) => q.story);
  stories = [];
  for (const id of new Set(told))
    if ((await codings(id)).every((c) => c.verdict === "suggested")) stories.push(id);
  // The one with the most suggestions first.
  const counted = await Promise.all(stories.map(async (id) => [(await codings(id)).length, id]));
  stories = counted.sort((a, b) => b[0] - a[0]).map(([, id]) => id);
});
after(() => site?.close());

const signed_in = (name, how) => site.signed_in(name, `${name}'s long pass phrase`, how);
const said = (page) => page.locator("[role=status]").innerText();
const codings = async (id) => (await site.json("/api/v1/stories/" + id)).body.codings;

/// Presses a key with Alt, as people with a keyboard do, and waits for the page that follows.  Playwright's own key
/// presses leave out the letter by which Chromium finds an access key.
async function key(page, letter) {
  const keyboard = await page.context().newCDPSession(page), answered = page.waitForNavigation();
  const pressed = { modifiers: 1, key: letter, code: "Key" + letter.toUpperCase(), windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
  await keyboard.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, unmodifiedText: letter, ...pressed });
  await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed });
  await answered;
  await keyboard.detach();
}

test("keys alone lead through a story, one for each decision", async () => {
  const page = await signed_in("ana");
  await page.goto("/desk/" + stories[0]);
  const open = await page.locator("form:has([value=accepted])").count();
  assert.ok(open >= 2, "the sample's story has suggestions");
  let presses = 0;
  for (let left = open; left > 0; --left, ++presses) {
    const current = page.locator(".current");
    assert.equal(await current.count(), 1, "one suggestion is next");
    const theme = await current.locator("a").first().innerText();
    const no = presses % 3 === 2;
    await key(page, no ? "x" : "a");
    assert.match(await said(page), new RegExp(`^${no ? "Rejected" : "Accepted"}: ${theme}\\. ` +
      (left === 1 ? "Nothing is left" : `${left - 1} suggestions? (is|are) left`)));
    if (left > 1) assert.equal(new URL(page.url()).hash, "#" + await page.locator("li[id]:has(.current)").getAttribute("id"), "the page is at the next one");
  }
  assert.equal(presses, open);
  await key(page, "u");
  assert.match(await said(page), /^Taken back: .*\. 1 suggestion is left\./);
  for (let i = 1; i < open; ++i) await key(page, "u");
  assert.match(await said(page), new RegExp(`${open} suggestions are left`));
  assert.equal(await page.getByRole("button", { name: /Take my last decision back/ }).count(), 0);
});

test("a passage is added by sentences and words, and what was typed stays after a mistake", async () => {
  const page = await signed_in("ana"), id = stories[1];
  await page.goto("/desk/" + id);
  const { text } = (await site.json("/api/v1/stories/" + id)).body;
  const words = text.split("\n").at(-1).split(" ").slice(0, 3).join(" ");
  await page.getByLabel("From sentence").selectOption({ index: 0 });
  await page.getByLabel("To sentence").selectOption({ index: 2 });
  await page.getByLabel("Only these words").fill("no such words here");
  await page.getByLabel("Theme", { exact: true }).fill("hanging around");
  await press(page.getByRole("button", { name: "Add", exact: true }));
  assert.match(await page.locator("#add-error").innerText(), /These words are not in the sentences/);
  assert.equal(await page.getByLabel("Only these words").inputValue(), "no such words here");
  assert.equal(await page.getByLabel("To sentence").evaluate((s) => s.selectedIndex), 2);
  assert.match(await page.title(), /^Error: /);
  await page.getByLabel("To sentence").selectOption({ index: await page.locator("#to option").count() - 1 });
  await page.getByLabel("Only these words").fill(words.toUpperCase());
  await page.getByLabel("It speaks against the theme").check();
  await press(page.getByRole("button", { name: "Add", exact: true }));
  assert.match(await said(page), /^Added: /);
  const mine = await eventually(async () => (await codings(id)).find((c) => c.verdict === "added"), "the passage in the API");
  assert.equal(mine.quote, words);
  assert.equal(mine.polarity, "against");
});

test("two who differ are a dispute that a third settles, and the figures follow", async () => {
  const id = stories[2], trust = /^(Accept|Reject) Trust/;
  const decide = async (who, what) => {
    const page = await signed_in(who);
    await page.goto("/desk/" + id);
    await press(page.getByRole("button", { name: trust }).filter({ hasText: what }).first());
    await page.goto("/desk/" + id);
    return page;
  };
  const figures = async () => (await site.json("/api/v1/themes/rel.trust/evidence")).body;
  const before = await figures();
  await decide("ana", "Accept");
  await eventually(async () => (await figures()).passages_confirmed === before.passages_confirmed + 1, "confirmed", 2);
  const page = await decide("ben", "Reject");
  assert.match(await page.locator("ol.passages").first().innerText(), /people disagree · accepted by ana · rejected by ben/);
  const disputed = await eventually(async () => { const e = await figures(); return e.passages_disputed === before.passages_disputed + 1 && e; }, "disputed", 2);
  assert.equal(disputed.total.passages, before.total.passages, "a disputed passage is counted");
  assert.equal(disputed.passages_confirmed, before.passages_confirmed);
  assert.match(await (await fetch(site.base + "/themes/rel.trust")).text(), /People disagree about \d+ passages? on this theme/);
  const third = await signed_in("cy");
  const listed = third.locator(`section:has(#disputes) a[href$="${id}"]`), queued = third.locator(`section:has(#next) a[href*="${id}"]`);
  assert.equal(await listed.count() + await queued.count(), 1, "the dispute is listed, unless the story is to be read blind");
  await decide("cy", "Accept");
  await eventually(async () => { const e = await figures(); return e.passages_disputed === before.passages_disputed && e.passages_confirmed === before.passages_confirmed + 1; }, "settled", 2);
  await third.goto("/desk");
  assert.equal(await listed.count(), 0);
});

test("three people who decide at the same time lose nothing", async () => {
  const id = stories[3];
  const pages = await Promise.all(["ana", "ben", "cy"].map((name) => signed_in(name)));
  for (const page of pages) await page.goto("/desk/" + id);
  await Promise.all(pages.map((page) => add_theme(page, 0)));
  await pages[0].goto("/desk/agreement");
  await pages[0].goto("/desk/" + id);
  for (const [i, page] of pages.entries()) {
    await page.goto("/desk/" + id);
    assert.equal(await page.getByRole("button", { name: /Take my last decision back/ }).count(), 1, `decision ${i} is there`);
  }
});

test("a story that was drawn is read without a word of the machine", async () => {
  const page = await signed_in("cy");
  await page.goto("/desk");
  let address, suggested;
  for (const link of await page.locator("section:has(#next) ol.hits a").all()) {
    address = await link.getAttribute("href");
    suggested = (await codings(address.match(/[0-9A-Z-]{11}/)[0]).catch(() => [])) ?? [];
    if (suggested.length > 1) break;
  }
  assert.ok(suggested.length > 1, "a drawn story has suggestions");
  const html = await (await page.goto(address)).text();
  const without_picker = html.replace(/<datalist[^]*?<\/datalist>/, "");
  for (const c of suggested) {
    assert.ok(!without_picker.includes(c.theme), c.theme);
    assert.ok(!without_picker.toLowerCase().includes(`/themes/${c.theme.toLowerCase()}`), c.theme);
    if (c.cue) assert.ok(!without_picker.includes(`because of “${c.cue}”`), c.cue);
  }
  assert.equal(await page.locator("ol.passages li[id]").count(), 0);
  await press(page.getByRole("button", { name: "I have read it all" }));
  assert.ok((await page.locator("ol.passages li[id]").count()) > 0, "afterwards the suggestions are there");
});
