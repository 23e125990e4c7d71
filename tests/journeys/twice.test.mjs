// One story sent by mail and by form: a coder sees how much of the text is the same, marks the two as one, and thinks again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Site, eventually, tangible } from "./helpers/site.mjs";

let site, page, by_mail, by_form, manage;
const story = "We met in the quokkahall every week, and it took a year of coffee mornings before they began to trust us.\n" +
  "In the end the council gave us the keys, and nobody wrote any minutes.";
const counted = async () => (await site.json("/api/v1/stories?q=quokkahall")).body.stories;
const team_reads = () => page.goto("/search?q=quokkahall").then(() => page.locator("ol.hits > li").count());

before(async () => {
  site = await Site.open({ sample: false });
  site.account("river", "correct horse battery");
  const mail = "From: ann@home.example\nTo: tell@stories.example\nSubject: Our hall\nMessage-ID: <1@home.example>\n" +
    "Content-Type: text/plain; charset=utf-8\n\n" + story.toUpperCase().replace(/, /g, " – ") + "\n";
  assert.equal(tangible(site.data, ["receive"], { input: mail }).status, 0);
  page = await site.visitor();
  await page.goto("/tell/all");
  await page.getByLabel("Give your story a name").fill("The keys");
  await page.getByLabel("What happened?").fill(story);
  for (const use of ["team", "count", "publish", "quote"]) await page.locator("#uses-" + use).check();
  await page.getByRole("button", { name: "Send my story" }).click();
  manage = page.url();
  by_form = await page.locator(".reference").innerText();
  await site.settled();
  page = await site.signed_in("river", "correct horse battery");
});
after(() => site?.close());

test("the desk shows the overlap, and a coder can mark the two as one story", async () => {
  assert.equal(await team_reads(), 2);
  await page.goto("/desk/" + by_form);
  const twice = page.getByRole("region", { name: "Arrived twice?" });
  assert.match(await twice.innerText(), /OUR HALL[\s\S]*100 % of the text is the same[\s\S]*arrived by mail/i);
  await twice.getByRole("button", { name: "Mark as the same story" }).click();
  by_mail = page.url().match(/desk\/([^#]+)/)[1];
  assert.notEqual(by_mail, by_form, "the later story must be the copy");
  assert.ok((await twice.innerText()).includes(by_form));
  await eventually(async () => (await team_reads()) === 1, "one story");
  await page.goto("/desk/" + by_form);
  assert.ok(page.url().includes("/desk/" + by_mail), "a copy's address must lead to the story that is shown");
});

test("a coder can undo the mark, and mark the two as different stories", async () => {
  await page.goto("/desk/" + by_mail);
  await page.getByRole("button", { name: "Mark as not a duplicate" }).click();
  await eventually(async () => (await team_reads()) === 2, "two stories again");
  await page.goto("/desk/" + by_mail);
  await page.getByRole("button", { name: "Mark as the same story" }).click();
  await page.getByRole("button", { name: "Mark as not a duplicate" }).click();
  await eventually(async () => { await page.goto("/desk/" + by_mail); return page.getByRole("button", { name: "Mark as two different stories" }).count(); }, "the pair proposed again");
  await page.getByRole("button", { name: "Mark as two different stories" }).click();
  for (const id of [by_mail, by_form]) {
    await page.goto("/desk/" + id);
    assert.equal(await page.locator("#twice").count(), 0);
  }
  assert.equal(await team_reads(), 2);
});

test("nobody may mark stories without signing in and the page's token", async () => {
  const body = new URLSearchParams({ other: by_mail, likeness: "same" });
  const path = `/desk/${by_form}/likeness`;
  assert.equal((await fetch(site.base + path, { method: "POST", body })).status, 401);
  const [cookie] = await page.context().cookies();
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  assert.equal((await fetch(site.base + path, { method: "POST", headers, body })).status, 403);
});

test("taking one of the two back takes back both", async () => {
  const csrf = await page.goto("/desk/" + by_form).then(() => page.locator("input[name=csrf]").first().inputValue());
  const answer = await page.request.post(`/desk/${by_form}/likeness`, { form: { csrf, other: by_mail, likeness: "same" } });
  assert.equal(answer.status(), 200);
  await eventually(async () => (await team_reads()) === 1, "one story");
  await page.goto(manage);
  await page.getByLabel("Erase it", { exact: true }).check();
  await page.getByLabel("I am sure").check();
  await page.getByRole("button", { name: "Take my story back" }).click();
  await eventually(async () => (await team_reads()) === 0, "neither of the two found");
  assert.equal((await fetch(site.base + "/stories/" + by_form)).status, 410);
  assert.equal((await fetch(site.base + "/stories/" + by_mail)).status, 404, "the story by mail was never public");
  assert.equal(await counted(), 0);
});
