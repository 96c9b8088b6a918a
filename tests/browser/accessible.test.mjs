// Every page of an interview, as somebody answers it who has moved in: no violation of WCAG 2.2 AA,
// no mistake in the mark-up, nothing to scroll sideways – in German on a phone and in English on a
// dark desk, and the other way round.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { answer, answerAll, NEWCOMER, next, place, start } from './interview.mjs';

let server;

before(async () => {
  server = await startDemo({ responses: 0 });
});

after(() => server?.stop());

for (const language of ['de', 'en']) {
  test(`an interview is accessible in ${language}`, async () => {
    const browser = await openBrowser();
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

    const walked = await answerAll(page, NEWCOMER, async () => {
      await visit(page, page.url(), language);
    }, () => look(page));
    assert.ok(walked.length >= 30, `only ${walked.length} pages`);

    await visit(page, `${survey}/later`, language);
    await visit(page, `${survey}/forget`, language);
    await visit(page, survey, language);
    await visit(page, `${survey}/review`, language);
    await next(page);
    assert.equal(place(page), 'done');
    await visit(page, page.url(), language);

    browser.assertOnly(server.url);
    await browser.close();
  });
}
