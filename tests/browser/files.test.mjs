// A page that asks for files: plain, refused, with a file that is there, in the review.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, isSending, openBrowser, PHONE, startDemo } from './support.mjs';
import { assertLargeTargets } from './rules.mjs';
import { answer, answerAll, next, PAPER, PICTURE, place, start } from './interview.mjs';
import { createFestival, VISITOR } from './festival.mjs';

let server;

before(async () => {
  server = await startDemo({ responses: 0 });
  await createFestival(server, 'files');
});

after(() => server?.stop());

for (const language of ['de', 'ar']) {
  test(`files are sent, replaced and removed, in ${language}`, async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, language, 'files');
    const there = new Error('there');
    const walk = answerAll(page, VISITOR, async (_, here) => {
      if (here === 'p/stall') throw there;
    });
    await assert.rejects(walk, there);
    await answer(page, { ...VISITOR, goods: undefined });
    await look(page);

    await page.setInputFiles('[name="goods.file"]', { ...PAPER, name: 'Bild.png' });
    await page.setInputFiles('[name="plan.file"]', PAPER);
    await refused(page, 'a page with a file that is none');
    assert.equal(await page.locator('.errsum a').getAttribute('href'), '#goods');
    assert.equal(await page.locator('.stored').count(), 1, 'the other file stays');
    await look(page);

    await page.setInputFiles('[name="goods.file"]', PICTURE);
    await next(page);
    assert.equal(await page.locator('.errsum').count(), 0);
    await page.goto(`${server.url}/s/files/p/stall`);
    assert.equal(await page.locator('.stored').count(), 2);
    await look(page);
    await page.check('[name="plan.remove"]');
    await next(page);
    await answerAll(page, VISITOR);
    assert.equal(place(page), 'review');
    assert.match(await page.locator('main').innerText(), /PNG/);
    assert.doesNotMatch(await page.locator('main').innerText(), /PDF/);
    await look(page);
    browser.assertOnly(server.url);
  });
}

/** Sends the page, which comes back with an error. */
async function refused(page, what) {
  const response = page.waitForResponse(isSending);
  await next(page);
  assert.equal((await response).status(), 422);
  await assertValidHtml(await (await response).text(), what);
}

/** Looks at the open page as it is on a phone, and on a desk in the dark. */
async function look(page) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
  }
  await page.setViewportSize(PHONE);
  await assertLargeTargets(page);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${Date.now()}.png`, fullPage: true });
}
