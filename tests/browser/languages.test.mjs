// The language is switched on a page that is half filled in, pages in Arabic run from right to left
// and fit a telephone, and what is not translated says which language it is in. All without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoSidewaysScrolling, DESK, openBrowser, PHONE, startDemo } from './support.mjs';
import { answerAll, LEAVER, next, place, press, start } from './interview.mjs';

let server;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.openWhole();
});

after(() => server?.stop());

async function open(t, language, viewport = PHONE) {
  const browser = await openBrowser({ javaScriptEnabled: false, reducedMotion: 'reduce', viewport });
  t.after(() => browser.close());
  await start(browser.page, server.url, language, 'gesamt');
  return browser.page;
}

/** Answers up to a page. */
async function walkTo(page, wanted) {
  const arrived = new Error('arrived');
  const walk = answerAll(page, LEAVER, async (_, here) => {
    if (here === wanted) throw arrived;
  });
  await assert.rejects(walk, arrived, `${wanted} is not on the way`);
}

/** Presses a language in the list, by its own name. */
async function switchTo(page, name) {
  await page.click('.lang > button');
  await press(page, `.lang li > :text-is("${name}")`);
}

const root = (page) => page.locator('html').evaluate((html) => [html.lang, html.dir]);

test('switching the language keeps the page and what was typed', async (t) => {
  const page = await open(t, 'en');
  await walkTo(page, 'p/p02b');
  await page.fill('[name=mv_year]', 'in spring');
  await page.selectOption('[name=mv_month]', '4');
  await page.click('[id="mv_resid-2"]');
  const assertKept = async (lang, dir, refused = 0) => {
    assert.equal(place(page), 'p/p02b');
    assert.deepEqual(await root(page), [lang, dir]);
    assert.equal(await page.inputValue('[name=mv_year]'), 'in spring');
    assert.equal(await page.inputValue('[name=mv_month]'), '4');
    assert.ok(await page.isChecked('[id="mv_resid-2"]'));
    assert.equal(await page.locator('.errsum').count(), refused, 'nobody complains before "Continue"');
  };
  for (const [name, lang, dir] of [
    ['العربية', 'ar', 'rtl'],
    ['Leichte Sprache', 'de', 'ltr'],
    ['Українська', 'uk', 'ltr'],
    ['Deutsch', 'de', 'ltr'],
  ]) {
    await switchTo(page, name);
    await assertKept(lang, dir);
    assert.equal(await page.locator('.lang [aria-current]').textContent(), name);
  }

  await t.test('also after a page was refused', async () => {
    await next(page);
    assert.match(await page.title(), /^Fehler: /);
    await switchTo(page, 'Polski');
    await assertKept('pl', 'ltr', 1);
    assert.match(await page.title(), /^Błąd: /);
  });

  await t.test('nothing of it was stored, and the language stays', async () => {
    await page.goto(`${server.url}/s/gesamt/p/p02b`);
    assert.deepEqual(await root(page), ['pl', 'ltr']);
    assert.equal(await page.inputValue('[name=mv_year]'), '');
  });

  await t.test('the return key goes on', async () => {
    await page.fill('[name=mv_year]', '2023');
    const loaded = page.waitForEvent('load');
    await page.press('[name=mv_year]', 'Enter');
    await loaded;
    assert.deepEqual(await root(page), ['pl', 'ltr']);
    assert.notEqual(place(page), 'p/p02b');
  });
});

test('a page without anything to type is switched by a link, and Escape closes the list', async (t) => {
  const page = await open(t, 'de');
  await page.goto(`${server.url}/s/gesamt/later`);
  await page.click('.lang > button');
  await page.locator('.lang ul').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.lang ul').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.matches('.lang > button')), true);
  await switchTo(page, 'Türkçe');
  assert.deepEqual([place(page), ...(await root(page))], ['later', 'tr', 'ltr']);
});

test('an interview in Arabic runs from right to left and fits a telephone', async (t) => {
  const page = await open(t, 'ar');
  const scales = new Set(['p/p07c', 'p/p09a']);
  await answerAll(page, LEAVER, async (_, here) => {
    await assertNoSidewaysScrolling(page);
    await assertLanguages(page, { author: 'de' });
    if (!scales.delete(here)) return;
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport);
      await assertNoSidewaysScrolling(page);
      const points = page.locator('.m-scale').first().locator('input');
      const [first, last] = [await points.first().boundingBox(), await points.last().boundingBox()];
      assert.ok(first.x > last.x || first.y < last.y, 'the scale begins where reading begins');
    }
  });
  assert.deepEqual([...scales], [], 'both kinds of scales were on the way');
  await assertNoSidewaysScrolling(page);
  assert.deepEqual(await root(page), ['ar', 'rtl']);
});

test('what is in the language of the page is not marked', async (t) => {
  for (const [language, author] of [['de', 'de'], ['de-simple', 'de'], ['en', 'en']]) {
    const page = await open(t, language);
    await answerAll(page, LEAVER, async () => {
      await assertNoSidewaysScrolling(page);
      await assertLanguages(page, { author });
      assert.equal(await page.locator('main [lang]').count(), 0, `a mark on ${page.url()}`);
    });
  }
});

/** The questions and choices are in the author's language, the buttons and how many may be picked in the page's. */
async function assertLanguages(page, { author }) {
  const [own] = await root(page);
  const languages = (selector) =>
    page.locator(selector).evaluateAll((elements) => {
      // A text is in the language of the innermost element that says one.
      const texts = elements.flatMap((element) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) if (/\p{L}/u.test(walker.currentNode.data)) found.push(walker.currentNode);
        return element.matches('.most') ? found : found.filter((text) => !text.parentElement.closest('.most'));
      });
      return [...new Set(texts.map((text) => text.parentElement.closest('[lang]').lang))];
    });
  const asked = 'main h1, .q h2, .hint:not(:has(+ .find)), .choice label, .m-t, .poles';
  assert.deepEqual(await languages(asked), [author], `the questions on ${page.url()}`);
  assert.deepEqual(await languages('.acts'), [own], `the buttons on ${page.url()}`);
  const most = await languages('.most');
  if (most.length > 0) assert.deepEqual(most, [own], `how many may be picked on ${page.url()}`);
}
