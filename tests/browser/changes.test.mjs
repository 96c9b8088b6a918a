// What the page does, and what it leaves to the person: nothing goes on by itself, everything can be
// changed until it is sent. With and without the page's scripts.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, PHONE, startDemo } from './support.mjs';
import { createFestival, VISITOR } from './festival.mjs';
import { answer, answerAll, next, place, press, start } from './interview.mjs';
import { assertGetsFocus } from './rules.mjs';

describe('everything can be changed', { concurrency: 2 }, () => {
  let server;

  before(async () => {
    server = await startDemo({ responses: 0 });
    await createFestival(server, 'fest');
  });

  after(() => server?.stop());

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with script' : 'without script';

    test(`AX-08 AX-13 AX-17 AX-21 AX-22 AX-23: ${how}`, async (t) => {
      const browser = await openBrowser({ javaScriptEnabled, reducedMotion: 'reduce', viewport: PHONE });
      t.after(() => browser.close());
      const { page } = browser;
      await start(page, server.url, 'de', 'fest');

      const done = { coming: 0, music: 0, guests: 0 };
      await answerAll(page, VISITOR, async (_, here) => {
        const visit = { 'p/coming': coming, 'p/music': music, 'p/guests': guests }[here];
        if (!visit) return;
        done[here.slice(2)] += 1;
        await visit(page);
      });
      assert.deepEqual(done, { coming: 1, music: 1, guests: 1 });
      await review(page);
      browser.assertOnly(server.url);
    });
  }
});

async function coming(page) {
  // AX-17: neither choosing nor leaving a field leads anywhere. (Follow-up questions may be asked for.)
  const left = [];
  const note = (request) => request.isNavigationRequest() && left.push(request.url());
  page.on('request', note);
  await page.click('[id="come-maybe"]');
  await page.click('[id="how-bus"]');
  await page.click('[id="how-none"]');
  await page.fill('[name=km]', '7');
  await page.keyboard.press('Tab');
  page.off('request', note);
  assert.deepEqual(left, [], 'AX-17: only "Continue" goes on');

  // AX-23: the server asks back, and throws nothing away.
  await next(page);
  assert.match(await page.title(), /^Fehler: /, 'AX-23: two answers that exclude each other');
  assert.equal(await page.locator('.errsum a').count(), 1);
  for (const id of ['how-bus', 'how-none', 'come-maybe']) assert.ok(await page.isChecked(`[id="${id}"]`), `AX-23: ${id}`);
  await page.click('[id="how-none"]');
  await page.click('[id="come-yes"]');
}

async function music(page) {
  // AX-21: a ranking without dragging, which keeps what else was typed.
  const names = () => page.locator('.rank li > span').allInnerTexts();
  const before = await names();
  await page.fill('[name=wish]', 'Wind Nordost');
  await press(page, '.rank li:first-child button[value$=":down"]');
  const after = await names();
  assert.deepEqual(after, [before[1], before[0], ...before.slice(2)], 'AX-21: the first moved down');
  assert.equal(await page.inputValue('[name=wish]'), 'Wind Nordost');
  await assertGetsFocus(page, '.rank li *');
  const focused = await page.evaluate(() => document.activeElement.closest('.rank li')?.querySelector('span').innerText);
  assert.equal(focused, before[0], 'AX-21: the focus moves along');
  assert.equal(await page.locator('.errsum').count(), 0, 'AX-21: moving complains about nothing');
  await press(page, '.rank li:last-child button[value$=":up"]');
  const last = await names();
  assert.equal(last.at(-2), after.at(-1), 'AX-21: the last moved up');
}

async function guests(page) {
  const help = page.locator('.more-help');
  assert.equal(await help.locator('.prose').isVisible(), false, 'more help is folded');
  await help.locator('summary').click();
  assert.ok(await help.locator('.prose').isVisible(), 'more help unfolds');

  // AX-17 for a dropdown.
  const here = page.url();
  await page.selectOption('[name=way]', 'raft');
  assert.equal(page.url(), here, 'AX-17: choosing in a dropdown leads nowhere');

  // AX-13: another instance, and one less.
  const field = (number) => page.locator(`[name="guest_name[${number}]"]`);
  await field(1).fill('Anna');
  await press(page, 'button[name=_add]');
  assert.equal(await field(1).inputValue(), 'Anna', 'what was typed is kept');
  assert.equal(await page.inputValue('[name=way]'), 'raft', 'and what was chosen');
  await assertGetsFocus(page, '[id="guest[2]"]');
  await field(2).fill('Ben');
  await press(page, 'button[name=_remove] >> nth=0');
  assert.equal(await field(1).inputValue(), 'Ben', 'who is left moves up');
  assert.equal(await field(2).count(), 0);
}

async function review(page) {
  const row = (label) => page.locator(`.sum > div:has(dt:text-is("${label}"))`).first();
  assert.match(await row('Lied').innerText(), /Wind Nordost/);

  // AX-08: what was answered is shown again, from "Back" and from the browser's own button.
  await press(page, '.acts :is(a, .link):not(.push)');
  assert.equal(place(page), 'p/guests');
  assert.equal(await page.inputValue('[name=way]'), 'raft', 'AX-08: the answer is there');
  await page.goBack();
  assert.equal(place(page), 'review');

  // AX-22: a change leads back to the review, and does not lose what depends on it.
  await press(page, '.sum > div:has(dt:text-is("Kommen")) a');
  assert.equal(place(page), 'p/coming');
  await page.click('[id="come-no"]');
  await next(page);
  assert.equal(place(page), 'review');
  assert.equal(await row('Weg').count(), 0, 'AX-22: what is no longer asked is not sent');
  await press(page, '.sum > div:has(dt:text-is("Kommen")) a');
  await page.click('[id="come-yes"]');
  await next(page);
  while (place(page) !== 'review') {
    await answer(page, VISITOR);
    await next(page);
  }
  assert.match(await row('Weg').innerText(), /Bus/, 'AX-22: and comes back with its answer');
}
