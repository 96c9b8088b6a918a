// An administrator lets a colleague in; both use a browser, the colleague one without script.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

const ADMIN = 'admin@wesermarsch.example';
const MEIKE = 'meike@wesermarsch.example';
const PASSWORD = 'vier graue Gänse fliegen';

let server;
let admin;
let meike;

before(async () => {
  server = await startDemo({ responses: 0 });
  admin = await openBrowser();
  meike = await openBrowser({ javaScriptEnabled: false, viewport: PHONE });
});

after(async () => {
  await admin?.close();
  await meike?.close();
  await server?.stop();
});

test('an administrator invites somebody, who chooses a password and sets up a second factor', async () => {
  const { page } = admin;
  const told = await server.command('user', 'add', ADMIN, '--organisation', 'wesermarsch', '--role', 'admin');
  await page.goto(here(told));
  await looks(page);
  await choose(page, 'passwort1234');
  assert.match(await page.title(), /^Fehler: /);
  await looks(page);
  await choose(page, PASSWORD);
  assert.equal(new URL(page.url()).pathname, '/login');
  await signIn(page, ADMIN);

  await page.goto(`${server.url}/people`);
  await looks(page);
  await page.fill('#email', MEIKE);
  await page.check('#role-analyst');
  await page.check('#role-field');
  await press(page, 'form[action="/people/invite"] button');
  assert.match(await page.locator('.errsum').innerText(), /kann niemand zugleich sein/);
  assert.equal(await page.inputValue('#email'), MEIKE);
  await looks(page);
  await page.uncheck('#role-analyst');
  await press(page, 'form[action="/people/invite"] button');
  const link = here(await page.locator('#link').inputValue());
  await axe(page);

  const { page: phone } = meike;
  await phone.goto(link);
  await choose(phone, PASSWORD);
  assert.match(await phone.locator('[role=status]').innerText(), /gespeichert/);
  await signIn(phone, MEIKE);
  await phone.goto(`${server.url}/me`);
  assert.equal(await phone.locator('.rows li').count(), 1);
  await phone.goto(`${server.url}/me/factor`);
  await press(phone, 'form[action="/me/factor/begin"] button');
  assert.equal(await phone.locator('svg.qr').count(), 1);
  await assertNoSidewaysScrolling(phone);
  await phone.fill('#code', code(await phone.locator('code').innerText(), 0));
  const key = await phone.locator('code').innerText();
  await press(phone, 'form[action="/me/factor/confirm"] button');
  assert.equal(await phone.locator('code').count(), 10);
  await press(phone, 'header form button');
  await signIn(phone, MEIKE);
  assert.equal(new URL(phone.url()).pathname, '/login/code');
  await phone.fill('#code', code(key, 1));
  await press(phone, '.card button');
  assert.equal(new URL(phone.url()).pathname, '/surveys');

  await page.goto(`${server.url}/people`);
  await looks(page);
  await press(page, `.rows li:has-text("${MEIKE}") a`);
  await looks(page);
  await press(page, 'form[action$="/disable"] button');
  await looks(page);
  await phone.goto(`${server.url}/me`);
  assert.equal(new URL(phone.url()).pathname, '/login');
  for (const path of ['/audit', '/me', '/me/factor', '/set-password/AAAA']) {
    await page.goto(`${server.url}${path}`);
    await looks(page);
  }
  await press(page, 'a[href="/me"] >> nth=0');
  admin.assertOnly(server.url);
  meike.assertOnly(server.url);
});

test('somebody of two organisations accepts with her password and switches, with and without script', async () => {
  const { page } = admin;
  const { page: phone } = meike;
  const both = 'jana@wesermarsch.example';
  const invite = (organisation, role) => server.command('user', 'add', both, '--organisation', organisation, '--role', role);
  const long = 'samtgemeinde-artland-und-umgebung-im-landkreis-osnabrueck';
  await phone.context().clearCookies();
  await phone.goto(here(await invite('wesermarsch', 'designer')));
  assert.equal(await phone.locator('#own-password').count(), 0, 'alone');
  await choose(phone, PASSWORD);
  await signIn(phone, both);
  assert.equal(await phone.locator('#workplace').count(), 0);

  // The page of the link is the same for who is new.
  const link = here(await invite(long, 'viewer'));
  await page.context().clearCookies();
  await page.goto(link);
  await looks(page);
  await accept(page, 'falsch-falsch-falsch');
  assert.match(await page.locator('.errsum').innerText(), /stimmt nicht/);
  await axe(page);
  await shoot(page, 'join-wrong');
  await phone.goto(link);
  await assertNoSidewaysScrolling(phone);
  await shoot(phone, 'join-phone');
  await accept(phone, PASSWORD);
  assert.equal(new URL(phone.url()).pathname, '/surveys');
  assert.equal(await phone.inputValue('#workplace'), long);
  assert.equal(await phone.locator('nav .tabs li').count(), 2, 'a viewer sees surveys and what is prepared');
  await assertNoSidewaysScrolling(phone);
  await shoot(phone, 'switch-phone');
  await switchTo(phone, 'wesermarsch');
  assert.equal(await phone.locator('a[href="/surveys/wesermarsch"]').count() > 0, true);

  // By the keyboard, with script; and a form that is open in another tab does nothing then.
  await page.goto(`${server.url}/login`);
  await signIn(page, both);
  assert.equal(await page.inputValue('#workplace'), 'wesermarsch', 'where she was last');
  const other = await page.context().newPage();
  await other.goto(`${server.url}/questionnaires`);
  await page.focus('#workplace');
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL('**/surveys'), page.keyboard.press('Enter')]);
  assert.equal(await page.inputValue('#workplace'), long);
  await press(other, 'main form button >> nth=0');
  assert.match(await other.locator('h1').innerText(), /gilt nicht mehr|gibt es hier nicht/);
  await axe(other);
  await other.close();
  await looks(page);
  await shoot(page, 'switch-desk');
  admin.assertOnly(server.url);
  meike.assertOnly(server.url);
});

async function accept(page, password) {
  await page.fill('#own-password', password);
  await press(page, 'form:has(#own-password) button');
}

async function switchTo(page, organisation) {
  await page.selectOption('#workplace', organisation);
  await press(page, '.places button');
}

/** The link that was shown, at the address of this test's server. */
function here(told) {
  return `${server.url}${told.match(/\/set-password\/\S+/)[0]}`;
}

async function choose(page, password) {
  await page.fill('#password', password);
  await page.fill('#again', password);
  await press(page, '.card button');
}

async function signIn(page, email) {
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await press(page, '.card button');
}

/** The code that an app shows (RFC 6238), some steps of half a minute from now. */
function code(key, steps) {
  const bits = [...key.replace(/ /g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The open page on a phone, and on a desk in the dark; as it is where it came back from a post. */
async function axe(page) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
  }
}

async function shoot(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
}

/** The same, and its mark-up in both languages. */
async function looks(page) {
  const isPosted = (await page.locator('.errsum').count()) > 0;
  if (!isPosted) {
    for (const language of ['en', 'de']) {
      const address = new URL(page.url());
      address.search = `lang=${language}`;
      await assertValidHtml(await (await page.goto(address.href)).text(), address.pathname);
    }
  }
  await axe(page);
}
