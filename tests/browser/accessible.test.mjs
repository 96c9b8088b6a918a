// Every page of an interview, as somebody answers it who has moved in: no violation of WCAG 2.2 AA,
// no mistake in the mark-up, nothing to scroll sideways – on a phone and on a dark desk.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { answer, answerAll, NEWCOMER, next, place, start } from './interview.mjs';

describe('an interview is accessible', { concurrency: true }, () => {
  let server;

  before(async () => {
    server = await startDemo({ responses: 0 });
  });

  after(() => server?.stop());

  for (const language of ['de', 'en', 'ar', 'de-simple']) {
    test(`in ${language}`, async (t) => {
      const browser = await openBrowser();
      t.after(() => browser.close());
      const { page } = browser;
      const survey = `${server.url}/s/wesermarsch`;

      await visit(page, survey, language);
      for (const path of ['privacy', 'accessibility', 'imprint']) {
        await visit(page, `${survey}/${path}`, language);
      }
      await visit(page, `${server.url}/s/unknown`, language, 404);
      await visit(page, `${survey}/p/unknown`, language, 404);

      await start(page, server.url, language);
      await look(page);
      const refused = page.waitForResponse((response) => response.request().method() === 'POST');
      await next(page);
      assert.equal((await refused).status(), 422);
      await assertValidHtml(await (await refused).text(), 'a page with an error');
      await look(page);

      const searches = new Set(['p/p03b']);
      const walked = await answerAll(page, NEWCOMER, async (_, here) => {
        await visit(page, page.url(), language);
        if (searches.delete(here)) {
          await answer(page, NEWCOMER);
          await look(page);
        }
      });
      assert.deepEqual([...searches], [], 'there was something to search for');
      assert.ok(walked.length >= 30, `only ${walked.length} pages`);

      await visit(page, `${survey}/later`, language);
      await visit(page, `${survey}/forget`, language);
      await visit(page, survey, language);
      await visit(page, `${survey}/review`, language);
      await next(page);
      assert.equal(place(page), 'done');
      await visit(page, page.url(), language);

      browser.assertOnly(server.url);
    });
  }
});

/** Opens a page and looks at it. */
async function visit(page, address, language, status = 200) {
  const url = new URL(address);
  url.search = `lang=${language}`;
  const response = await page.goto(url.href);
  assert.equal(response.status(), status, url.href);
  await assertValidHtml(await response.text(), url.pathname);
  await look(page);
}

/** Looks at the open page as it is on a phone, and on a desk in the dark. */
async function look(page) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
  }
}
