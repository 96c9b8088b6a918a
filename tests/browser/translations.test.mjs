// Who translates a questionnaire, with and without script, on a phone too: two people, a draft, its review.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

const NAMES = ['lena', 'meike'];
const TEXT = '.r-tr textarea';

let server;
let browsers = [];

before(async () => {
  server = await startDemo({ responses: 0 });
  for (const name of NAMES) await server.addStaff(`${name}@wesermarsch.example`, 'designer');
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
});

/** What every page must be, at a desk and on a phone. */
async function looks(page) {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await assertNoSidewaysScrolling(page);
    await assertAccessible(page);
  }
  if (await page.locator('.errsum').count()) return;
  await assertValidHtml(await (await page.goto(page.url())).text(), page.url());
}

async function signIn(page, name) {
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.url}/login`);
  await page.fill('#email', `${name}@wesermarsch.example`);
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
}

for (const javaScriptEnabled of [true, false]) {
  test(`a text is translated and reviewed, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browsers = [await openBrowser({ javaScriptEnabled }), await openBrowser({ javaScriptEnabled })];
    const [lena, meike] = browsers.map((browser) => browser.page);
    const see = async (page) => javaScriptEnabled && looks(page);
    for (const [at, page] of [lena, meike].entries()) await signIn(page, NAMES[at]);

    await lena.goto(`${server.url}/questionnaires`);
    await lena.selectOption('#template', 'template:feedback');
    await press(lena, 'form:has(#template) button');
    const editor = lena.url().split('?')[0];
    await press(lena, 'a[href$="/translations"]');
    const desk = lena.url();
    await see(lena);
    assert.match(await lena.innerText('.pcard'), /^English en/);

    // A language from right to left; the page itself stays as it is.
    await lena.selectOption('#language', 'ar');
    await press(lena, 'form[action$="/add"] button');
    const first = lena.locator(TEXT).first();
    assert.equal(await first.getAttribute('dir'), 'rtl');
    assert.equal(await lena.locator('html').getAttribute('dir'), 'ltr');
    const name = await first.getAttribute('name');
    await first.fill('متى؟');
    await press(lena, 'button[value=next]');
    assert.match(lena.url(), /from=20/);
    await lena.goto(`${desk}?in=ar&state=draft`);
    assert.match(await lena.innerText('.r-tr'), /Von Ihnen; jemand anders prüft\./);
    await see(lena);

    // Somebody else reads it; the field of a filter is an address.
    await meike.goto(desk);
    await meike.locator('a.pcard').nth(1).click();
    await meike.selectOption('#state', 'draft');
    await press(meike, 'form[role=search] button');
    assert.match(meike.url(), /state=draft/);
    await press(meike, `button[value="review=${name}"]`);
    assert.match(await meike.innerText('.empty'), /nichts/);
    await meike.goto(`${desk}?in=ar&state=reviewed`);
    assert.match(await meike.innerText('.r-tr'), /von meike@wesermarsch\.example/);
    await see(meike);

    // What cannot be confirmed says so, and nothing typed is lost.
    await meike.goto(`${desk}?in=ar`);
    const other = meike.locator(TEXT).first();
    await other.fill('نص');
    await press(meike, 'button[value=save]');
    await press(meike, 'form[action$="/undo"] button');
    await meike.goto(`${desk}?in=en`);
    const own = meike.locator(TEXT).first();
    const field = await own.getAttribute('name');
    await own.fill('Changed');
    await press(meike, `button[value="review=${field}"]`);
    assert.match(await meike.innerText('.errsum'), /kann nicht selbst prüfen/);
    assert.equal(await meike.locator(`[name="${field}"]`).inputValue(), 'Changed');
    await see(meike);

    // A file with what is missing goes out and comes back.
    const csv = join(server.data, 'ar.csv');
    assert.equal(name, 'questionnaire|/title');
    await writeFile(csv, 'language,element,list,id,path,target\nar,questionnaire,,,/title,أهلا\nar,question,,nobody,/label,x\n');
    await meike.goto(`${desk}?in=ar`);
    await meike.setInputFiles('#file', csv);
    await press(meike, 'form[action$="/file"] button');
    assert.match(await meike.innerText('main'), /Ein Text übernommen/);
    assert.match(await meike.innerText('main'), /Zeile: 3/);
    if (javaScriptEnabled) {
      for (const size of [PHONE, DESK]) {
        await meike.setViewportSize(size);
        await assertNoSidewaysScrolling(meike);
        await assertAccessible(meike);
      }
    }

    await meike.goto(`${desk}/remove?in=ar`);
    await see(meike);
    await press(meike, 'main form button');
    assert.equal(await meike.locator('.pcard').count(), 1);
    await meike.goto(editor);
    for (const browser of browsers) {
      browser.assertOnly(server.url);
      await browser.close();
    }
    browsers = [];
  });
}
