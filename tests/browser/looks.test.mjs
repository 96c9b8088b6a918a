// How forms of other tools look: tables that are blocks on a telephone, and pictures that have their
// room before they are there.

import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, ROOT, startDemo,
} from './support.mjs';
import { answer, next, place } from './interview.mjs';
import { assertFollowsRules, assertSaysErrors } from './rules.mjs';

const PICTURES = `
| survey | | | | | | |
| | type | name | label | image | big-image | appearance |
| | begin_group | page | The harbour | | | field-list |
| | note | quay | The quay | quay.png | quay.png | |
| | select_one boat | boat | Which boat is it? | quay.png | | |
| | end_group | | | | | |
| choices | | | | |
| | list_name | name | label | image |
| | boat | ferry | A ferry | quay.png |
| | boat | barge | A barge | |
| settings | | |
| | form_id | default_language |
| | pictures | English (en) |
| _zugvogel | | |
| | key | text |
| | publisher.name | Stadt Musterhausen |
| | publisher.contact | Jonas Petersen |
| | publisher.phone | 030 23125-020 |
| | publisher.email | umfrage@musterhausen.example |
| | publisher.imprint | Stadt Musterhausen |
| | publisher.privacy | No names. |
`;

const PERSON = {
  bus: 'daily', 'moved.month': '5', 'moved.year': '2019', 'born.month': '2', 'born.year': '1990', built: '1904',
};

describe('the looks of XLSForm', () => {
  let server;

  before(async () => {
    server = await startDemo({ responses: 0 });
    const create = (file, slug) => server.command('survey', 'create', '--questionnaire', file, '--slug', slug);
    await create(join(ROOT, 'tests/forms/appearances.md'), 'looks');
    const file = join(server.data, 'pictures.md');
    await mkdir(join(server.data, 'pictures-media'));
    await copyFile(join(ROOT, 'docs/screenshot.png'), join(server.data, 'pictures-media/quay.png'));
    await writeFile(file, PICTURES);
    await create(file, 'pictures');
  });

  after(() => server?.stop());

  test('AX-04: rows of a table are blocks on a telephone and lines on a desk', async (t) => {
    const browser = await openBrowser({ javaScriptEnabled: true });
    t.after(() => browser.close());
    const { page } = browser;
    await page.goto(`${server.url}/s/looks?lang=en`);
    await next(page);
    await look(page);
    await next(page);
    await assertSaysErrors(page, 'Error: ');
    await look(page);
    for (const expected of ['p/shops', 'p/looks', 'review']) {
      await answer(page, PERSON);
      await next(page);
      assert.equal(place(page), expected);
      if (expected !== 'review') await look(page);
    }
    browser.assertOnly(server.url);
  });

  test('a row comes and goes with the answer in another row of its table', async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const { page } = browser;
    await page.goto(`${server.url}/s/looks?lang=en`);
    await next(page);
    const rows = () => page.locator('.m-row legend').evaluateAll((all) => all.map((legend) => legend.id));
    assert.deepEqual(await rows(), ['bus', 'bike', 'train']);
    await page.locator('#train-daily').check();
    await page.locator('#bus-never').check();
    await page.locator('[name=train]').first().waitFor({ state: 'detached' });
    assert.deepEqual(await rows(), ['bus', 'bike']);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'bus-never');
    await page.locator('#bus-seldom').check();
    await page.locator('[name=train]').first().waitFor();
    assert.deepEqual(await rows(), ['bus', 'bike', 'train']);
    assert.ok(await page.locator('#train-daily').isChecked());
    assert.equal(await page.locator('.m-head').count(), 1);
  });

  test('AX-18: pictures come from the survey itself, fit, and move nothing', async (t) => {
    const browser = await openBrowser();
    t.after(() => browser.close());
    const { page } = browser;
    await page.goto(`${server.url}/s/pictures?lang=en`);
    await next(page);
    const heights = () => page.locator('img').evaluateAll((all) => all.map((image) => image.getBoundingClientRect().height));
    const before = await heights();
    await page.locator('img').evaluateAll((all) => Promise.all(all.map((image) => {
      image.loading = 'eager';
      return image.decode();
    })));
    const loaded = await heights();
    assert.deepEqual(loaded, before);
    assert.equal(loaded.length, 3);
    await look(page);
    browser.assertOnly(server.url);
  });
});

/** Looks at the open page on a telephone and on a desk. */
async function look(page) {
  await assertValidHtml(await page.content(), page.url());
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    await assertAccessible(page);
    await assertFollowsRules(page);
    await assertNoSidewaysScrolling(page);
    for (const row of await page.locator('.m-row').evaluateAll(inLine)) {
      assert.equal(row, viewport === DESK, `${page.url()} at ${viewport.width}`);
    }
  }
}

/** Of each row, whether its first point stands beside its text. Runs in the page. */
function inLine(rows) {
  return rows.map((row) => {
    const [text, point] = ['legend', 'input'].map((name) => row.querySelector(name).getBoundingClientRect());
    return text.top < point.bottom && point.top < text.bottom;
  });
}
