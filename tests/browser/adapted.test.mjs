// Pages as people adapt them: enlarged four times with stretched text, contrast themes, dark, print, on a
// telephone and on a desk.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoSidewaysScrolling, DESK, ENLARGED, openBrowser, startDemo } from './support.mjs';
import { assertLargeTargets, clipped } from './rules.mjs';
import { answerAll, LEAVER, next, start } from './interview.mjs';
import { ON_A_DESK, ON_A_TELEPHONE, pagesInOrder } from './layout.mjs';

/** WCAG 1.4.12. */
const STRETCHED = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }`;

let server;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.openWhole();
});

after(() => server?.stop());

/** A page in a browser of its own, at the first questions. */
async function open(t, options) {
  const browser = await openBrowser({ javaScriptEnabled: false, reducedMotion: 'reduce', ...options });
  t.after(() => browser.close());
  await start(browser.page, server.url, 'de', 'gesamt');
  return browser.page;
}

test('targets are large, and text may be stretched at 400 percent', async (t) => {
  // The style that stretches the text is no part of the page, so the page's policy must not stop it.
  const page = await open(t, { viewport: ENLARGED, bypassCSP: true });
  const walked = await answerAll(page, LEAVER, async (_, here) => {
    await ON_A_TELEPHONE[here]?.(page);
    await assertLargeTargets(page);
    await assertStretches(page);
  });
  for (const wanted of Object.keys(ON_A_TELEPHONE)) assert.ok(walked.includes(wanted), wanted);
  await assertLargeTargets(page);
  await assertStretches(page);
  await next(page);
  await assertStretches(page);
});

test('what is selected and focused can be told in contrast themes and in the dark', async (t) => {
  const page = await open(t, { viewport: DESK });
  await walkTo(page, new Set(['p/p02a', 'p/p05a', 'p/p06a', 'p/p07c']), async () => {
    for (const media of [
      { forcedColors: 'active', colorScheme: 'light' },
      { forcedColors: 'active', colorScheme: 'dark' },
      { forcedColors: 'none', colorScheme: 'dark' },
    ]) {
      await page.reload();
      await page.emulateMedia(media);
      const [first, second] = await page.locator('.choice input, .m-scale input').all();
      const look = async () => (await first.locator('xpath=..').screenshot()).toString('base64');
      const plain = await look();
      await second.focus();
      await first.focus();
      assert.notEqual(await look(), plain, `no focus on ${page.url()} with ${JSON.stringify(media)}`);
      await first.click();
      await page.mouse.move(0, 0);
      await second.focus();
      assert.notEqual(await look(), plain, `no selection on ${page.url()} with ${JSON.stringify(media)}`);
    }
    await page.reload();
  });
});

test('nothing moves for who asked for less motion', async (t) => {
  const moving = (page) =>
    page.evaluate(() => {
      const moves = (style) => parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
      const all = [...document.querySelectorAll('*')];
      return all.filter((element) => moves(getComputedStyle(element))).length;
    });
  const page = await open(t, { viewport: DESK });
  assert.equal(await moving(page), 0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notEqual(await moving(page), 0, 'else this shows nothing');
});

/** The width of the text on A4 with the margins of the style sheet, in pixels, and its height. */
const A4 = { width: 680, height: 1032 };

test('pages are laid out as drawn, and the review prints without what only a screen needs', async (t) => {
  const page = await open(t, { viewport: DESK });
  const order = pagesInOrder();
  const walked = await answerAll(page, LEAVER, async (_, here) => {
    await order.note(page);
    await ON_A_DESK[here]?.(page);
  });
  order.assert();
  for (const wanted of Object.keys(ON_A_DESK)) assert.ok(walked.includes(wanted), wanted);
  const answers = page.locator('.sum dd:not(:last-child)');
  const onScreen = (await answers.allInnerTexts()).map((text) => text.trim());
  assert.ok(onScreen.length > 60, `only ${onScreen.length} answers`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(A4);
  assert.deepEqual((await answers.allInnerTexts()).map((text) => text.trim()), onScreen);
  assert.deepEqual(await clipped(page), []);
  await assertNoSidewaysScrolling(page);
  for (const screenOnly of ['button.main', '.lang', '.sum dd:last-child']) {
    assert.equal(await page.locator(screenOnly).first().isVisible(), false, screenOnly);
  }
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
});

test('the whole study on paper fits 16 pages that can be read and filled in', async (t) => {
  const browser = await openBrowser({ javaScriptEnabled: false, viewport: A4 });
  t.after(() => browser.close());
  const { page } = browser;
  for (const language of ['de', 'de-simple']) {
    await page.goto(`${server.url}/s/wesermarsch/print?lang=${language}`);
    await page.emulateMedia({ media: 'print' });
    await assertNoSidewaysScrolling(page);
    assert.deepEqual(await clipped(page), []);
    const { sizes, lines } = await page.evaluate(() => {
      const all = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility() && !element.matches('.vh'));
      const texts = all.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
      return {
        sizes: texts.map((element) => parseFloat(getComputedStyle(element).fontSize)),
        lines: all.filter((element) => element.matches('.write')).map((element) => element.getBoundingClientRect().toJSON()),
      };
    });
    assert.ok(sizes.length > 800 && Math.min(...sizes) >= 12, `${Math.min(...sizes)} pixels are less than 9 points`);
    assert.ok(lines.length > 20);
    for (const { width, height } of lines) assert.ok(width >= 120 && height >= 20, `no room to write: ${width} × ${height}`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages > 5 && pages <= 16, `${pages} pages in ${language}`);
  }
});

test('a page of a matrix prints with all its rows and points', async (t) => {
  const page = await open(t, { viewport: DESK });
  await walkTo(page, new Set(['p/p09a']), async () => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(A4);
    assert.deepEqual(await clipped(page), []);
    const points = await page.locator('.m-opt').all();
    assert.ok(points.length > 60, `only ${points.length} points`);
    for (const point of [points[0], points.at(-1)]) assert.ok(await point.isVisible());
  });
});

/** Walks until all these pages were looked at. */
async function walkTo(page, places, look) {
  const done = new Error('done');
  const walk = answerAll(page, LEAVER, async (_, here) => {
    if (places.delete(here)) await look();
    if (places.size === 0) throw done;
  });
  await assert.rejects(walk, done, `not on the way: ${[...places]}`);
}

async function assertStretches(page) {
  await page.evaluate((style) => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: style }));
  }, STRETCHED);
  const spacing = await page.locator('body').evaluate((body) => getComputedStyle(body).letterSpacing);
  assert.notEqual(spacing, 'normal', 'the text is not stretched');
  await assertNoSidewaysScrolling(page);
  assert.deepEqual(await clipped(page), [], `clipped on ${page.url()}`);
}
