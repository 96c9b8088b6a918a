// Who leads surveys: a designer creates one from a file, a field manager pauses, extends and closes it; with and
// without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, ROOT, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: 25 });
  await server.addStaff('designer@wesermarsch.example', 'designer');
  await server.addStaff('field@wesermarsch.example', 'field');
  await server.addStaff('admin@wesermarsch.example', 'admin');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const javaScriptEnabled of [false, true]) {
  const name = javaScriptEnabled ? 'with-script' : 'without-script';

  test(`a survey is created and led, ${name}`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    const see = javaScriptEnabled ? looks : fits;
    await signIn(page, 'designer@wesermarsch.example');
    await see(page);

    await press(page, '.btn.push');
    assert.equal(new URL(page.url()).pathname, '/surveys/new');
    await see(page);
    await press(page, 'main form .btn');
    assert.match(await page.title(), /^Fehler: /);
    await see(page);
    await page.locator('.errsum a', { hasText: 'wie nah' }).click();
    await page.keyboard.press('Space');
    assert.ok(await page.isChecked('#mode-open'), 'the link leads to the field');
    await page.fill('#slug', name);
    await page.fill('#batch', '5');
    await page.setInputFiles('#file', `${ROOT}questionnaires/feedback.json`);
    await press(page, 'main form .btn');

    // A smaller batch is to be confirmed, and the file to be chosen again.
    assert.equal(await page.inputValue('#slug'), name);
    assert.match(await page.locator('.check').innerText(), /in kleineren Gruppen/);
    await see(page);
    await page.check('#anyway');
    await page.setInputFiles('#file', `${ROOT}questionnaires/feedback.json`);
    await press(page, 'main form .btn');
    assert.equal(new URL(page.url()).pathname, `/surveys/${name}`);
    assert.match(await page.locator('[role=status]').innerText(), /ist angelegt/);
    await see(page);
    await page.goto(`${server.url}/surveys/${name}/field`);
    assert.match(await page.innerText('main'), /finden|gibt es/, 'a designer does not lead the field');
    await page.goto(`${server.url}/surveys`);
    await press(page, 'header form .btn');

    await signIn(page, 'field@wesermarsch.example');
    await page.goto(`${server.url}/surveys`);
    await see(page);
    const row = page.locator('.rows > li', { hasText: `/s/${name}` });
    await row.locator('summary').click();
    assert.ok(await row.locator('.menu li a').first().isVisible(), 'the menu opens without script');
    await row.locator('.btn').click();
    assert.equal(new URL(page.url()).pathname, `/surveys/${name}/field`);
    await see(page);
    await press(page, 'form[action$="/pause"] button');
    assert.match(await page.locator('[role=status]').innerText(), /Gespeichert/);
    await residents(page, name, /später|wieder/i);
    await page.goto(`${server.url}/surveys/${name}/field`);
    await press(page, 'form[action$="/open"] button');
    await page.fill('#last_day', '2020-01-01');
    await press(page, 'form[action$="/extend"] button');
    assert.match(await page.title(), /^Fehler: /);
    assert.equal(await page.inputValue('#last_day'), '2020-01-01');
    await see(page);
    await press(page, '.btn.danger');
    await see(page);
    await press(page, '.btn.danger');
    assert.match(await page.locator('.tag').innerText(), /beendet/);
    await see(page);
    await page.goto(`${server.url}/surveys?state=closed`);
    assert.equal(await page.locator('.pills [aria-current]').innerText().then((it) => it.split(/\s/)[0]), 'Beendet');
    await see(page);

    // It is put aside and taken back.
    await page.goto(`${server.url}/surveys/${name}/field`);
    await press(page, 'form[action$="/archive"] button');
    await see(page);
    await page.goto(`${server.url}/surveys`);
    assert.equal(await page.locator('.rows > li', { hasText: `/s/${name}` }).count(), 0);
    await page.locator('.pills a', { hasText: 'Archiv' }).click();
    assert.equal(await page.locator('.rows > li', { hasText: `/s/${name}` }).count(), 1);
    await see(page);
    await press(page, 'header form .btn');

    // What is over for a short while cannot be deleted yet; what has not begun can, by its name.
    const planned = `planned-${name}`;
    await server.command('survey', 'create', '--questionnaire', 'feedback', '--slug', planned,
      '--opens', '2099-01-01', '--organisation', 'wesermarsch');
    await signIn(page, 'admin@wesermarsch.example');
    await page.goto(`${server.url}/surveys/${name}/field`);
    await press(page, `a[href$="/${name}/delete"]`);
    assert.match(await page.innerText('main .note'), /lässt sie sich wieder öffnen/);
    await see(page);
    await page.goto(`${server.url}/surveys/${planned}/delete`);
    await see(page);
    await page.fill('#name', name);
    await press(page, '.btn.danger');
    assert.match(await page.title(), /^Fehler: /);
    assert.equal(await page.inputValue('#name'), name);
    await see(page);
    await page.fill('#name', planned);
    await press(page, '.btn.danger');
    assert.match(await page.locator('[role=status]').innerText(), /ist gelöscht/);
    assert.equal(await page.locator('.rows > li', { hasText: `/s/${planned}` }).count(), 0);
    await see(page);
    for (let looked = 0, status = 0; status !== 404; looked += 1) {
      assert.ok(looked < 100, 'residents still find it');
      status = (await page.goto(`${server.url}/s/${planned}`)).status();
      await page.waitForTimeout(300);
    }
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}

/** Waits until the copy of the survey that residents meet has followed. */
async function residents(page, slug, words) {
  for (let looked = 0; looked < 100; looked += 1) {
    await page.goto(`${server.url}/s/${slug}`);
    if (words.test(await page.innerText('main'))) return;
    await page.waitForTimeout(300);
  }
  assert.fail(`residents of ${slug} do not read ${words}`);
}

async function signIn(page, email) {
  await page.goto(`${server.url}/login`);
  await page.fill('#email', email);
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
  assert.equal(new URL(page.url()).pathname, '/surveys');
}

async function fits(page) {
  await page.setViewportSize(PHONE);
  await assertNoSidewaysScrolling(page);
  await page.setViewportSize(DESK);
  await assertNoSidewaysScrolling(page);
}

/** The open page on a phone, and on a desk in the dark. */
async function looks(page) {
  const isPosted = (await page.locator('.errsum').count()) > 0;
  if (!isPosted) await assertValidHtml(await (await page.goto(page.url())).text(), page.url());
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
  }
  if (process.env.SCREENSHOTS) await shoot(page);
}

/** Pictures of the open page, to be looked at. */
async function shoot(page) {
  const name = `${Date.now()}${new URL(page.url()).pathname.replaceAll('/', '-')}`;
  for (const [size, width] of [['phone', 390], ['desk', 1280]]) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${size}.png`, fullPage: true });
  }
}
