// A designer chooses pictures for a question and its answers, sees them beside the fields, in the preview and in a pretest
// with the crest and colours of the organisation, takes one out and brings it back, and publishes: with and without script,
// on a phone too.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertLooksRight, assertValidHtml, openBrowser, PHONE, ROOT, startDemo } from './support.mjs';
import { press } from './interview.mjs';

const PICTURE = join(ROOT, 'docs/handbuch/antworten.png');
const CREST = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 36'><path fill='#5b2a86' d='M0 0h30v20q0 12-15 16Q0 32 0 20z'/></svg>";

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.addStaff('lena@wesermarsch.example', 'designer');
  const crest = join(server.data, 'crest.svg');
  await writeFile(crest, CREST);
  await server.command('organisation', 'look', 'wesermarsch', '--crest', crest, '--colour', '#5b2a86');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function looks(page, name) {
  await assertLooksRight(page, name);
  await assertValidHtml(await page.content(), name);
}

/** Waits until a picture has arrived, and gives its address. */
async function arrived(at, selector) {
  const picture = at.locator(selector).first();
  await picture.waitFor();
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await picture.evaluate((it) => it.complete && it.naturalWidth > 0)) return picture.getAttribute('src');
    await picture.page().waitForTimeout(50);
  }
  assert.fail(`${selector} is broken`);
}

for (const javaScriptEnabled of [true, false]) {
  const slug = javaScriptEnabled ? 'bilder' : 'bilder-ohne';

  test(`pictures are chosen, shown and published, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    page.setDefaultTimeout(15_000);
    const see = async (at, name) => javaScriptEnabled && looks(at, name);
    /** Chooses a file: with script that is all, without it is saved. */
    const choose = async (field, file) => {
      await page.setInputFiles(`[name="${field}"]`, file);
      if (!javaScriptEnabled) await press(page, '#element .btn[value=save]');
    };
    await page.goto(`${server.url}/login`);
    await page.fill('#email', 'lena@wesermarsch.example');
    await page.fill('#password', server.staffPassword);
    await press(page, '.card button');
    await page.goto(`${server.url}/questionnaires`);
    await page.selectOption('#template', 'template:feedback');
    await press(page, 'form:has(#template) button');
    const editor = page.url().split('?')[0];
    await page.goto(`${editor}?at=question%3Aoften`);

    // What is no picture is told at its field, and what was typed stays.
    await page.fill('[name="question:often|hint|de"]', 'Ungefähr reicht.');
    await choose('question:often|media', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
    await page.locator('.errsum').waitFor();
    assert.match(await page.innerText('.errsum'), /a\.png.*nicht, was der Name sagt/);
    assert.equal(await page.inputValue('[name="question:often|hint|de"]'), 'Ungefähr reicht.');

    await choose('question:often|media', PICTURE);
    await arrived(page, '.field .medium img');
    assert.equal(await page.inputValue('[name="question:often|hint|de"]'), 'Ungefähr reicht.');
    await page.locator('#element summary', { hasText: 'Bilder und Töne zu den Antworten' }).click();
    await choose('choice:often:1|media', { name: 'täglich.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('ID3\x04 a sound') });
    await page.locator('details .medium a').waitFor();
    assert.match(await page.innerText('details .medium'), /Ton: taeglich\.mp3/);
    await see(page, 'pictures-editor');

    // The preview looks as residents' pages do.
    const frame = page.frameLocator('iframe.phone');
    await arrived(frame, 'img.pic');
    await arrived(frame, 'img.crest');
    const colour = () => frame.locator('body').evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());
    if (javaScriptEnabled) assert.notEqual(await colour(), '');
    const preview = await page.getAttribute('iframe.phone', 'src');

    // Taken out, and brought back.
    await page.click('.field .medium button');
    await page.locator('.field .medium').waitFor({ state: 'detached' });
    await page.click('#undo');
    await arrived(page, '.field .medium img');

    await page.goto(`${editor}/pretests`);
    await press(page, 'form:has(#last_day) button');
    const address = await page.inputValue('#link');
    const guest = await openBrowser({ javaScriptEnabled, viewport: PHONE });
    guest.page.setDefaultTimeout(15_000);
    await guest.page.goto(address);
    await press(guest.page, 'form[action$="/start"] button');
    await arrived(guest.page, 'img.pic');
    await arrived(guest.page, 'img.crest');
    await see(guest.page, 'pictures-pretest');
    // The preview is nobody else's.
    assert.equal((await guest.page.goto(server.url + preview)).url(), `${server.url}/login`);
    guest.assertOnly(server.url);
    await guest.close();

    await page.goto(server.url + preview);
    await arrived(page, 'img.pic');
    await see(page, 'pictures-preview');

    // Residents get what was published.
    await page.goto(`${server.url}/surveys/new?questionnaire=${editor.split('/').pop()}`);
    await page.fill('#slug', slug);
    await page.check('#mode-open');
    await page.click('main form .btn:last-of-type');
    if (await page.locator('[name=anyway]').count()) {
      await page.check('[name=anyway]');
      await press(page, 'main form .btn:last-of-type');
    }
    const resident = await openBrowser({ javaScriptEnabled, viewport: PHONE });
    resident.page.setDefaultTimeout(15_000);
    for (let waited = 0; waited < 100; waited += 1) {
      const answer = await resident.page.goto(`${server.url}/s/${slug}`);
      if (answer.ok()) break;
      await resident.page.waitForTimeout(300);
    }
    await press(resident.page, 'form[action$="/start"] button');
    await arrived(resident.page, 'img.pic');
    await see(resident.page, 'pictures-resident');
    resident.assertOnly(server.url);
    await resident.close();
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}
