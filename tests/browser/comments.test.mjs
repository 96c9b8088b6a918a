// Colleagues comment on a questionnaire, with and without script, on a phone too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

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

async function looks(page) {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await assertNoSidewaysScrolling(page);
    await assertAccessible(page);
  }
  if (await page.locator('.errsum').count()) return;
  const address = page.url().split('#')[0];
  await assertValidHtml(await (await page.request.get(address)).text(), address);
}

for (const javaScriptEnabled of [true, false]) {
  test(`a comment is made, answered and done, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    page.setDefaultTimeout(15_000);
    const see = async () => javaScriptEnabled && looks(page);
    await page.goto(`${server.url}/login`);
    await page.fill('#email', 'lena@wesermarsch.example');
    await page.fill('#password', server.staffPassword);
    await press(page, '.card button');
    await page.goto(`${server.url}/questionnaires`);
    await page.selectOption('#template', 'template:feedback');
    await press(page, 'form:has(#template) button');
    const editor = page.url().split('?')[0];

    await page.fill('#comment', 'Bitte kürzer.');
    await press(page, 'button[value=begin]');
    assert.match(await page.innerText('section[aria-labelledby=comments]'), /Kommentare: 1 offen[^]*Bitte kürzer\./);
    assert.match(await page.locator('.tree .cm').first().innerText(), /1/);
    assert.match(page.url(), /#comments$/);
    await see();
    await page.locator('#comment-1 summary').click();
    await page.fill('#answer-1', 'Ja.');
    await press(page, 'button[value="answer=1"]');
    assert.match(await page.innerText('#comment-1'), /Ja\./);

    if (javaScriptEnabled) {
      // What is being written stays while the element is saved and buttons are pressed.
      await page.goto(editor);
      await page.fill('#comment', 'Noch nicht fertig');
      await page.locator('textarea[name$="|title|de"]').fill('Ein anderer Titel');
      await page.waitForFunction(() => /gespeichert/.test(document.getElementById('saved').textContent), null, { timeout: 10_000 });
      await page.locator('button[value=down]').click();
      await page.waitForTimeout(1500);
      assert.equal(await page.inputValue('#comment'), 'Noch nicht fertig');
      await page.fill('#comment', '');
    }

    await page.goto(`${editor}/comments`);
    await see();
    await press(page, 'button[value="done=1"]');
    await page.goto(`${editor}/comments`);
    assert.match(await page.innerText('main'), /keiner offen/);
    await page.locator('main details summary').first().click();
    await press(page, 'button[value="reopen=1"]');

    // What cannot be kept is told and still there.
    await page.goto(editor);
    await page.fill('#comment', '   ');
    await press(page, 'button[value=begin]');
    assert.match(await page.innerText('.errsum'), /leer/);
    await see();
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}
