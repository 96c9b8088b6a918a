// Who writes questionnaires: from nothing to a survey in the field, with and without script, on a phone too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, settled, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: 25 });
  await server.addStaff('designer@wesermarsch.example', 'designer');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What every page of the editor must be, at a desk and on a phone. */
async function looks(page) {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await assertNoSidewaysScrolling(page);
    await assertAccessible(page);
  }
  if (await page.locator('.errsum').count()) return;
  await assertValidHtml(await (await page.goto(page.url())).text(), page.url());
}

async function signIn(page) {
  await page.goto(`${server.url}/login`);
  await page.fill('#email', 'designer@wesermarsch.example');
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
}

for (const javaScriptEnabled of [false, true]) {
  test(`a questionnaire is written and published, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    page.setDefaultTimeout(15_000);
    const see = async () => javaScriptEnabled && looks(page);
    // With script the editor stays the same page.
    const act = async (selector) => {
      if (!javaScriptEnabled) return press(page, selector);
      await page.click(selector);
      return settled(page);
    };
    await signIn(page);
    await page.goto(`${server.url}/questionnaires`);
    await see();

    await page.fill('#title', 'Gern hier?');
    await press(page, 'form:has(#title) button');
    assert.match(new URL(page.url()).pathname, /^\/questionnaires\/.+/);
    const editor = page.url().split('?')[0];
    await see();

    // A question with choices, as they are pasted from a spreadsheet.
    await page.selectOption('#new-kind', 'select_one');
    await page.fill('#new-text', 'Wohnen Sie gern hier?');
    await act('button[value=add-question]');
    await page.fill('#new-items', '1\tja\n2\tnein\n9\tweiß nicht');
    await act('button[value=add-items]');
    assert.equal(await page.locator('li.crow').count(), 3);
    await see();
    // Enter in a field saves, and does not move a choice.
    await page.locator('li.crow input').nth(1).fill('sehr');
    const loaded = javaScriptEnabled ? undefined : page.waitForNavigation();
    await page.locator('li.crow input').nth(1).press('Enter');
    await (loaded ?? settled(page));
    assert.equal(await page.locator('li.crow input').nth(1).inputValue(), 'sehr');
    assert.equal(await page.locator('li.crow input').nth(0).inputValue(), '1');
    const undo = page.locator('#undo');
    assert.match(await undo.getAttribute('aria-label'), /^Rückgängig: /);
    await act('#undo');
    assert.equal(await page.locator('li.crow input').nth(1).inputValue(), 'ja');
    await act('#redo');
    assert.equal(await page.locator('li.crow input').nth(1).inputValue(), 'sehr');

    // The preview is the resident's page.
    const frame = page.frameLocator('iframe.phone');
    await frame.locator('text=Wohnen Sie gern hier?').first().waitFor();

    // What is wrong is told at its field, and in the list of problems.
    const relevant = 'input[name$="|relevant"]';
    await page.locator(relevant).first().fill('${nirgends} = 1');
    await act('button[value=save]:not(.vh)');
    assert.match(await page.locator('.field.bad').innerText(), /nirgends/);
    await see();
    await page.goto(`${editor}/problems`);
    await see();
    await page.locator('.rows a').first().click();
    await page.locator(relevant).first().fill('');
    await act('button[value=save]:not(.vh)');

    await page.goto(`${editor}/text?at=questionnaire`);
    await see();
    await page.goto(`${editor}/delete`);
    await see();
    await page.goto(`${editor}/publish`);
    await see();
    assert.match(await page.innerText('main'), /Als neue Umfrage/);
    await page.locator('a[href^="/surveys/new?"]').click();
    const slug = javaScriptEnabled ? 'gern' : 'gern-ohne';
    await page.fill('#slug', slug);
    await page.check('#mode-open');
    await press(page, 'main form .btn');
    if (await page.locator('#anyway').count()) {
      await page.check('#anyway');
      await press(page, 'main form .btn');
    }
    assert.equal(new URL(page.url()).pathname, `/surveys/${slug}`);

    // A text is published in the survey that runs.
    await page.goto(`${editor}?at=question%3Awohnen_sie_gern_hier`);
    await page.locator('textarea[name$="|label|de"]').fill('Leben Sie gern hier?');
    await act('button[value=save]:not(.vh)');
    await page.goto(`${editor}/publish?survey=${slug}`);
    assert.match(await page.innerText('main'), /Es gilt sofort für alle/);
    await see();
    await press(page, '#publish .btn');
    assert.equal(new URL(page.url()).pathname, `/surveys/${slug}`);
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}
