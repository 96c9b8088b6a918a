// Whoever writes a questionnaire may write anything: it stays text in the editor, beside it, and in its preview.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoSidewaysScrolling, openBrowser, ROOT, startDemo } from './support.mjs';
import { press } from './interview.mjs';

/** What would do something if it were more than text. What it would make is marked. */
const CORPUS = [
  '<script data-evil>alert(1)</script>',
  '"><img src=x data-evil onerror=alert(1)>',
  "'><svg data-evil onload=alert(1)>",
  '</textarea></title></select><b data-evil>x</b>',
  '<iframe data-evil srcdoc="<script>alert(1)</script>"></iframe>',
  '[klick](javascript:alert(1)) [klick](  JaVaScRiPt:alert(1)) <javascript:alert(1)> ![x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>) [y](//evil.example) [z](" onclick=alert(1) data-evil=")',
  '{{ 7*7 }} {% include "x" %} ${nirgends} {$x} %s \\u003cscript\\u003e &lt;img data-evil&gt; &#60;b data-evil&#62;',
  '\u202Etxt.exe\u202C \u2066\u2067x\u2069 \u200B\u200D\uFEFF 🧨👩‍👩‍👧 مرحبا',
  `${'W'.repeat(400)}`,
];
const ALL = CORPUS.join(' ');

let server;
const browsers = [];
/** What ran, or was kept from running. */
const seen = [];

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.addStaff('designer@evil.example', 'designer');
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
});

async function open(options) {
  const browser = await openBrowser(options);
  browsers.push(browser);
  const { page } = browser;
  page.setDefaultTimeout(20_000);
  page.on('dialog', (dialog) => { seen.push(`${page.url()}: ${dialog.type()} ${dialog.message()}`); dialog.dismiss(); });
  page.on('pageerror', (error) => seen.push(`${page.url()}: ${error}`));
  page.on('console', (line) => { if (/Content.Security|Refused|script/i.test(line.text())) seen.push(`${page.url()}: ${line.text()}`); });
  return page;
}

async function signIn(role) {
  const page = await open();
  await page.goto(`${server.url}/login`);
  await page.fill('#email', `${role}@evil.example`);
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
  return page;
}

/** Nothing of what was written became more than text, in the page and in what it frames. */
async function isText(page) {
  for (const frame of page.frames()) {
    const found = await frame.evaluate(() => {
      const bad = [...document.querySelectorAll('[data-evil], [onerror], [onload], [onclick], script:not([src]), iframe[srcdoc]')];
      for (const link of document.querySelectorAll('a[href], form[action], [formaction], [src]')) {
        const to = link.href || link.action || link.formAction || link.src;
        if (!/^(https?:\/\/(127\.0\.0\.1|[a-z.]+\.(example|de))[:/]|mailto:|tel:|about:blank)/.test(to) || /evil\.example\/?$/.test(to)) bad.push(link);
      }
      return bad.map((it) => it.outerHTML.slice(0, 200));
    }).catch(() => []);
    assert.deepEqual(found, [], `${page.url()} (${frame.url()})`);
  }
  assert.deepEqual(seen, [], page.url());
}

/** Every text of a document with all of that behind it. */
function poisoned(value) {
  if (Array.isArray(value)) return value.map(poisoned);
  if (value && typeof value === 'object') {
    const entries = Object.entries(value);
    const isText = entries.length > 0 && entries.every(([code, text]) => /^(de|en)(-|$)/.test(code) && typeof text === 'string');
    return Object.fromEntries(entries.map(([name, it]) => [name, isText ? `${it} ${ALL}` : poisoned(it)]));
  }
  return value;
}

async function bring(page, name, document) {
  const file = join(server.data, name);
  await writeFile(file, JSON.stringify(document));
  await page.goto(`${server.url}/questionnaires`);
  await page.setInputFiles('#file', file);
  await press(page, 'form:has(#file) button');
  await isText(page);
  return page.url().split('?')[0];
}

test('what authors write stays text', async () => {
  const page = await signIn('designer');
  const document = poisoned(JSON.parse(await readFile(join(ROOT, 'questionnaires', 'every-kind.json'), 'utf8')));
  const editor = await bring(page, '"><img src=x data-evil onerror=alert(1)>.json', document);
  // Every place that the outline leads to, page by page.
  const met = new Set();
  const left = [editor];
  while (left.length) {
    await page.goto(left.pop());
    await isText(page);
    await assertNoSidewaysScrolling(page);
    const found = await page.locator('.tree a[href]').evaluateAll((all) => all.map((it) => it.href));
    for (const link of found.filter((it) => !met.has(it))) {
      met.add(link);
      left.push(link);
    }
  }
  assert.ok(met.size > 40, `${met.size} places`);
  const besides = ['/problems', '/publish', '/text?at=questionnaire', '/translations', '/translations?in=en', '/delete'];
  for (const path of [...besides, `/translations?in=en&q=${encodeURIComponent(CORPUS[0])}`]) {
    await page.goto(editor + path);
    await isText(page);
    await assertNoSidewaysScrolling(page);
  }
});
