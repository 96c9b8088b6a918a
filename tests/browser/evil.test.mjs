// Whoever writes a questionnaire, a comment, an answer or a name may write anything: it stays text in the editor, in its
// preview, on published pages and in a pretest, and for every role.

import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoSidewaysScrolling, openBrowser, PHONE, ROOT, startDemo } from './support.mjs';
import { answer, next, place, press, start } from './interview.mjs';
import { VISITOR } from './festival.mjs';

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
/** The same without what `check` keeps from being published. */
const PUBLISHED = ALL.replace('${nirgends} ', '');

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
    const looked = frame.evaluate(() => {
      const bad = [...document.querySelectorAll('[data-evil], [onerror], [onload], [onclick], script:not([src]), iframe[srcdoc]')];
      for (const link of document.querySelectorAll('a[href], form[action], [formaction], [src]')) {
        const to = link.href || link.action || link.formAction || link.src;
        if (!/^(https?:\/\/(127\.0\.0\.1|[a-z.]+\.(example|de))[:/]|mailto:|tel:|about:blank)/.test(to) || /^https?:\/\/evil\.example/.test(to)) bad.push(link);
      }
      return bad.map((it) => it.outerHTML.slice(0, 200));
    });
    // A preview may be on its way to another page.
    const found = await (frame === page.mainFrame() ? looked : looked.catch(() => []));
    assert.deepEqual(found, [], `${page.url()} (${frame.url()})`);
  }
  assert.deepEqual(seen, [], page.url());
}

/** Every text of a document with all of that behind it. */
function poisoned(value, poison = ALL) {
  if (Array.isArray(value)) return value.map((it) => poisoned(it, poison));
  if (value && typeof value === 'object') {
    const entries = Object.entries(value);
    const isText = entries.length > 0 && entries.every(([code, text]) => /^(de|en)(-|$)/.test(code) && typeof text === 'string');
    return Object.fromEntries(entries.map(([name, it]) => [name, isText ? `${it} ${poison}` : poisoned(it, poison)]));
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

/** What somebody answers who means no good. */
const ATTACKER = { ...VISITOR, wish: CORPUS[0], 'dish_name[1]': CORPUS[1], dishes: '1' };
/** Who sees it, and where they begin. */
const READERS = { admin: '/surveys', field: '/surveys', analyst: '/', viewer: '/surveys', designer: '/surveys' };

test('what was published, answered, commented on and named stays text for every role', async () => {
  const folder = join(server.data, 'published');
  await mkdir(folder);
  await cp(join(ROOT, 'questionnaires', 'lists'), join(folder, 'lists'), { recursive: true });
  const document = poisoned(JSON.parse(await readFile(join(ROOT, 'questionnaires', 'every-kind.json'), 'utf8')), PUBLISHED);
  await writeFile(join(folder, 'evil.json'), JSON.stringify(document));
  await server.command('survey', 'create', '--questionnaire', join(folder, 'evil.json'), '--slug', 'evil');
  for (const role of ['admin', 'field', 'analyst', 'viewer']) await server.addStaff(`${role}@evil.example`, role);

  const admin = await signIn('admin');
  await admin.goto(`${server.url}/organisation`);
  await admin.fill('#name', CORPUS[1]);
  await press(admin, 'form[action="/organisation/name"] button');
  await isText(admin);
  await admin.goto(`${server.url}/people`);
  await admin.fill('#email', '"<b data-evil>"@evil.example');
  await admin.locator('form:has(#email)').evaluate((form) => form.setAttribute('novalidate', ''));
  await press(admin, 'form:has(#email) button');
  await isText(admin);

  const designer = await signIn('designer');
  await designer.goto(`${server.url}/questionnaires`);
  await designer.selectOption('#template', 'template:feedback');
  await press(designer, 'form:has(#template) button');
  const editor = designer.url().split('?')[0];
  await designer.fill('section[aria-labelledby=comments] [name=words]', ALL);
  await designer.click('section[aria-labelledby=comments] form button');
  await designer.locator('section[aria-labelledby=comments]', { hasText: 'onerror=alert' }).waitFor();
  await isText(designer);
  await designer.goto(`${editor}/pretests`);
  await press(designer, 'form:has(#last_day) button');
  const guest = await open({ viewport: PHONE });
  await guest.goto(await designer.inputValue('#link'));
  await guest.locator('[name=_words]').first().fill(ALL);
  await guest.locator('[name=_guest]').first().fill(CORPUS[2]);
  await press(guest, '[name=_comment]');
  await isText(guest);

  for (const options of [{ viewport: PHONE }, { viewport: PHONE, javaScriptEnabled: false }]) {
    const page = await open(options);
    await walk(page);
  }
  await server.countResponses('evil');
  for (const [role, path] of Object.entries(READERS)) {
    const page = await signIn(role);
    const met = await readAll(page, [path, '/me', '/nothing<b data-evil>', `/surveys/${encodeURIComponent(CORPUS[1])}`]);
    assert.ok(met >= 6, `${role} saw ${met} pages`);
    if (role !== 'designer') continue;
    assert.ok(await readAll(page, [`${new URL(editor).pathname}/comments`, editor.replace(server.url, '')]) > 10);
  }
});

/** Answers the published questionnaire with script or without, and looks at every page of it. */
async function walk(page) {
  await start(page, server.url, 'de', 'evil');
  const walked = new Set();
  for (let steps = 0; place(page) !== 'done'; steps += 1) {
    assert.ok(steps < 30, `no way out: ${[...walked].join(' ')}`);
    await isText(page);
    await assertNoSidewaysScrolling(page);
    walked.add(place(page));
    if (place(page).startsWith('p/')) await answer(page, ATTACKER);
    await next(page);
  }
  await isText(page);
  assert.ok(walked.size >= 8, [...walked].join(' '));
  for (const path of ['', '/privacy', '/imprint', '/accessibility', '/p/nothing', '?lang=en']) {
    await page.goto(`${server.url}/s/evil${path}`);
    await isText(page);
  }
}

/** Goes through all pages of staff that links lead to, each in two variants at most (`?at=…`); how many there were. */
async function readAll(page, paths) {
  const left = paths.map((path) => server.url + path);
  const met = new Set(left);
  const variants = new Map();
  let read = 0;
  while (left.length) {
    const address = left.pop();
    const { pathname } = new URL(address);
    variants.set(pathname, (variants.get(pathname) ?? 0) + 1);
    if (variants.get(pathname) > 2) continue;
    const about = await page.request.get(address);
    if (!/^text\/html/.test(about.headers()['content-type'] ?? '')) continue;
    await page.goto(address);
    await isText(page);
    read += 1;
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((it) => it.href.split('#')[0]));
    for (const link of links.filter((it) => it.startsWith(server.url) && !it.startsWith(`${server.url}/s/`) && !met.has(it))) {
      met.add(link);
      left.push(link);
    }
  }
  return read;
}
