// Every page of an interview, as somebody answers it who has moved in, and every page beside it: no
// violation of WCAG 2.2 AA, no mistake in the mark-up, nothing cut off – at 400 percent and on a dark desk.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isSending, openBrowser, startDemo } from './support.mjs';
import { answer, answerAll, NEWCOMER, next, place, start } from './interview.mjs';
import { examine } from './examine.mjs';
import { assertNuFindsNothing } from './nu.mjs';
import { assertSaysErrors, PREFIX } from './rules.mjs';

describe('an interview is accessible', { concurrency: 2 }, () => {
  let server;
  /** What the server sent, by name. */
  const pages = new Map();

  before(async () => {
    server = await startDemo({ responses: 0 });
    await server.openWhole();
  });

  after(() => server?.stop());

  for (const language of ['de', 'ar', 'de-simple', 'en']) {
    test(`AX-01 AX-03 AX-04 AX-06 AX-10 AX-11 AX-14 AX-15 AX-24: every page in ${language}`, async (t) => {
      const browser = await openBrowser();
      t.after(() => browser.close());
      const { page } = browser;
      const survey = `${server.url}/s/gesamt`;
      const titles = new Map();
      const helps = new Set();

      async function see(html, name) {
        pages.set(`${language}-${name.replaceAll('/', '-')}`, html);
        helps.add(await examine(page, html, name, { seen: language !== 'de' }));
        titles.set(new URL(page.url()).pathname, await page.title());
      }
      const visit = async (path, status = 200) => {
        const response = await page.goto(`${survey}${path}?lang=${language}`);
        assert.equal(response.status(), status, path);
        await see(await response.text(), path || 'welcome');
      };

      for (const path of ['', '/privacy', '/accessibility', '/imprint']) await visit(path);
      await visit('/p/unknown', 404);

      await start(page, server.url, language, 'gesamt');
      const refused = page.waitForResponse(isSending);
      await next(page);
      const response = await refused;
      assert.equal(response.status(), 422);
      await assertSaysErrors(page, PREFIX[language]);
      await see(await response.text(), 'refused');

      const searches = new Set(['p/p03b']);
      const walked = await answerAll(page, NEWCOMER, async (_, here) => {
        await visit(`/${here}`);
        if (searches.delete(here)) {
          await answer(page, NEWCOMER);
          await see(await page.content(), `${here}-found`);
        }
      });
      assert.deepEqual([...searches], [], 'there was something to search for');
      assert.ok(new Set(walked).size >= 25, `only ${walked.length} pages`);

      for (const path of ['/later', '/forget', '/overview', '', '/review']) await visit(path);
      await next(page);
      assert.equal(place(page), 'done');
      await visit('/done');

      assert.equal(new Set(titles.values()).size, titles.size, `AX-06: ${[...titles.values()].sort().join(' | ')}`);
      assert.equal(helps.size, 1, `AX-24: the help differs: ${[...helps].join(' | ')}`);
      browser.assertOnly(server.url);
    });
  }

  test('AX-01: the Nu checker finds nothing either', async (t) => {
    await assertNuFindsNothing(t, pages);
  });
});
