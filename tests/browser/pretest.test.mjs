// A designer makes a link; somebody without an account walks through the questionnaire with it and comments, with and
// without script, on a phone too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertLooksRight, assertValidHtml, DESK, openBrowser, PHONE, startDemo } from './support.mjs';
import { press } from './interview.mjs';
import { assertGetsFocus } from './rules.mjs';

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.addStaff('lena@wesermarsch.example', 'designer');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function looks(page, name) {
  await assertLooksRight(page, name);
  await assertValidHtml(await page.content(), name);
}

for (const javaScriptEnabled of [true, false]) {
  test(`a link is made, walked and commented on, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    page.setDefaultTimeout(15_000);
    const see = async (at, name) => javaScriptEnabled && looks(at, name);
    await page.goto(`${server.url}/login`);
    await page.fill('#email', 'lena@wesermarsch.example');
    await page.fill('#password', server.staffPassword);
    await press(page, '.card button');
    await page.goto(`${server.url}/questionnaires`);
    await page.selectOption('#template', 'template:feedback');
    await press(page, 'form:has(#template) button');
    const editor = page.url().split('?')[0];
    await page.click('a[href$="/pretests"]');
    await page.waitForURL(/pretests$/);
    assert.match(await page.innerText('main'), /Noch gibt es keinen Link/);
    await see(page, 'pretests-none');
    await press(page, 'form:has(#last_day) button');
    const address = await page.inputValue('#link');
    await see(page, 'pretests-made');

    const guest = await openBrowser({ javaScriptEnabled, viewport: PHONE });
    const { page: walk } = guest;
    walk.setDefaultTimeout(15_000);
    await walk.goto(address);
    await see(walk, 'welcome');
    await press(walk, 'form[action$="/start"] button');
    await see(walk, 'page');
    await walk.locator('input[name=often]').first().check({ force: true });
    await walk.selectOption('[name=_about]', 'question:often');
    await walk.fill('[name=_words]', '   ');
    await press(walk, '[name=_comment]');
    assert.match(await walk.innerText('.errsum'), /leer/);
    await see(walk, 'refused');
    await walk.selectOption('[name=_about]', 'question:often');
    await walk.fill('[name=_words]', 'Was heißt „oft“?');
    await walk.fill('[name=_guest]', 'Dora');
    await press(walk, '[name=_comment]');
    assert.match(await walk.innerText('main'), /Ihr Kommentar ist angekommen/);
    assert.ok(await walk.locator('input[name=often]').first().isChecked(), 'what is picked stays');
    await see(walk, 'kept');
    // A comment goes along with "next"; the name is there for the next one.
    await walk.fill('[name=_words]', 'Sonst gut.');
    await press(walk, '.acts .btn.main');
    assert.equal(await walk.inputValue('[name=_guest]'), 'Dora');
    await press(walk, '.acts .btn.main');
    await press(walk, '.acts .btn.main');
    assert.match(walk.url(), /review$/);
    await see(walk, 'review');
    await press(walk, '.acts .btn.main');
    assert.match(await walk.innerText('main'), /insgesamt/);
    await walk.fill('[name=_words]', 'Rund.');
    await press(walk, '[name=_comment]');
    await see(walk, 'done');
    guest.assertOnly(server.url);
    await guest.close();

    await page.goto(`${editor}?at=question%3Aoften`);
    assert.match(await page.innerText('section[aria-labelledby=comments]'), /Pretest: Dora[^]*Was heißt „oft“\?/);
    await see(page, 'editor');
    await page.goto(`${editor}/pretests`);
    assert.match(await page.innerText('main'), /begonnen: 1, bis zum Ende: 1, Kommentare: 3/);
    await press(page, 'form[action$="/end"] button');
    assert.match(await page.innerText('main'), /Link 1\s+beendet/);
    await see(page, 'pretests-ended');
    const answer = await page.goto(address);
    assert.equal(answer.status(), 410);
    await see(page, 'over');
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}

test('the preview is shown wide, and stays so', async () => {
  browser = await openBrowser({});
  const { page } = browser;
  page.setDefaultTimeout(15_000);
  await page.setViewportSize(DESK);
  await page.goto(`${server.url}/login`);
  await page.fill('#email', 'lena@wesermarsch.example');
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
  await page.goto(`${server.url}/questionnaires`);
  await page.selectOption('#template', 'template:feedback');
  await press(page, 'form:has(#template) button');
  const width = () => page.locator('iframe.phone').evaluate((it) => it.clientWidth);
  assert.ok(await width() < 400);
  await page.check('#preview-wide');
  assert.ok(await width() > 1000, `${await width()}`);
  await looks(page, 'wide');
  await page.setViewportSize(DESK);
  // Another element, and what is saved, leave it as it is.
  await page.click('.tree a[data-key="question:often"]');
  await page.locator('#heading').filter({ hasText: 'often' }).waitFor();
  assert.ok(await page.isChecked('#preview-wide'));
  await browser.close();
  browser = undefined;
});

test('Ctrl+Enter goes through the translations', async () => {
  browser = await openBrowser({});
  const { page } = browser;
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.url}/login`);
  await page.fill('#email', 'lena@wesermarsch.example');
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
  await page.goto(`${server.url}/questionnaires`);
  await page.selectOption('#template', 'template:feedback');
  await press(page, 'form:has(#template) button');
  await page.goto(`${page.url().split('?')[0]}/translations`);
  const texts = page.locator('.r-tr textarea');
  const names = await texts.evaluateAll((all) => all.map((it) => it.name));
  assert.match(await page.innerText('main'), /Strg\+Eingabe/);
  await looks(page, 'translations');
  const pressKeys = () => Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  await texts.first().fill('Typed by keys');
  await pressKeys();
  await assertGetsFocus(page, `[name="${names[1]}"]`);
  assert.equal(await texts.first().inputValue(), 'Typed by keys');
  await pressKeys();
  await assertGetsFocus(page, `[name="${names[2]}"]`);
  // From the last one to the first of those that follow.
  await texts.last().focus();
  await pressKeys();
  const last = await page.evaluate(() => document.activeElement.name);
  assert.ok(last === undefined || !names.includes(last), last);
  await browser.close();
  browser = undefined;
});
