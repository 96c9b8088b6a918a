// A whole interview with every kind of question by somebody who has only a keyboard: Tab, space, return,
// arrow keys and letters. No mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertFocusIsSeen, DESK, ENLARGED, openBrowser, startDemo } from './support.mjs';
import { createFestival, VISITOR } from './festival.mjs';
import { place } from './interview.mjs';

let server;
let responses = 0;

before(async () => {
  server = await startDemo({ responses: 0 });
  await createFestival(server, 'fest', { strict: true, files: false });
});

after(() => server?.stop());

for (const [javaScriptEnabled, viewport, how] of [
  [false, DESK, 'without script on a desk'],
  [true, ENLARGED, 'with script at 400 percent'],
]) test(`AX-05 AX-13 AX-21: only with a keyboard from the first page to the thanks, ${how}`, async (t) => {
  const browser = await openBrowser({ javaScriptEnabled, reducedMotion: 'reduce', viewport });
  t.after(() => browser.close());
  const { page } = browser;
  const pressed = { _move: 0, _add: 0, _search: 0, summary: 0 };
  await page.goto(`${server.url}/s/fest`);
  const walked = [];
  while (place(page) !== 'done') {
    if (walked.at(-1) !== place(page)) walked.push(place(page));
    assert.ok(walked.length < 20, `no way out: ${walked.join(' ')}`);
    await answerAndGoOn(page, pressed);
  }
  assert.deepEqual(pressed, { _move: 1, _add: 1, _search: 1, summary: 1 }, 'every button was reached once');
  responses += 1;
  assert.equal(await server.countResponses('fest'), responses);
  browser.assertOnly(server.url);
});

/** Goes once through the page with Tab until something leads on. */
async function answerAndGoOn(page, pressed) {
  const before = place(page);
  // Who has searched or moved something goes on there.
  const isNew = await page.evaluate(() => document.activeElement === document.body && !location.hash);
  if (isNew) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip', 'AX-05: the skip link is first');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'AX-05: the skip link leads to the page');
  }
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    await assertFocusIsSeen(page);
    const at = await page.evaluate(() => {
      const { localName, type, name, value, className, checked } = document.activeElement;
      const group = document.getElementsByName(name);
      const answered = [...group].some((input) => input.checked);
      return { localName, type, name, value, className, checked, answered };
    });
    if (await act(page, at, pressed)) return;
  }
  assert.fail(`no way on from ${before}`);
}

/** Does with the focused element what somebody does who wants to answer; true when the page is left. */
async function act(page, { localName, type, name, value, className, answered }, pressed) {
  const leave = async () => {
    const loaded = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    await loaded;
    return true;
  };
  if (className.includes('main')) return leave();
  if (localName === 'button') {
    if (pressed[name] !== 0) return false;
    pressed[name] += 1;
    return leave();
  }
  if (localName === 'summary' && pressed.summary === 0) {
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.more-help').evaluate((details) => details.open), 'more help unfolds');
    pressed.summary += 1;
  }
  const isApart = value?.startsWith('-') || value === 'none';
  if (type === 'radio' || type === 'checkbox') {
    if (!answered && !isApart) await page.keyboard.press('Space');
  } else if (type === 'file') {
    // The return key would open a window of the system, which is beyond the page.
    return false;
  } else if (localName === 'select') {
    if (value === '') await page.keyboard.press('ArrowDown');
  } else if (type === 'date') {
    if (value === '') await page.keyboard.type('10072099');
  } else if (type === 'time') {
    if (value === '') await page.keyboard.type('1500');
  } else if ((localName === 'input' || localName === 'textarea') && value === '') {
    await page.keyboard.type(VISITOR[name] ?? (name === 'town.q' ? VISITOR.town : 'Musik'));
  }
  return false;
}
