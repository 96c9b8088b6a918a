// An administrator changes name, crest and colours of her organisation, and what it demands; without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, ROOT, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

let server;
let browser;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.addStaff('admin@wesermarsch.example', 'admin');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const javaScriptEnabled of [false, true]) {
  test(`an organisation is set up, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
    browser = await openBrowser({ javaScriptEnabled });
    const { page } = browser;
    const see = javaScriptEnabled ? looks : fits;
    const before = await worn(page);
    await page.goto(`${server.url}/login`);
    await page.fill('#email', 'admin@wesermarsch.example');
    await page.fill('#password', server.staffPassword);
    await press(page, '.card button');
    await press(page, '.tabs a[href="/organisation"]');
    await see(page);
    await page.fill('#name', 'Kreis am Watt');
    await press(page, 'form[action="/organisation/name"] button');
    assert.match(await page.locator('[role=status]').innerText(), /Name ist gespeichert/);
    assert.match(await page.innerText('.bar'), /Kreis am Watt/);

    await page.fill('#colour', 'blau');
    await page.fill('#accent', '#e3a000');
    await page.setInputFiles('#crest', { name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<p>') });
    await press(page, 'form[action="/organisation/look"] button');
    assert.match(await page.title(), /^Fehler: /);
    assert.equal(await page.locator('.errsum li').count(), 2);
    assert.equal(await page.inputValue('#colour'), 'blau');
    await see(page);
    await page.fill('#colour', '#ffcc00');
    await page.setInputFiles('#crest', `${ROOT}questionnaires/wesermarsch.crest.svg`);
    await press(page, 'form[action="/organisation/look"] button');
    assert.match(await page.locator('[role=status]').innerText(), /Gespeichert/);
    assert.ok((await page.locator('.check li').count()) > 0, 'a colour that is too pale is told');
    await see(page);
    const coloured = await residents(page, before);
    await page.goto(`${server.url}/organisation`);
    await page.fill('#colour', '');
    await page.fill('#accent', '');
    await press(page, 'form[action="/organisation/look"] button');
    assert.equal(await page.inputValue('#colour'), '');
    // The next run begins when nobody sees these colours any more.
    await residents(page, coloured);
    browser.assertOnly(server.url);
    await browser.close();
    browser = undefined;
  });
}

/** The style sheet of the organisation on residents' pages; its name changes with the look. */
async function worn(page) {
  await page.goto(`${server.url}/s/wesermarsch`);
  return page.locator('link[href*="/look/look."]').getAttribute('href');
}

/** Waits until residents' pages wear another look than this, and gives it. */
async function residents(page, before) {
  for (let looked = 0; looked < 100; looked += 1) {
    const look = await worn(page);
    if (look !== before) return look;
    await page.waitForTimeout(300);
  }
  assert.fail('residents see the old look');
}

async function fits(page) {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    await assertNoSidewaysScrolling(page);
  }
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
    if (process.env.SCREENSHOTS) {
      const name = `${Date.now()}${new URL(page.url()).pathname.replaceAll('/', '-')}`;
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${viewport.width}.png`, fullPage: true });
    }
  }
}
