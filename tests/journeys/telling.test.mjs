// A story told on the short pages: by keyboard alone, with mistakes, left and taken up again, and on a server that is killed.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Site, eventually, press, root } from "./helpers/site.mjs";

let site;
before(async () => { site = await Site.open({ sample: false }); });
after(() => site?.close());

const go_on = (page, name = "Continue") => press(page.getByRole("button", { name, exact: true }));

/// Writes the first page's words; leaves the visitor on the second page and returns the draft's path.
async function begin(page, words) {
  await page.goto("/tell/story");
  await page.getByLabel("What happened?").fill(words);
  await go_on(page);
  return new URL(page.url()).pathname.replace("/about", "");
}

test("a teller with a keyboard and without scripts comes from the first page to the private link in 60 presses", async () => {
  const page = await site.visitor();
  let presses = 0;
  const key = async (name) => {
    ++presses;
    await page.keyboard.press(name);
  };
  /// Moves to the element, and checks that its focus can be seen.
  const tab_to = async (what) => {
    for (let i = 0; i < 30; ++i) {
      await key("Tab");
      const at = await page.evaluate((s) => {
        const e = document.activeElement;
        const style = getComputedStyle(e), box = e.getBoundingClientRect();
        const above = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
        return { found: e.matches(s), shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
          covered: !(e.contains(above) || above?.contains(e)), name: e.outerHTML.slice(0, 80) };
      }, what);
      assert.ok(at.shown, "no visible focus on " + at.name);
      assert.ok(!at.covered, "covered: " + at.name);
      if (at.found) return;
    }
    throw new Error("not reached by Tab: " + what);
  };
  const skip = async () => { await key("Tab"); await key("Enter"); };
  const follow = async () => { const there = page.waitForNavigation(); await key("Enter"); await there; };
  await page.goto("/");
  await skip();
  await tab_to('a[href="/tell"]');
  await follow();
  await skip();
  await tab_to("button");
  await follow();
  await skip();
  await tab_to("#story");
  await page.keyboard.type("We met in the quollhall.");
  await tab_to("#files");
  await page.locator("#files").setInputFiles({ name: "more.txt", mimeType: "text/plain", buffer: Buffer.from("And the bettongfile came, too.") });
  await tab_to("button.button");
  await follow();
  await skip();
  await tab_to("#title");
  await page.keyboard.type("Our hall");
  await follow();
  for (const question of ["say", "trust"]) {  // Enter on a radio button sends the page
    await skip();
    await tab_to("input[type=radio]");
    await key("Space");
    await follow();
    assert.ok(!page.url().endsWith(question));
  }
  await skip();
  await tab_to("summary");
  await key("Enter");
  await tab_to("input[type=checkbox]");
  await key("Space");
  await follow();
  await skip();
  await tab_to("#uses-team");
  await key("Space");
  for (const use of ["count", "research", "publish"]) await tab_to("#uses-" + use);
  await key("Space");
  await follow();
  assert.match(page.url(), /\/check$/);
  await skip();
  await tab_to("button.button");
  await follow();
  assert.match(page.url(), /\/manage\/[0-9a-f]{40}\?told=yes$/);
  console.log(`${presses} key presses`);
  assert.ok(presses <= 60, `${presses} key presses`);
  const reference = await page.locator(".reference").innerText();
  await eventually(async () => (await site.json("/api/v1/stories?q=bettongfile")).body.stories === 1, "the file's words found");
  const story = (await site.json("/api/v1/stories/" + reference)).body;
  assert.match(story.text, /quollhall[^]*bettongfile/);
  assert.equal(story.title, "Our hall");
  assert.deepEqual(story.answers, { say: ["inform", ""], themes: ["REL.TRUST"], trust: ["not-at-all", ""] });
});

test("a mistake is said first, the focus is on it, and everything typed and chosen stays, files too", async () => {
  const page = await site.visitor();
  await page.goto("/tell/story");
  await go_on(page);
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator("main > :first-child").getAttribute("class"), "problems");
  assert.equal(await page.evaluate(() => document.activeElement.className), "problems", "the summary has the focus");
  for (const link of await page.locator(".problems a").all()) {
    const field = page.locator(await link.getAttribute("href"));
    assert.equal(await field.count(), 1);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = (await field.getAttribute("aria-describedby")).split(" ");
    const beside = await page.locator("#" + described.find((id) => id.endsWith("error"))).innerText();
    assert.equal(beside, await link.innerText(), "the same words beside the field");
  }
  await page.locator("#files").setInputFiles([{ name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("one") }]);
  await page.getByLabel("What happened?").fill("\nTwo lines,\nand the first is empty. <b>");
  await go_on(page);
  await page.getByLabel("Give your story a name").fill("Our \"hall\"");
  await page.getByLabel("In which year").fill("never");
  await page.getByLabel("A council").check();
  await go_on(page);
  assert.match(await page.title(), /^Error: About your story/);
  assert.equal(await page.getByLabel("Give your story a name").inputValue(), "Our \"hall\"");
  assert.equal(await page.getByLabel("In which year").inputValue(), "never");
  assert.ok(await page.getByLabel("A council").isChecked());
  await page.getByRole("link", { name: "Back", exact: true }).click();
  assert.equal(await page.getByLabel("What happened?").inputValue(), "\nTwo lines,\nand the first is empty. <b>");
  assert.equal(await page.getByText("one.txt").count(), 1);
});

test("saved words are read in another browser, by link or by code, and nothing is sent before the teller says so", async () => {
  const page = await site.visitor();
  await begin(page, "The numbatdraft was only half told.");
  await go_on(page, "Save and come back later");
  const link = await page.locator(".link a").innerText(), code = await page.locator(".reference").innerText();
  assert.match(code, /^([0-9A-Z]{4}-){2}[0-9A-Z](-[0-9A-Z]{4}){2}-[0-9A-Z]$/);
  await page.context().close();
  const other = await site.visitor();
  await other.goto(link);
  assert.match(other.url(), /about$/, "the page that was put aside");
  await other.goto("/tell");
  await other.getByLabel("The code of your story").fill(code.toLowerCase().replaceAll("-", " "));
  await go_on(other, "Go on");
  await other.goto(new URL(other.url()).pathname.replace(/[^/]+$/, "story"));
  assert.equal(await other.getByLabel("What happened?").inputValue(), "The numbatdraft was only half told.");
  assert.equal((await site.json("/api/v1/stories?q=numbatdraft")).body.stories, 0);
  assert.ok(!site.log.includes(code) && !site.log.includes("numbatdraft"), "neither code nor words are logged");
});

test("a server that is killed loses nothing that was saved", async () => {
  const page = await site.visitor();
  const draft = await begin(page, "Saved before the lights went out.");
  await page.goto(draft + "/story");
  await page.locator("#files").setInputFiles({ name: "kept.txt", mimeType: "text/plain", buffer: Buffer.from("The pademelonfile.") });
  await go_on(page);
  await page.getByLabel("Where did it happen?").fill("Leith");
  await go_on(page);
  await site.stop("SIGKILL");
  await site.serve();
  const again = await site.browser.newContext({ baseURL: site.base, javaScriptEnabled: false }).then((c) => c.newPage());
  await again.goto(draft);
  assert.match(again.url(), /question-say$/);
  await again.goto(draft + "/choices");
  await again.locator("#uses-publish").check();
  await go_on(again);
  assert.match(await again.locator("main").innerText(), /Saved before the lights went out[^]*kept\.txt[^]*Place: Leith/);
  await go_on(again, "Send my story");
  await eventually(async () => (await site.json("/api/v1/stories?q=pademelonfile")).body.stories === 1, "the story found");
  await again.goto(draft + "/check");
  assert.match(again.url(), /\/manage\//, "the draft is gone, and its link leads to the story");
});

test("an upload that breaks off keeps what the server has, and can be tried again", async () => {
  const page = await site.visitor();
  const draft = await begin(page, "Typed before the line broke.");
  const body = Buffer.from(`--B\r\nContent-Disposition: form-data; name="story"\r\n\r\nMore.\r\n--B\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n${"x".repeat(200_000)}`);
  const head = `POST ${draft}/story HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 400000\r\n\r\n`;
  await new Promise((done) => {
    const socket = createConnection(site.port, "127.0.0.1", () => socket.write(head + body, () => { socket.destroy(); done(); }));
  });
  await page.goto(draft + "/story");
  assert.equal(await page.getByLabel("What happened?").inputValue(), "Typed before the line broke.");
  await page.locator("#files").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("all of it") });
  await go_on(page);
  await page.goto(draft + "/story");
  assert.equal(await page.getByText("a.txt").count(), 1);
});

test("a host adds a question in YAML alone", async () => {
  const yaml = readFileSync(join(root, "schemas/forms/story-form.yaml"), "utf8").replace("\nquestions:\n",
    "\nquestions:\n- {id: bilby, kind: choice, question: \"Was there tea?\", options: [{id: tea, label: Always}, {id: no-tea, label: Never}]}\n");
  writeFileSync(join(site.data, "form.yaml"), yaml);
  writeFileSync(join(site.data, "tangible.yaml"), "form: form.yaml\n");
  await site.stop();
  await site.serve();
  const page = await site.browser.newContext({ baseURL: site.base, javaScriptEnabled: false }).then((c) => c.newPage());
  const draft = await begin(page, "The teabilby was full.");
  await go_on(page);
  assert.equal(await page.locator("h1").innerText(), "Was there tea?");
  await page.getByLabel("Always").check();
  await go_on(page);
  await page.goto(draft + "/choices");
  await page.locator("#uses-publish").check();
  await go_on(page);
  await go_on(page, "Send my story");
  const reference = await page.locator(".reference").innerText();
  await eventually(async () => (await fetch(site.base + "/api/v1/stories/" + reference)).status === 200, "the story published");
  assert.deepEqual((await site.json("/api/v1/stories/" + reference)).body.answers, { bilby: ["tea"] });
  await page.goto("/stories/" + reference);
  assert.match(await page.locator("main").innerText(), /Was there tea\?\s*Always/);
});

test("the form on one page prints as a form to fill in on paper", async () => {
  const page = await site.visitor();
  await page.goto("/tell/all");
  await page.emulateMedia({ media: "print" });
  for (const hidden of ["#files", "button", "#role", "header nav"]) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
  for (const seen of ["#story", "#title", ".boxes li", "#uses-quote", "#uses-quote-so", "[name=answer_say_now]", "[name=answer_themes]"]) assert.ok(await page.locator(seen).first().isVisible(), seen);
});
