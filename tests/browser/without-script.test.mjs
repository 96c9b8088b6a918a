// A whole interview at 320 pixels without JavaScript, as somebody does who has moved away.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertKeyboardOrder, assertNoSidewaysScrolling, openBrowser, PHONE, startDemo } from './support.mjs';
import { answerAll, LEAVER, next, place, press, start } from './interview.mjs';
import { assertGetsFocus } from './rules.mjs';

let server;
let browser;
let page;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.openWhole();
  browser = await openBrowser({ javaScriptEnabled: false, viewport: PHONE });
  page = browser.page;
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('an interview is answered, corrected, changed, checked and sent once', async (t) => {
  await t.test('an error is named first, leads to its field, and is corrected', async () => {
    await start(page, server.url, 'de', 'gesamt');
    await next(page);
    assert.match(await page.title(), /^Fehler: /);
    await assertGetsFocus(page, '.errsum');
    await assertNoSidewaysScrolling(page);
    const link = page.locator('.errsum a');
    assert.equal(await link.count(), 1);
    const atField = await page.locator('[id="cons_part.error"]').innerText();
    assert.equal(atField, `Fehler: ${await link.innerText()}`, 'the same words above and at the field');
    await link.click();
    await page.keyboard.press('Space');
    assert.equal(await page.locator('[name=cons_part]:checked').getAttribute('value'), '1', 'the link leads to the field');
    await next(page);
    assert.doesNotMatch(await page.title(), /^Fehler/);
  });

  await t.test('every page fits, and the keyboard goes through it in reading order', async () => {
    const sampled = new Set(['p/p01', 'p/p02b', 'p/p03b', 'p/p05a', 'p/p06a', 'p/p07c']);
    const walked = await answerAll(page, LEAVER, async (_, here) => {
      await assertNoSidewaysScrolling(page);
      if (sampled.delete(here)) await assertKeyboardOrder(page);
    });
    assert.deepEqual([...sampled], [], 'all samples were on the way');
    assert.ok(walked.length >= 30, `only ${walked.length} pages`);
    await assertNoSidewaysScrolling(page);
    await assertKeyboardOrder(page);
  });

  await t.test('going back shows the answers and loses none', async () => {
    await press(page, '.acts :is(a, .link):not(.push)');
    assert.equal(place(page), 'p/p14');
    assert.equal(await page.inputValue('[name=cmt]'), 'Deich & Weite');
    await page.fill('[name=cmt]', 'Mehr Wind als gedacht');
    await next(page);
    assert.equal(await row(page, 'Anmerkung'), 'Mehr Wind als gedacht');
  });

  await t.test('an answer is changed from the review', async () => {
    assert.equal(await row(page, 'Zeitpunkt'), 'September 2023');
    await press(page, '.sum > div:has(dt:text-is("Zeitpunkt")) a');
    assert.equal(place(page), 'p/p02b');
    await page.selectOption('[name=mv_month]', '3');
    await next(page);
    assert.equal(place(page), 'review', 'and leads back to it');
    assert.equal(await row(page, 'Zeitpunkt'), 'März 2023');
  });

  await t.test('a double click sends once, and a reload changes nothing', async () => {
    await page.dblclick('button.main');
    // The second click breaks off the first one's answer, so it is the page that is waited for.
    await page.locator('h1', { hasText: 'Danke' }).waitFor();
    await page.waitForLoadState();
    assert.equal(place(page), 'done');
    const thanks = await page.locator('h1').innerText();
    await assertNoSidewaysScrolling(page);
    await page.reload();
    assert.equal(await page.locator('h1').innerText(), thanks);
    await page.goto(`${server.url}/s/gesamt/p/p05a`);
    assert.equal(place(page), 'done', 'what is sent cannot be opened again');
    assert.equal(await server.countResponses('gesamt'), 1);
  });

  browser.assertOnly(server.url);
});

/** The words beside a label of the review. */
function row(page, label) {
  const rows = page.locator('.sum > div').filter({ has: page.locator('dt', { hasText: label }) });
  return rows.first().locator('dd').first().innerText();
}
