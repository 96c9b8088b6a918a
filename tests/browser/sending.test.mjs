// The connection breaks, the button is pressed twice, two tabs are open: nothing is lost, and nothing
// is stored twice.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isSending, openBrowser, PHONE, startDemo } from './support.mjs';
import { createFestival, VISITOR } from './festival.mjs';
import { answer, answerAll, next, place, start } from './interview.mjs';
import { assertGetsFocus } from './rules.mjs';

let server;

before(async () => {
  server = await startDemo({ responses: 0 });
  await createFestival(server, 'fest');
});

after(() => server?.stop());

async function open(t) {
  const browser = await openBrowser({ reducedMotion: 'reduce', viewport: PHONE });
  t.after(async () => {
    browser.assertOnly(server.url);
    await browser.close();
  });
  await start(browser.page, server.url, 'de', 'fest');
  return browser;
}

/** Sends the page into a broken connection. `arrives`: only the answer to it is lost. */
async function breakOff(page, { arrives }) {
  let broken = 0;
  const handler = async (route) => {
    if (!isSending(route)) return route.continue();
    if (arrives) await route.fetch({ maxRedirects: 0 });
    broken += 1;
    return route.abort('connectionreset');
  };
  await page.route('**/s/fest/**', handler);
  const failed = page.waitForEvent('requestfailed', (request) => request.isNavigationRequest());
  await page.click('button.main', { noWaitAfter: true });
  await failed;
  // The browser's own page about the broken connection.
  await page.waitForFunction(() => !document.querySelector('.foot'));
  await page.unroute('**/s/fest/**', handler);
  assert.equal(broken, 1);
}

test('AX-22: what a broken connection has swallowed is sent again, and stored once', async (t) => {
  const { page } = await open(t);
  await answer(page, VISITOR);
  await next(page);
  for (const arrives of [false, true]) {
    await t.test(arrives ? 'the page arrived, its answer did not' : 'the page did not arrive', async () => {
      const here = place(page);
      await answer(page, VISITOR);
      await breakOff(page, { arrives });
      // The browser still has what was typed, and sends it once more.
      await page.reload();
      assert.notEqual(place(page), here, 'sending again goes on');
      assert.equal(await page.locator('.errsum').count(), 0);
      const onward = page.url();
      await page.goto(`${server.url}/s/fest/${here}`);
      const empty = await page.locator('[name=km], [name=people]').evaluateAll((all) => all.some((field) => !field.value));
      assert.equal(empty, false, 'what was typed is stored');
      await page.goto(onward);
    });
  }
  await t.test('also the last page of all', async () => {
    await answerAll(page, VISITOR);
    await breakOff(page, { arrives: true });
    await page.reload();
    assert.equal(place(page), 'done');
    assert.equal(await server.countResponses('fest'), 1, 'one response');
  });
});

test('AX-08: a double click skips nothing; back and reload change nothing', async (t) => {
  const { page } = await open(t);
  await answer(page, VISITOR);
  await page.dblclick('button.main');
  await page.locator('[name=come]').first().waitFor();
  await page.waitForLoadState();
  assert.equal(place(page), 'p/coming', 'one page on, not two');
  await page.click('[id="come-yes"]');
  await page.click('[id="town--7"]');
  await next(page);
  assert.equal(place(page), 'p/when');
  await page.goBack();
  assert.equal(place(page), 'p/coming');
  await page.reload();
  assert.ok(await page.isChecked('[id="come-yes"]'), 'the answer is shown again');
  await next(page);
  assert.equal(place(page), 'p/when', 'and may be sent again');
});

test('AX-07: no page has a time limit, and the draft outlives the day', async (t) => {
  const { page, context } = await open(t);
  assert.equal(await page.locator('meta[http-equiv=refresh]').count(), 0);
  const cookie = (await context.cookies()).find(({ name }) => name.includes('draft'));
  const hours = (cookie.expires - Date.now() / 1000) / 3600;
  assert.ok(hours > 20, `the draft ends after ${hours} hours`);
});

test('AX-22: of two tabs the later one is told, and nothing is lost silently', async (t) => {
  const { page, context } = await open(t);
  await answer(page, VISITOR);
  await next(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await answer(page, VISITOR);
  await next(page);
  assert.equal(place(page), 'p/when');
  await other.click('[id="come-maybe"]');
  const response = other.waitForResponse(isSending);
  await next(other);
  assert.equal((await response).status(), 409);
  assert.ok(await other.isChecked('[id="come-maybe"]'), 'what was chosen here is still there');
  await assertGetsFocus(other, '.note:has([role=status])');
  assert.ok(await other.innerText('.note [role=status]'), 'what happened is told');
  await answer(other, VISITOR);
  await next(other);
  assert.equal(place(other), 'p/when', 'sent again, it counts');
});
