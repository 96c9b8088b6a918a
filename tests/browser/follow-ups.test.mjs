// With script, follow-up questions come and go as one answers, without a reload; the focus and what is
// typed stay. (Without script, "Next" brings them: without-script.test.mjs.)

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, PHONE, startDemo } from './support.mjs';
import { next, place, start } from './interview.mjs';

describe('follow-up questions', () => {
  let server;

  // A person takes longer to come back than a page takes to be kept.
  async function awayAndBack(page) {
    await page.goto(`${server.url}/s/wesermarsch/privacy`);
    await page.waitForTimeout(500);
    await page.goto(`${server.url}/s/wesermarsch/p/p02a`);
  }

  before(async () => {
    server = await startDemo({ responses: 0 });
  });

  after(() => server?.stop());

  test('come and go with the answer, and the focus stays', async (t) => {
    const browser = await openBrowser({ viewport: PHONE });
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, 'de');
    assert.equal(await page.locator('[name=age_gate]').count(), 0);
    await page.locator('#cons_part-1').focus();
    await page.keyboard.press('Space');
    await page.locator('[name=age_gate]').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'cons_part-1');
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await page.locator('label[for=age_gate-1]').click();
    await next(page);
    assert.equal(place(page), 'p/p02a');
    await page.locator('label[for=mv_dir-1]').click();
    await page.locator('[name=lk_before]').first().waitFor();
    await page.locator('label[for=mv_dir-2]').click();
    await page.locator('[name=lk_before]').first().waitFor({ state: 'detached' });
    assert.ok(await page.locator('#mv_dir-2').isChecked());
  });

  test('pressing Next at once shows what follows instead of an error', async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, 'de');
    // The answer to the question what follows never comes.
    await page.route('**/p/p01', (route) => (route.request().postData()?.includes('_look') ? undefined : route.continue()));
    await page.locator('label[for=cons_part-1]').click();
    await next(page);
    assert.equal(place(page), 'p/p01');
    assert.equal(await page.locator('.errsum').count(), 0);
    assert.ok(await page.locator('[name=age_gate]').first().isVisible());
    assert.ok(await page.locator('#cons_part-1').isChecked());
  });

  test('what is typed is kept when the page is left, and one goes on from it', async (t) => {
    const browser = await openBrowser({ viewport: PHONE });
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, 'de');
    await page.locator('label[for=cons_part-1]').click();
    await page.locator('[name=age_gate]').first().waitFor();
    await page.locator('label[for=age_gate-1]').click();
    await next(page);
    assert.equal(place(page), 'p/p02a');
    await page.locator('label[for=mv_dir-2]').click();
    // To another app and back: the page stays alive.
    const kept = page.waitForResponse((response) => response.request().postData()?.includes('_leave'));
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
    });
    assert.equal((await kept).status(), 200);
    // Away altogether.
    await awayAndBack(page);
    assert.ok(await page.locator('#mv_dir-2').isChecked());
    await page.locator('label[for=mv_dir-1]').click();
    await page.locator('[name=lk_before]').first().waitFor();
    await awayAndBack(page);
    assert.ok(await page.locator('#mv_dir-1').isChecked());
    await page.locator('label[for=lk_before-2]').click();
    await next(page);
    assert.equal(place(page), 'p/p02b');
  });

  test('who is offline is told so and keeps what is typed', async (t) => {
    const browser = await openBrowser({ viewport: PHONE });
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, 'de');
    await page.locator('label[for=cons_part-1]').click();
    await page.locator('[name=age_gate]').first().waitFor();
    assert.ok(await page.locator('#offline').isHidden());
    await browser.context.setOffline(true);
    await page.locator('.acts .main').click();
    await page.locator('#offline').waitFor();
    assert.match(await page.evaluate(() => document.activeElement.innerText), /nicht mit dem Internet verbunden/);
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await browser.context.setOffline(false);
    await page.locator('label[for=age_gate-1]').click();
    await next(page);
    assert.equal(place(page), 'p/p02a');
  });

  test('a broken connection leaves everything as it is', async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const { page } = browser;
    await start(page, server.url, 'de');
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.route('**/p/p01', (route) => route.abort());
    await page.locator('label[for=cons_part-1]').click();
    await page.waitForTimeout(300);
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await page.unroute('**/p/p01');
    await page.locator('.acts .main').click();
    await page.locator('[name=age_gate]').first().waitFor();
    assert.deepEqual(problems, []);
  });
});
