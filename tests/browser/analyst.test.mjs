// An analyst signs in, finds the survey and takes the data home.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

const RESPONSES = 25;
const WORKBOOK = ['data.xlsx', 'manifest.json'];
const FILES = ['codebook.csv', 'image.csv', 'manifest.json', 'reasons.csv', 'repeats.csv', 'responses.csv', 'transparency.csv'];

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: RESPONSES });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('an analyst signs in and downloads all seven files', async () => {
  const { page } = browser;
  await page.goto(`${server.url}/surveys/wesermarsch`);
  assert.equal(new URL(page.url()).pathname, '/login', 'nobody gets in without signing in');
  await looks(page);

  await signIn(page, 'not the password');
  assert.match(await page.title(), /^Fehler: /);
  assert.equal(await page.inputValue('#email'), 'analyse@wesermarsch.example');
  await looks(page);

  await signIn(page, server.password());
  await page.goto(`${server.url}/surveys`);
  await looks(page);
  assert.match(await page.locator('.rows .kv').innerText(), new RegExp(`\\b${RESPONSES}\\b`));

  await press(page, '.rows h3 a');
  assert.equal(new URL(page.url()).pathname, '/surveys/wesermarsch');
  await looks(page);

  for (const button of await page.locator('.downloads a').all()) {
    const arrives = page.waitForEvent('download');
    await button.click();
    const download = await arrives;
    assert.match(download.suggestedFilename(), /wesermarsch.*\.zip$/);
    const href = await button.getAttribute('href');
    const lines = FILES.map((name) => name.replace('.csv', '.jsonl'));
    const expected = { 'xlsx.zip': WORKBOOK, 'jsonl.zip': lines }[href.split('/').at(-1)] ?? FILES;
    assert.deepEqual(namesInZip(await readFile(await download.path())), expected);
  }

  await press(page, 'form[action$="/prepare"] button');
  assert.match(new URL(page.url()).pathname, /^\/jobs\//);
  await looks(page);
  const file = page.locator('a[href$="/file"]');
  for (let looked = 0; looked < 100 && (await file.count()) === 0; looked += 1) {
    await page.waitForTimeout(300);
    await page.reload();
  }
  await looks(page);
  const arrives = page.waitForEvent('download');
  await file.click();
  assert.deepEqual(namesInZip(await readFile(await (await arrives).path())), FILES);
  await page.goto(`${server.url}/jobs`);
  await looks(page);
  browser.assertOnly(server.url);
});

async function signIn(page, password) {
  await page.fill('#email', 'analyse@wesermarsch.example');
  await page.fill('#password', password);
  await press(page, '.card button');
}

/** The open page in both languages, on a phone, and on a desk in the dark. */
async function looks(page) {
  for (const [language, viewport, colorScheme] of [['en', PHONE, 'light'], ['de', DESK, 'dark']]) {
    const address = new URL(page.url());
    address.search = `lang=${language}`;
    // What comes back from a post, such as a wrong password, is looked at as it is.
    const isPosted = (await page.locator('.errsum').count()) > 0;
    if (!isPosted) await assertValidHtml(await (await page.goto(address.href)).text(), address.pathname);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
  }
}

/** Names from the central directory of a ZIP file, sorted. */
function namesInZip(bytes) {
  const names = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46)) {
    names.push(bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
  }
  return names.sort();
}
