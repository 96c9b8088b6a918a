// A passkey of a real browser: added, asked for, cancelled, and what a browser without script is told.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, openBrowser, PHONE, startDemo,
} from './support.mjs';
import { press } from './interview.mjs';

const EMAIL = 'admin@wesermarsch.example';

let server;
const browsers = [];

before(async () => {
  // Browsers make passkeys for names only.
  server = await startDemo({ responses: 0, host: 'localhost' });
  await server.addStaff(EMAIL, 'admin');
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
});

async function open(options) {
  const browser = await openBrowser(options);
  browsers.push(browser);
  return browser.page;
}

/** Gives the browser a device that holds passkeys; `isPresent` says whether somebody touches it. */
async function plug(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verified: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

async function signIn(page) {
  await page.goto(`${server.url}/login`);
  await page.fill('#email', EMAIL);
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
}

const path = (page) => new URL(page.url()).pathname;

async function looks(page) {
  for (const [viewport, colorScheme] of [[PHONE, 'light'], [DESK, 'dark']]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
    if (process.env.SCREENSHOTS) {
      const name = `${Date.now()}${path(page).replaceAll('/', '-')}-${viewport.width}.png`;
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}`, fullPage: true });
    }
  }
}

test('a passkey is added, asked for at the next sign-in, and taken away', async () => {
  const page = await open();
  const device = await plug(page);
  await signIn(page);
  await assertValidHtml(await (await page.goto(`${server.url}/me/factor`)).text(), 'factor');
  await looks(page);
  await page.fill('#passkey-name', 'Dienstrechner');
  await press(page, 'form[data-passkey] button');
  assert.equal(await page.locator('code').count(), 10, 'recovery codes');
  assert.equal((await device.credentials()).length, 1);
  await page.goto(`${server.url}/me/factor`);
  await looks(page);

  // The same device again: the browser says that it has one.
  await page.fill('#passkey-name', 'Noch einer');
  await press(page, 'form[data-passkey] button');
  assert.match(await page.locator('.errsum').innerText(), /schon einen Passkey/);
  assert.equal(await page.inputValue('#passkey-name'), 'Noch einer');
  await looks(page);

  await press(page, 'header form button');
  await signIn(page);
  assert.equal(path(page), '/login/code');
  await looks(page);
  // A finger that is not hers.
  await device.verified(false);
  await press(page, '#passkey');
  assert.match(await page.locator('.errsum').innerText(), /Abgebrochen/);
  await looks(page);
  await device.verified(true);
  await press(page, '#passkey');
  assert.equal(path(page), '/surveys');
  await page.goto(`${server.url}/me/factor`);
  assert.match(await page.locator('.rows').innerText(), /zuletzt benutzt/);
  await press(page, '.rows form button');
  assert.equal(await page.locator('.rows').count(), 0);
  await press(page, 'header form button');
  await signIn(page);
  assert.equal(path(page), '/surveys', 'the password is enough again');
});

test('a browser without script is told what else there is', async () => {
  const page = await open({ javaScriptEnabled: false, viewport: PHONE });
  await signIn(page);
  await page.goto(`${server.url}/me/factor`);
  assert.match(await page.innerText('main'), /Ohne JavaScript geht die App/);
  await assertNoSidewaysScrolling(page);
  await press(page, 'form[data-passkey] button');
  assert.match(await page.locator('.errsum').innerText(), /keinen Passkey gegeben/);
});
