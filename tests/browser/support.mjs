// What the browser tests share: a demo server with its own data directory, a fresh browser,
// axe, and the rule that no request leaves the server's origin.
//
//     const server = await startDemo();
//     const browser = await openBrowser({ javaScriptEnabled: false, viewport: PHONE });
//     await browser.page.goto(server.url + '/s/wesermarsch');
//     ...
//     browser.assertOnly(server.url);
//     await browser.close();
//     await server.stop();

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The program to test: `cargo build` has made it, unless TEST_PROGRAM names another one. */
const PROGRAM = process.env.TEST_PROGRAM ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'zugvogel');

/**
 * A script that lets a page have axe once it is asked for. It stays in the browser: to send it into each page
 * that is looked at, and to have it compiled there, takes longer than what axe does then.
 */
const AXE = `globalThis.loadAxe = () => {${readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')}\n};`;

/** WCAG 1.4.10: nothing may need sideways scrolling at this width. */
export const PHONE = { width: 320, height: 640 };
/** WCAG 1.4.10: 400 percent of 1280 × 1024. */
export const ENLARGED = { width: 320, height: 256 };
export const DESK = { width: 1280, height: 900 };

/**
 * Starts `zugvogel demo` with simulated responses in a data directory of its own.
 * `password()` is the analyst's. `host` is the name by which people come, where a number will not do; `env` has
 * settings.
 */
export async function startDemo({ responses = 50, seed = 1, host, env } = {}) {
  assert.ok(existsSync(PROGRAM), `${PROGRAM} is missing; build it with \`cargo build\``);
  const data = await mkdtemp(join(tmpdir(), 'zugvogel-'));
  const { url, printed, stop } = await startProgram({
    data,
    args: ['demo', '--data', join(data, 'demo'), '--responses', `${responses}`, '--seed', `${seed}`],
    ready: '/s/wesermarsch',
    host,
    env,
  });

  /** How many responses there are after mixing whatever waits. */
  async function countResponses(survey = 'wesermarsch') {
    const out = join(await mkdtemp(join(data, 'export-')), 'files');
    const common = [survey, '--data', join(data, 'demo')];
    await run(['mix', ...common, '--force']);
    await run(['export', ...common, '--format', 'csv', '--preset', 'machine', '--out', out]);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    return manifest.files.find((file) => file.name === 'responses.csv').rows;
  }

  const password = () => printed().match(/password (\S+)/)[1];
  /** Runs a command of the program on the same data; gives what it printed. */
  const command = (...words) => run([...words, '--data', join(data, 'demo')]);
  /** A survey in which everybody is asked everything: in the study itself a lot decides about some pages. */
  async function openWhole(slug = 'gesamt') {
    await command('survey', 'create', '--questionnaire', 'wesermarsch-full', '--slug', slug);
    return slug;
  }
  /** A member of staff in the organisation of the study, who signs in with `staffPassword`. */
  const staffPassword = 'Sturmflut-1962-Wangerooge';
  async function addStaff(email, role) {
    const words = ['user', 'add', email, '--role', role, '--organisation', 'wesermarsch', '--password-stdin'];
    const adding = promisify(execFile)(PROGRAM, [...words, '--data', join(data, 'demo')]);
    adding.child.stdin.end(`${staffPassword}\n`);
    await adding;
  }
  return { url, data, password, staffPassword, addStaff, command, countResponses, openWhole, stop };
}

const run = async (args, env = {}) => (await promisify(execFile)(PROGRAM, args, { env: { ...process.env, ...env } })).stdout;

/**
 * Starts `zugvogel serve` on an installation with nothing in it, on SQLite or in schemas of a PostgreSQL that go with it.
 * None where there is no PostgreSQL.
 */
export async function startEmpty({ postgres = false } = {}) {
  const schemas = postgres ? await makeSchemas() : { urls: {}, drop: async () => {} };
  if (!schemas) return undefined;
  const data = await mkdtemp(join(tmpdir(), 'zugvogel-'));
  const command = (...words) => run([...words, '--data', join(data, 'stores')], schemas.urls);
  await command('migrate');
  const env = schemas.urls;
  const { url, stop } = await startProgram({ data, args: ['serve', '--data', join(data, 'stores')], ready: '/login', env });
  /** The tables of an export, rows by the names of columns. */
  async function exported(survey) {
    const out = join(data, 'export');
    await command('mix', survey, '--force');
    await command('export', survey, '--format', 'csv', '--preset', 'machine', '--out', out);
    return out;
  }
  return { url, data, command, exported, stop: async () => { await stop(); await schemas.drop(); } };
}

/** A schema for each store, as `tests/support/databases.rs` makes them; none where there is no PostgreSQL. */
async function makeSchemas() {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) {
    assert.notEqual(process.env.REQUIRE_POSTGRES, '1', 'REQUIRE_POSTGRES=1, but TEST_POSTGRES_URL is not set');
    return undefined;
  }
  const sql = (text) => promisify(execFile)('psql', ['--quiet', '--no-psqlrc', '-v', 'ON_ERROR_STOP=1', '-c', text, server]);
  const names = ['office', 'collect', 'results'].map((store) => [store, `test_${randomUUID().replaceAll('-', '')}_${store}`]);
  for (const [, name] of names) await sql(`CREATE SCHEMA ${name}`);
  const own = (name) => `${server}${server.includes('?') ? '&' : '?'}options=-csearch_path%3D${name}&application_name=${name}`;
  return {
    urls: Object.fromEntries(names.map(([store, name]) => [`ZUGVOGEL_${store.toUpperCase()}_URL`, own(name)])),
    drop: async () => { for (const [, name] of names) await sql(`DROP SCHEMA ${name} CASCADE`); },
  };
}

/** Starts the program and waits until it answers; with it goes the folder `data`. */
async function startProgram({ data, args, ready, env = {}, host }) {
  const port = await freePort();
  const url = `http://${host ?? '127.0.0.1'}:${port}`;
  const listen = { ZUGVOGEL_LISTEN: `127.0.0.1:${port}`, ZUGVOGEL_HEALTH_LISTEN: '127.0.0.1:0' };
  if (host) listen.ZUGVOGEL_PUBLIC_URL = url;
  const child = spawn(PROGRAM, args, { env: { ...process.env, ...env, ...listen }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.on('data', (bytes) => (printed += bytes));
  child.stderr.on('data', (bytes) => (printed += bytes));
  const exited = once(child, 'exit');
  // A test run that is broken off takes its server along.
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);

  async function stop() {
    child.kill('SIGTERM');
    await exited;
    process.off('exit', kill);
    await rm(data, { recursive: true, force: true });
  }

  try {
    await answers(`${url}${ready}`, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}; it printed:\n${printed}`);
  }
  return { url, stop, printed: () => printed };
}

/** Waits until the address answers at all; a debug build simulates for a while. */
async function answers(url, child) {
  for (let waited = 0; waited < 180_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    try {
      const response = await fetch(url);
      if (response.ok) return;
    } catch {
      // not listening yet
    }
    await sleep(100);
  }
  throw new Error(`${url} did not answer within three minutes`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The browser of this file: started when it is needed, ended when nobody has needed it for a while. */
const shared = { browser: undefined, users: 0, idle: undefined };

async function borrow() {
  clearTimeout(shared.idle);
  shared.users += 1;
  shared.browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return shared.browser;
}

function giveBack() {
  shared.users -= 1;
  if (shared.users > 0) return;
  shared.idle = setTimeout(() => {
    const { browser } = shared;
    shared.browser = undefined;
    browser.then((open) => open.close());
  }, 500);
}

/**
 * Opens a browser that knows nothing of any other, with one page. `options` are playwright's for a
 * context, such as `javaScriptEnabled`, `viewport`, `locale`, `colorScheme`, `forcedColors`.
 */
export async function openBrowser(options = {}) {
  const browser = await borrow();
  const context = await browser.newContext({ viewport: DESK, locale: 'de-DE', ...options });
  // A busy machine is no failure.
  context.setDefaultTimeout(120_000);
  await context.addInitScript(countFetches);
  await context.addInitScript(AXE);
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  return {
    context,
    page: await context.newPage(),
    /** Fails when a page asked anybody but this origin, or asked nobody at all. */
    assertOnly(origin) {
      assert.ok(requests.length > 0, 'no request was seen');
      const foreign = requests.filter((url) => new URL(url).origin !== origin);
      assert.deepEqual(foreign, [], 'requests left the origin');
    },
    async close() {
      await context.close();
      giveBack();
    },
  };
}

/** Runs in the page: counts what its scripts have asked the server for and not read yet. */
function countFetches() {
  const fetch = globalThis.fetch;
  const counted = { open: 0 };
  globalThis.fetchesOf = counted;
  globalThis.fetch = async (...about) => {
    counted.open += 1;
    // Whoever reads the answer has done so when this timer fires.
    const done = () => setTimeout(() => (counted.open -= 1), 20);
    try {
      const response = await fetch(...about);
      response.clone().text().then(done, done);
      return response;
    } catch (error) {
      done();
      throw error;
    }
  };
}

/** Whether an answer, or what is asked, is a page that somebody sends: no question of a script. */
export function isSending(answerOrRoute) {
  const request = answerOrRoute.request();
  return request.method() === 'POST' && request.isNavigationRequest();
}

/** Waits until the page's scripts, if any run, have got what they asked for. */
export async function settled(page) {
  for (let waited = 0; waited < 30_000; waited += 20) {
    // The page may be left meanwhile.
    const open = await page.evaluate(() => globalThis.fetchesOf?.open ?? 0).catch(() => 1);
    if (open === 0) return;
    await sleep(20);
  }
  assert.fail(`the scripts of ${page.url()} wait for ever`);
}

/**
 * Fails with every violation of WCAG 2.2 AA that axe finds. axe runs inside the page, so the
 * browser must allow scripts, even if the page has none.
 */
export async function assertAccessible(page) {
  const run = page.evaluate(async () => {
    if (!('axe' in globalThis)) globalThis.loadAxe();
    const { violations, passes } = await globalThis.axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
      // Only the number of the others is wanted, and they are slow to tell.
      resultTypes: ['violations'],
    });
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`),
    );
    return { found, passed: passes.length };
  });
  const result = await Promise.race([run, sleep(60_000, undefined, { ref: false })]);
  assert.ok(result, `axe did not end on ${page.url()}; does the browser allow scripts?`);
  assert.ok(result.passed > 0, 'axe checked nothing');
  assert.deepEqual(result.found, [], `axe found violations on ${page.url()}`);
}

/**
 * A page of staff on a phone by day and at a desk by night: nothing sideways, nothing that axe finds. With SCREENSHOTS set to a
 * folder, a picture of each comes into it.
 */
export async function assertLooksRight(page, name = new URL(page.url()).pathname.slice(1).replaceAll('/', '-')) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}-${viewport.width}.png`), fullPage: true });
    await assertNoSidewaysScrolling(page);
    await assertAccessible(page);
  }
}

/** Fails when the page must be scrolled sideways. */
export async function assertNoSidewaysScrolling(page) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  assert.ok(content <= window, `${page.url()} is ${content} pixels wide in a window of ${window}`);
}

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Not in the presets, and what people trip over.
    'input-missing-label': 'error',
    'no-missing-references': 'error',
    // Every button of ours submits, which is what a button does by itself.
    'no-implicit-button-type': 'off',
  },
});

/** Fails with every mistake in the mark-up as the server sent it. */
export async function assertValidHtml(html, name) {
  const report = await validator.validateString(html, name);
  const found = report.results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${name}:${line}:${column}: ${ruleId}: ${message}`),
  );
  assert.deepEqual(found, [], 'the mark-up has mistakes');
}

/** What Tab should stop at, in the order of the page; of a group of radio buttons only one. */
export function tabStops(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const isStop = (element) => {
      if (element.tabIndex < 0 || !element.checkVisibility() || element.type === 'hidden') return false;
      if (element.type !== 'radio') return true;
      const group = all.filter((other) => other.type === 'radio' && other.name === element.name);
      return element === (group.find((other) => other.checked) ?? group[0]);
    };
    const nameOf = (element) => element.id || `${element.innerText}${element.getAttribute('href') ?? ''}` || element.outerHTML;
    return all.filter(isStop).map(nameOf);
  });
}

/** Fails when the focus is invisible or covered; gives the name that `tabStops` gives. */
export async function assertFocusIsSeen(page) {
  const { name, outline, hit } = await page.evaluate(() => {
    const focused = document.activeElement;
    // The ring is around the element, or around the label that stands for it.
    const rings = [getComputedStyle(focused)];
    const label = focused.nextElementSibling;
    if (label?.matches('label')) rings.push(getComputedStyle(label), getComputedStyle(label, '::before'));
    const widths = rings.map((style) => (style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)));
    const box = focused.getClientRects()[0];
    const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      name: focused.id || `${focused.innerText}${focused.getAttribute('href') ?? ''}` || focused.outerHTML,
      outline: Math.max(...widths),
      hit: top === focused || focused.contains(top) || (top?.matches('label') && top.control === focused),
    };
  });
  assert.ok(outline >= 2, `the focus on "${name}" cannot be seen`);
  assert.ok(hit, `something covers "${name}", which has the focus`);
  return name;
}

/** Fails when Tab leaves the order of the page, or the focus cannot be seen somewhere. */
export async function assertKeyboardOrder(page) {
  const expected = await tabStops(page);
  assert.ok(expected.length > 5, `${page.url()} has only ${expected.length} stops`);
  // Away from the first stop and back to it, so that it has the focus from the keyboard.
  await page.focus('.skip');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  const seen = [await assertFocusIsSeen(page)];
  for (let presses = 0; seen.length < expected.length && presses < 3 * expected.length; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await assertFocusIsSeen(page);
    // A date has a stop for each of its parts.
    if (stop !== seen.at(-1)) seen.push(stop);
  }
  assert.deepEqual(seen, expected, `AX-05: order of ${page.url()}`);
}
