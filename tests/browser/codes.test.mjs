// Coming with a letter: the code by hand and by its QR code, what it opens, and what a person with a code
// may ask for. Every page of it is looked at in three languages.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isSending, openBrowser, PHONE, startDemo } from './support.mjs';
import { answerAll, next, place, press } from './interview.mjs';
import { examine } from './examine.mjs';
import { assertNuFindsNothing } from './nu.mjs';
import { assertGetsFocus, assertSaysErrors, PREFIX } from './rules.mjs';

describe('coming with a letter', { concurrency: 2 }, () => {
  let server;
  let codes;
  const pages = new Map();

  before(async () => {
    server = await startDemo({ responses: 0 });
    const offers = ['--withdrawal', '--prize-draw', '--report-by-mail', '--open-door', '--yes'];
    await server.command(
      'survey', 'create', '--questionnaire', 'feedback', '--slug', 'letter', '--mode', 'anonymous', ...offers,
    );
    const file = join(server.data, 'codes.csv');
    await server.command('codes', 'letter', '--count', '12', '--out', file, '--yes');
    codes = (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(',')[0]);
    assert.equal(codes.length, 12);
  });

  after(() => server?.stop());

  for (const language of ['de', 'ar', 'de-simple']) {
    test(`AX-01 AX-02 AX-10 AX-11 AX-14 AX-24: the pages around a code in ${language}`, async (t) => {
      const code = codes.pop();
      const browser = await openBrowser({ reducedMotion: 'reduce' });
      t.after(() => browser.close());
      const { page } = browser;
      const survey = `${server.url}/s/letter`;

      async function see(response, name) {
        const html = await response.text();
        const full = `letter-${language}-${name}`;
        pages.set(full, html);
        await examine(page, html, full);
      }
      const visit = async (path) => {
        const response = await page.goto(`${survey}${path}?lang=${language}`);
        assert.equal(response.status(), 200, path);
        await see(response, path.slice(1) || 'welcome');
      };
      /** Sends a form that is wrong. */
      const refuse = async (field, typed, name) => {
        await page.fill(`[name=${field}]`, typed);
        const answered = page.waitForResponse(isSending);
        await press(page, 'form .acts button');
        const response = await answered;
        assert.ok([400, 422].includes(response.status()), `${name}: ${response.status()}`);
        assert.deepEqual(await assertSaysErrors(page, PREFIX[language]), [field]);
        assert.equal(await page.inputValue(`[name=${field}]`), typed, 'AX-02: what was typed is kept');
        await see(response, name);
      };

      await visit('');
      await visit('/code');
      await refuse('code', '', 'code-empty');
      await refuse('code', `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`, 'code-mistyped');
      await visit('/opt-out');
      await refuse('code', 'A', 'opt-out-short');
      for (const path of ['/print', '/privacy', '/imprint', '/accessibility']) await visit(path);
      await visit('/barrier');
      await refuse('barrier', '', 'barrier-empty');
      await visit('/barrier-reported');
      await visit('/withdraw');
      await refuse('code', 'A', 'withdraw-short');

      await visit('/code');
      await page.fill('[name=code]', code);
      await next(page);
      await answerAll(page, {});
      await visit('/later');
      await visit('/forget');
      await visit('/review');
      await next(page);
      assert.equal(place(page), 'done');
      await visit('/done');
      for (const purpose of ['draw', 'report']) {
        await visit(`/${purpose}`);
        await refuse('address', '', `${purpose}-empty`);
        await page.fill('[name=address]', 'Jo Deichmann\nAm Siel 3\n26919 Brake');
        await next(page);
        await see(await page.reload(), `${purpose}-taken`);
      }
      await visit('/opted-out');
      await visit('/withdrawn');
      browser.assertOnly(server.url);
    });
  }

  test('AX-09: a code may be typed and pasted however it comes', async (t) => {
    const browser = await openBrowser({ javaScriptEnabled: false, viewport: PHONE });
    t.after(() => browser.close());
    const { page } = browser;
    const code = codes.pop();
    const forms = [
      ` ${code.toLowerCase().replaceAll('-', ' ')} `,
      code.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'),
      `${code.replaceAll('-', ' – ')}\t`,
    ];
    for (const typed of forms) {
      await page.goto(`${server.url}/s/letter/code?lang=de`);
      const field = page.locator('#code');
      assert.equal(await field.getAttribute('autocomplete'), 'one-time-code');
      assert.equal(await field.getAttribute('maxlength'), null, 'AX-09: nothing cuts off what is pasted');
      await field.focus();
      await page.keyboard.insertText(typed);
      await next(page);
      assert.match(place(page), /^p\//, `AX-09: "${typed}" is the code`);
    }
    browser.assertOnly(server.url);
  });

  test('AX-09 AX-13: the QR code is a way without typing, and a used code says so', async (t) => {
    const code = codes.pop();
    const link = `${server.url}/s/letter#${code.replaceAll('-', '')}`;

    await t.test('with script the code is there, and nowhere else', async (t) => {
      const browser = await openBrowser({ viewport: PHONE });
      t.after(() => browser.close());
      const { page } = browser;
      const sent = [];
      page.on('request', (request) => sent.push(`${request.url()} ${request.headers().referer ?? ''}`));
      await page.goto(link);
      assert.equal(new URL(page.url()).hash, '', 'the address bar forgets it');
      assert.equal(await page.locator('#by-hand').isVisible(), false);
      await assertGetsFocus(page, 'form:has([name=code]) button');
      assert.equal(await page.inputValue('[name=code]'), code, 'one press of the button is enough');
      await examine(page, await (await page.request.get(`${server.url}/s/letter`)).text(), 'by-link');
      await press(page, ':focus');
      assert.match(place(page), /^p\//);
      await answerAll(page, {});
      await next(page);
      assert.equal(place(page), 'done');
      const told = sent.filter((line) => line.includes(code) || line.includes(code.replaceAll('-', '')));
      assert.deepEqual(told, [], 'no address and no referrer holds the code');
      browser.assertOnly(server.url);
    });

    await t.test('without script one types it, on another device', async (t) => {
      const browser = await openBrowser({ javaScriptEnabled: false, viewport: PHONE });
      t.after(() => browser.close());
      const { page } = browser;
      await page.goto(link);
      await press(page, '#by-hand a.main');
      assert.equal(place(page), 'code');
      await page.fill('#code', code);
      await next(page);
      const told = await page.locator('main').innerText();
      assert.match(told, /schon|bereits/, `a used code says so: ${told}`);
      assert.equal(await page.locator('form .questions').count(), 0, 'and opens nothing');
      browser.assertOnly(server.url);
    });
  });

  test('the Nu checker finds nothing either', async (t) => {
    await assertNuFindsNothing(t, pages);
  });
});
