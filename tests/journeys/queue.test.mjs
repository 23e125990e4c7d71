// A moderator goes through 30 stories with three personal details each, takes every detail one by one with a button, and
// passes every story.  Scripts are off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, patience, press } from "./helpers/site.mjs";

const password = "ten letters at least", stories = 30, a_page = 25, budget_ms = 6 * 60_000;
let site, moderator;
before(async () => {
  process.env.TANGIBLE_MODERATION = "before";
  site = await Site.open({ sample: false });
  site.account("mo", password, "moderator");
  for (let i = 0; i < stories; ++i) {
    const sent = await fetch(`${site.base}/api/v1/stories?uses=team&uses=count&uses=publish&title=Shed+${i}`, {
      method: "POST", headers: { "content-type": "text/plain" },
      body: `We painted shed ${i} in one winter with both streets. Ring 01632 960 ${100 + i} or write to shed${i}@example.org. ` +
        `The key hangs at ${i + 1} Mill Lane, and everybody knows it by now. They kept turning up.` });
    assert.equal(sent.status, 201, await sent.text());
  }
  await site.settled();
  moderator = await site.signed_in("mo", password);
});
after(() => site?.close());

const proposals = () => moderator.locator("button[value=hide]");

test("the queue shows a page of stories with what waits in each, fast", async () => {
  const began = Date.now();
  await moderator.goto("/moderate");
  const took = Date.now() - began;
  console.log(`  the queue of ${stories} stories came in ${took} ms`);
  assert.ok(took < 1000 * patience(), `${took} ms`);
  const shown = await moderator.locator("ol.hits li").allInnerTexts();
  assert.equal(shown.length, a_page);
  for (const line of shown) assert.match(line, /^Shed \d+\s+[\w-]+ · \w+ · English · arrived today · 3 proposals$/);
  await press(moderator.getByRole("link", { name: "Next", exact: true }));
  assert.equal(await moderator.locator("ol.hits li").count(), stories - a_page);
});

test("30 stories with three proposals each are passed in under six minutes", async () => {
  await moderator.goto("/moderate");
  const began = Date.now();
  await press(moderator.locator("ol.hits a").first());
  for (let i = 0; i < stories; ++i) {
    assert.equal(await proposals().count(), 3, moderator.url());
    for (let left = 3; left > 0; --left) await press(proposals().first());
    assert.equal(await proposals().count(), 0);
    await press(moderator.getByRole("button", { name: /^Pass: / }));
    assert.match(await moderator.locator("p.done").innerText(), /: Passed: others may read it\. Open it again to undo this$/);
  }
  const took = Date.now() - began;
  console.log(`  ${stories} stories were passed in ${(took / 1000).toFixed(1)} s`);
  assert.ok(took < budget_ms * patience(), `${took} ms`);
  assert.equal(new URL(moderator.url()).pathname, "/moderate", "after the last story comes the queue");
  assert.match(await moderator.locator("main").innerText(), /There is nothing here/);
  await site.settled();
  assert.equal((await site.json("/api/v1/stories?q=shed")).body.stories, stories);
  for (const word of ["01632", "example.org", "Mill"])
    assert.equal((await site.json("/api/v1/stories?q=" + encodeURIComponent(word))).body.stories, 0, word);
});

test("the last decision is undone from the line that says it, and each main button names its key", async () => {
  await press(moderator.getByRole("link", { name: "Open it again to undo this" }));
  const reference = moderator.url().match(/moderate\/([\w-]+)/)[1];
  await press(moderator.getByRole("button", { name: /^Put back into the queue/ }));
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 404);
  assert.ok((await moderator.locator("button[accesskey=p]").innerText()).startsWith("Pass"));
  await press(moderator.getByRole("button", { name: "Undo" }).first());
  for (const [key, pressed] of [["h", "Hide"], ["l", "Leave it"], ["a", "Hide all"], ["t", "Ask"], ["k", "Keep"], ["s", "Not a story"]])
    assert.ok((await moderator.locator(`button[accesskey=${key}]`).innerText()).startsWith(pressed), key);
  await press(moderator.locator("button[accesskey=a]"));
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 200);
});
