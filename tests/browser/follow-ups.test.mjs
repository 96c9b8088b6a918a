// With script, follow-up questions come and go as one answers, without a reload; the focus and what is
// typed stay, also when the page is left or nobody is there to send it to. (Without script, "Next" brings them: without-script.test.mjs.)

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowser, PHONE, settled, startDemo } from './support.mjs';
import { next, place, start } from './interview.mjs';
import { assertGetsFocus } from './rules.mjs';

describe('follow-up questions', () => {
  let server;

  // A person takes longer to come back than a page takes to be kept.
  async function awayAndBack(page) {
    await page.goto(`${server.url}/s/wesermarsch/privacy`);
    await page.waitForTimeout(500);
    await page.goto(`${server.url}/s/wesermarsch/p/p02a`);
  }

  async function begin(t) {
    const browser = await openBrowser({ viewport: PHONE });
    t.after(() => browser.close());
    await start(browser.page, server.url, 'de');
    return browser.page;
  }

  before(async () => {
    server = await startDemo({ responses: 0 });
  });

  after(() => server?.stop());

  test('come and go with the answer, and the focus stays', async (t) => {
    const page = await begin(t);
    assert.equal(await page.locator('[name=birth_y]').count(), 0);
    await page.locator('#cons_part-1').focus();
    await page.keyboard.press('Space');
    await page.locator('[name=birth_y]').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'cons_part-1');
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await page.fill('[name=birth_y]', '1995');
    await next(page);
    assert.equal(place(page), 'p/p02a');
    await page.locator('label[for=mv_dir-1]').click();
    await page.locator('[name=lk_before]').first().waitFor();
    await page.locator('label[for=mv_dir-2]').click();
    await page.locator('[name=lk_before]').first().waitFor({ state: 'detached' });
    assert.ok(await page.locator('#mv_dir-2').isChecked());
  });

  test('pressing Next at once shows what follows instead of an error', async (t) => {
    const page = await begin(t);
    // The answer to the question what follows never comes.
    await page.route('**/p/p01*', (route) => (route.request().postData()?.includes('_look') ? undefined : route.continue()));
    await page.locator('label[for=cons_part-1]').click();
    await next(page);
    assert.equal(place(page), 'p/p01');
    assert.equal(await page.locator('.errsum').count(), 0);
    assert.ok(await page.locator('[name=birth_y]').first().isVisible());
    assert.ok(await page.locator('#cons_part-1').isChecked());
  });

  async function toSecondPage(page) {
    await page.locator('label[for=cons_part-1]').click();
    await page.locator('[name=birth_y]').first().waitFor();
    await page.fill('[name=birth_y]', '1995');
    await next(page);
    assert.equal(place(page), 'p/p02a');
  }

  /** To another app: the page stays alive. */
  async function toAnotherApp(page) {
    const kept = page.waitForResponse((response) => response.request().postData()?.includes('_leave'));
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
    });
    assert.equal((await kept).status(), 200);
    await settled(page);
  }

  test('who comes back from another app goes on without a conflict', async (t) => {
    const page = await begin(t);
    await toSecondPage(page);
    await page.locator('label[for=mv_dir-1]').click();
    await page.locator('[name=lk_before]').first().waitFor();
    await toAnotherApp(page);
    await page.locator('label[for=lk_before-2]').click();
    await next(page);
    assert.equal(place(page), 'p/p02b');
  });

  test('what is typed is kept when the page is left, and one goes on from it', async (t) => {
    const page = await begin(t);
    await toSecondPage(page);
    await page.locator('label[for=mv_dir-2]').click();
    await toAnotherApp(page);
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
    const page = await begin(t);
    await page.locator('label[for=cons_part-1]').click();
    await page.locator('[name=birth_y]').first().waitFor();
    assert.ok(await page.locator('#offline').isHidden());
    await page.context().setOffline(true);
    await page.locator('.acts .main').click();
    await page.locator('#offline').waitFor();
    await assertGetsFocus(page, '#offline');
    assert.match(await page.innerText('#offline'), /nicht mit dem Internet verbunden/);
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await page.context().setOffline(false);
    await page.fill('[name=birth_y]', '1995');
    await next(page);
    assert.equal(place(page), 'p/p02a');
  });

  test('a broken connection leaves everything as it is', async (t) => {
    const page = await begin(t);
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.route('**/p/p01*', (route) => route.abort());
    await page.locator('label[for=cons_part-1]').click();
    await page.waitForTimeout(300);
    assert.ok(await page.locator('#cons_part-1').isChecked());
    await page.unroute('**/p/p01*');
    await page.locator('.acts .main').click();
    await page.locator('[name=birth_y]').first().waitFor();
    assert.deepEqual(problems, []);
  });
});
