// Every kind of question, as it comes, with errors and with long texts: no violation of WCAG 2.2 AA, valid
// mark-up, nothing clipped, and the rules of rules.mjs. At 400 percent in daylight and on a desk in the dark.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertKeyboardOrder, ENLARGED, isSending, openBrowser, startDemo } from './support.mjs';
import { answerAll, next, start } from './interview.mjs';
import { ASKING, createFestival, NONSENSE, questionsOf, VISITOR } from './festival.mjs';
import { examine } from './examine.mjs';
import { assertNuFindsNothing } from './nu.mjs';
import { assertFollowsRules, assertMatrixIsNamed, assertSaysErrors, PREFIX } from './rules.mjs';

const AT_400_PERCENT = [{ viewport: ENLARGED, colorScheme: 'light' }];

describe('every kind of question', { concurrency: 2 }, () => {
  let server;
  let kinds;
  /** What the server sent, by name. */
  const pages = new Map();

  before(async () => {
    server = await startDemo({ responses: 0 });
    const festival = await createFestival(server, 'strict', { strict: true });
    await createFestival(server, 'wordy', { strict: true, wordy: true });
    kinds = new Map();
    for (const question of festival.pages.flatMap((page) => [...questionsOf(page)])) {
      for (const { name } of [question, ...(question.rows ?? []), ...(question.parts ?? [])]) kinds.set(name, question.kind);
    }
  });

  after(() => server?.stop());

  for (const language of ['de', 'ar', 'de-simple']) {
    test(`AX-01 AX-02 AX-03 AX-04 AX-06 AX-10 AX-11 AX-14 AX-15 AX-24: plain and refused in ${language}`, async (t) => {
      const seen = await walk(t, 'strict', language, (page, html, name) => {
        return examine(page, html, name, { seen: language !== 'de' });
      });
      assert.equal(new Set(seen.titles).size, seen.titles.length, `AX-06: pages share a title: ${seen.titles.join(' | ')}`);
      assert.equal(new Set(seen.helps).size, 1, 'AX-24: the help differs from page to page');
      assert.deepEqual([...seen.refused].sort(), ASKING, 'AX-02: every kind that asks was refused once');
      assert.ok(seen.points >= 12, `AX-04: only ${seen.points} points of matrices`);
    });

    test(`AX-02 AX-03 AX-05 AX-13: without script in ${language}`, async (t) => {
      const seen = await walk(t, 'strict', language, async (page) => {
        const help = await assertFollowsRules(page);
        await assertKeyboardOrder(page);
        return help;
      }, { javaScriptEnabled: false });
      assert.deepEqual([...seen.refused].sort(), ASKING, 'AX-02: every kind that asks was refused once');
    });
  }

  for (const language of ['de', 'ar']) {
    test(`AX-02 AX-10 AX-14: with long texts in ${language}`, async (t) => {
      await walk(t, 'wordy', language, (page, html, name) => examine(page, html, name, { looks: AT_400_PERCENT }));
    });
  }

  /** Walks through the survey, and on each page first sends nothing or nonsense. `look` gives the help at its end. */
  async function walk(t, slug, language, look, options = {}) {
    const browser = await openBrowser({ viewport: ENLARGED, reducedMotion: 'reduce', ...options });
    t.after(() => browser.close());
    const { page } = browser;
    const seen = { titles: [], helps: [], refused: new Set(), points: 0 };

    async function see(response, state) {
      const html = await response.text();
      const name = `${slug}-${language}-${new URL(page.url()).pathname.split('/').at(-1)}-${state}`;
      pages.set(name, html);
      seen.helps.push(await look(page, html, name));
    }

    await start(page, server.url, language, slug);
    await answerAll(page, VISITOR, async () => {
      await see(await page.reload(), 'plain');
      seen.titles.push(await page.title());
      seen.points += await assertMatrixIsNamed(page);
      const boxes = await page.locator('.choice label').allInnerTexts();
      assert.deepEqual(boxes.filter((words) => /^ok$/i.test(words.trim())), [], 'a box says what it confirms');
      const typed = await typeNonsense(page);
      const answered = page.waitForResponse(isSending);
      await next(page);
      const response = await answered;
      if (response.status() === 303) return; // nothing to answer on this page
      assert.equal(response.status(), 422);
      const fields = await assertSaysErrors(page, PREFIX[language]);
      for (const field of fields) seen.refused.add(kinds.get(nameOf(field, kinds)));
      for (const [name, nonsense] of typed) {
        assert.equal(await page.inputValue(`[name="${name}"]`), nonsense, 'AX-02: what was typed is kept');
      }
      await see(response, 'refused');
      await page.goto(page.url());
      await rank(page);
    });
    await see(await page.reload(), 'plain');
    await next(page);
    await see(await page.reload(), 'plain');
    browser.assertOnly(server.url);
    return seen;
  }

  test('AX-01: the Nu checker finds nothing either', async (t) => {
    await assertNuFindsNothing(t, pages);
  });
});

/** Types what is no answer into each field that can tell; gives what was typed where. */
async function typeNonsense(page) {
  const typed = [];
  for (const [name, nonsense] of Object.entries(NONSENSE)) {
    const field = page.locator(`[name="${name}"]`);
    if ((await field.count()) === 0) continue;
    await field.fill(nonsense);
    typed.push([name, nonsense]);
  }
  return typed;
}

/** Ranks as the list stands: pressing any of its buttons does that. */
async function rank(page) {
  const numbers = await page.locator('.rank input').all();
  for (const [index, number] of numbers.entries()) await number.fill(`${index + 1}`);
}

/** The variable that a field's id belongs to: `liked_music-1`, `dish_name[2]`, `until.date`. */
function nameOf(id, kinds) {
  const names = [...kinds.keys()].filter((name) => id === name || (id.startsWith(name) && /^[-.[_]/.test(id.slice(name.length))));
  return names.sort((a, b) => b.length - a.length)[0];
}
