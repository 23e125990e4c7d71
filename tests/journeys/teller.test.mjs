// A teller without scripts writes a story, is told what is missing, sends it, sees it stored, allows less and takes it back.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, eventually } from "./helpers/site.mjs";

let site;
before(async () => { site = await Site.open({ sample: false }); });
after(() => site?.close());

const found = async (word) => (await site.json("/api/v1/stories?q=" + word)).body.stories;

test("no box is ticked in advance, and the form says what is missing", async () => {
  const page = await site.visitor();
  await page.goto("/");
  await page.getByRole("link", { name: "Tell your story" }).first().click();
  await page.getByRole("link", { name: "All the questions on one page" }).click();
  assert.equal(await page.locator("input[type=checkbox]:checked").count(), 0);
  await page.getByLabel("Give your story a name").fill("The kettle");
  await page.getByRole("button", { name: "Send my story" }).click();
  assert.match(await page.title(), /^Error: /);
  const problems = page.locator(".problems a");
  assert.equal(await problems.count(), 2);
  for (const link of await problems.all())
    assert.equal(await page.locator(await link.getAttribute("href")).count(), 1, "each problem must link to its field");
  assert.equal(await page.getByLabel("Give your story a name").inputValue(), "The kettle", "typed words must be kept");
});

test("a story is sent, stored, narrowed in its consent and taken back", async () => {
  const page = await site.visitor();
  await page.goto("/tell/all");
  await page.getByLabel("Give your story a name").fill("The kettle");
  await page.getByLabel("What happened?").fill("It took a year of coffee mornings before they began to trust us.\nThe quokkafern kettle was ours.");
  await page.getByLabel("In which year").fill("2021");
  for (const use of ["team", "count", "publish", "quote"]) await page.locator("#uses-" + use).check();
  await page.getByRole("button", { name: "Send my story" }).click();
  assert.match(page.url(), /\/manage\/[0-9a-f]{40}\?told=yes$/);
  const reference = await page.locator(".reference").innerText();
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
  await eventually(async () => { await page.reload(); return (await page.locator("article").count()) === 1; }, "the stored story");
  assert.match(await page.locator("article").innerText(), /quokkafern kettle was ours/);
  await eventually(async () => (await found("quokkafern")) === 1, "the story found by everyone");
  const story = (await site.json("/api/v1/stories/" + reference)).body;
  assert.equal(story.year, 2021);

  await page.locator("input[type=checkbox][value=publish]").uncheck();
  await page.locator("input[type=checkbox][value=quote]").uncheck();
  await page.getByRole("button", { name: "Save my choices" }).click();
  await eventually(async () => (await found("quokkafern")) === 0, "the story no longer found by everyone");
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 404);

  await page.getByLabel("Erase it", { exact: true }).check();
  await page.getByLabel("I am sure").check();
  await page.getByRole("button", { name: "Take my story back" }).click();
  assert.match(await page.locator("h1").innerText(), /taken back/);
  assert.equal((await fetch(site.base + "/stories/" + reference)).status, 410);
});

test("an uploaded file becomes a story", async () => {
  const file = join(site.data, "my story.txt");
  writeFileSync(file, "The umbrellastand project ended in 2019 but we still meet every month.");
  const page = await site.visitor();
  await page.goto("/tell/all");
  await page.locator("#files").setInputFiles(file);
  for (const use of ["team", "count", "publish"]) await page.locator("#uses-" + use).check();
  await page.getByRole("button", { name: "Send my story" }).click();
  await eventually(async () => (await found("umbrellastand")) === 1, "the story found");
});

test("a form sent twice gives one story, and another text from the same page gives another", async () => {
  const page = await (await fetch(site.base + "/tell/all")).text();
  const token = page.match(/name="token" value="([^"]+)"/)[1];
  const send = async (story) => {
    const form = new FormData();
    for (const [name, value] of [["token", token], ["story", story], ["uses", "team"], ["uses", "publish"], ["end", "complete"]]) form.append(name, value);
    return (await fetch(site.base + "/tell", { method: "POST", body: form, redirect: "manual" })).headers.get("location");
  };
  const first = await send("Marmaladebridge was painted by both sides of the street.");
  assert.match(first, /^\/manage\/[0-9a-f]{40}\?told=yes$/);
  assert.equal(await send("Marmaladebridge was painted by both sides of the street."), first, "the same private link");
  assert.notEqual(await send("Marmaladebridge was painted again, by nobody we knew."), first);
  await eventually(async () => (await found("marmaladebridge")) === 2, "two stories found");
});
