// Links by mail: an administrator invites somebody, who gets the link by mail; later she has forgotten her password.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { assertLooksRight, assertValidHtml, openBrowser, startDemo } from './support.mjs';
import { press } from './interview.mjs';

const MEIKE = 'meike@wesermarsch.example';
const PASSWORD = 'vier graue Gänse fliegen';

let smtp;
let server;
let browser;

before(async () => {
  smtp = await mailServer();
  Object.assign(process.env, {
    ZUGVOGEL_SMTP_HOST: '127.0.0.1',
    ZUGVOGEL_SMTP_PORT: `${smtp.port}`,
    ZUGVOGEL_SMTP_SECURITY: 'none',
    ZUGVOGEL_MAIL_FROM: 'Landkreis <umfragen@kreis.example>',
  });
  server = await startDemo({ responses: 0 });
  await server.addStaff('admin@wesermarsch.example', 'admin');
});

after(async () => {
  await browser?.close();
  await server?.stop();
  smtp?.close();
});

test('links go by mail, and what is not taken is shown', async () => {
  browser = await openBrowser();
  const { page } = browser;
  await page.goto(`${server.url}/login`);
  await looks(page);
  await signIn(page, 'admin@wesermarsch.example', server.staffPassword);
  await invite(page, MEIKE);
  assert.match(await page.locator('[role=status]').innerText(), /abgeschickt/);
  assert.equal(await page.locator('#link').count(), 0);
  await assertLooksRight(page);
  await choose(page, link(await smtp.next()));
  smtp.refuses = true;
  await page.goto(`${server.url}/login`);
  await signIn(page, 'admin@wesermarsch.example', server.staffPassword);
  await invite(page, 'berta@wesermarsch.example');
  assert.match(await page.locator('[role=alert]').innerText(), /nicht angenommen \(Antwort 550\)/);
  assert.match(await page.locator('#link').inputValue(), /set-password/);
  await assertLooksRight(page);
  smtp.refuses = false;
  await press(page, 'header form button');

  await page.click('a[href="/login/forgot"]');
  await page.waitForLoadState();
  await looks(page);
  await page.evaluate(() => document.querySelector('main form').setAttribute('novalidate', ''));
  await page.fill('#email', 'meike');
  await press(page, 'main form button');
  assert.match(await page.title(), /^Fehler: /);
  assert.equal(await page.inputValue('#email'), 'meike');
  await assertLooksRight(page);
  await page.fill('#email', MEIKE);
  await press(page, 'main form button');
  assert.match(await page.locator('[role=status]').innerText(), /Wenn es ein Konto/);
  await assertLooksRight(page);
  await choose(page, link(await smtp.next()));
  browser.assertOnly(server.url);
});

/** A mail server that keeps what it gets, as text. */
async function mailServer() {
  const mails = [];
  const waiting = [];
  const it = { refuses: false, next: () => new Promise((resolve) => { waiting.push(resolve); hand(); }) };
  const hand = () => { while (mails.length > 0 && waiting.length > 0) waiting.shift()(mails.shift()); };
  const listener = createServer((socket) => {
    let text = '';
    let data;
    socket.on('error', () => {});
    socket.write('220 localhost\r\n');
    socket.on('data', (bytes) => {
      text += bytes;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (data === undefined) {
          if (/^DATA/i.test(line)) data = [];
          const answer = /^RCPT/i.test(line) && it.refuses ? '550 no' : /^DATA/i.test(line) ? '354 go on' : '250 ok';
          socket.write(`${answer}\r\n`);
        } else if (line === '.') {
          mails.push(decode(data.join('\n')));
          data = undefined;
          socket.write('250 ok\r\n');
          hand();
        } else {
          data.push(line);
        }
      }
    });
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  it.port = listener.address().port;
  it.close = () => listener.close();
  return it;
}

/** The text of a mail, whichever way it is written. */
function decode(mail) {
  const [head, ...rest] = mail.split('\n\n');
  const body = rest.join('\n\n');
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  return body.replace(/=\n/g, '').replace(/=3D/g, '=');
}

const link = (text) => `${server.url}${text.match(/\/set-password\/\S+/)[0]}`;

async function invite(page, email) {
  await page.goto(`${server.url}/people`);
  await page.fill('#email', email);
  await page.check('#role-field');
  await press(page, 'form[action="/people/invite"] button');
}

async function choose(page, address) {
  // Somebody else's session would lead on from the page for signing in.
  await page.context().clearCookies();
  await page.goto(address);
  await page.fill('#password', PASSWORD);
  await page.fill('#again', PASSWORD);
  await press(page, '.card button');
  assert.equal(new URL(page.url()).pathname, '/login');
}

async function signIn(page, email, password) {
  await page.fill('#email', email);
  await page.fill('#password', password);
  await press(page, '.card button');
  assert.equal(new URL(page.url()).pathname, '/surveys');
}

/** How the page looks, and its mark-up. */
async function looks(page) {
  await assertValidHtml(await (await page.goto(page.url())).text(), page.url());
  await assertLooksRight(page);
}
