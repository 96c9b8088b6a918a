// Signing in by an identity provider: another origin, another program, with its own pages; nothing leaves this machine.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Provider } from 'oidc-provider';
import { assertLooksRight, assertNoSidewaysScrolling, assertValidHtml, openBrowser, PHONE, startDemo } from './support.mjs';
import { press } from './interview.mjs';

const BUTTON = 'Mit Landkreis-Konto anmelden';
const SECRET = 'geheim-beim-anbieter';

let server;
let issuer;
let provider;
let folder;
const browsers = [];

before(async () => {
  let answer;
  provider = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${provider.address().port}`;
  folder = await mkdtemp(join(tmpdir(), 'zugvogel-oidc-'));
  await writeFile(join(folder, 'secret'), SECRET);
  server = await startDemo({
    responses: 0,
    // Another site than the provider's.
    host: 'localhost',
    env: {
      ZUGVOGEL_OIDC_ISSUER: issuer,
      ZUGVOGEL_OIDC_CLIENT_ID: 'zugvogel',
      ZUGVOGEL_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      ZUGVOGEL_OIDC_NAME: BUTTON,
    },
  });
  answer = serving(`${server.url}/login/oidc/callback`);
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
  provider?.closeAllConnections();
  provider?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** A provider with keys of its own, to which any name may sign in. */
function serving(callback) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'ES256' };
  const made = new Provider(issuer, {
    clients: [{
      client_id: 'zugvogel', client_secret: SECRET, redirect_uris: [callback], id_token_signed_response_alg: 'ES256',
    }],
    jwks: { keys: [key] },
    cookies: { keys: ['one that only this test knows'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@wesermarsch.example`, email_verified: true }),
    }),
  });
  return made.callback();
}

/** A page; what pages of ours load from the provider is in `foreign`. */
async function open(options) {
  const browser = await openBrowser(options);
  browsers.push(browser);
  const { page } = browser;
  const foreign = [];
  page.on('request', (request) => {
    if (request.url().startsWith(issuer) && !request.isNavigationRequest() && page.url().startsWith(server.url)) {
      foreign.push(request.url());
    }
  });
  return { page, foreign };
}

const arrives = (page, path) => page.waitForURL(`${server.url}${path}`);

/** From our page to the provider, and through its own. */
async function signInThere(page, name) {
  await page.goto(`${server.url}/login`);
  await page.click(`text=${BUTTON}`);
  await page.fill('[name=login]', name);
  await page.fill('[name=password]', 'x');
  await page.click('button[type=submit]');
  await page.click('button:has-text("Continue")');
}

async function walk(page, name, look) {
  await server.addStaff(`${name}@wesermarsch.example`, 'admin');
  const login = await page.goto(`${server.url}/login`);
  await assertValidHtml(await login.text(), 'login');
  await look(page);

  // The first time the password is asked for.
  await signInThere(page, name);
  await arrives(page, '/login/oidc/link');
  await assertValidHtml(await page.content(), 'proof');
  await look(page);
  await page.fill('#password', 'falsch-falsch-falsch');
  await press(page, '.card button');
  assert.match(await page.locator('.errsum').innerText(), /stimmt nicht/);
  await look(page);
  await page.fill('#password', server.staffPassword);
  await press(page, '.card button');
  await arrives(page, '/surveys');
  await page.goto(`${server.url}/me`);
  assert.match(await page.innerText('#identity'), /Verknüpft seit/);
  await look(page);

  // Then the button is enough; the provider still knows her.
  await press(page, 'header .push form button');
  await arrives(page, '/login');
  await page.click(`text=${BUTTON}`);
  await arrives(page, '/surveys');

  // The link is removed, for which the password is asked, and made again.
  await page.goto(`${server.url}/me`);
  await press(page, '#identity button');
  await page.fill('#confirm-password', server.staffPassword);
  await press(page, '.card button');
  await arrives(page, '/me');
  await page.click('#identity button');
  await page.waitForURL((url) => url.pathname === '/me' && url.origin === server.url);
  await page.locator('#identity', { hasText: 'Verknüpft seit' }).waitFor();
}

test('the first time with the password, then by the provider alone', async () => {
  const { page, foreign } = await open();
  await walk(page, 'anna', assertLooksRight);
  assert.deepEqual(foreign, []);
});

test('the same without script', async () => {
  const { page, foreign } = await open({ javaScriptEnabled: false, viewport: PHONE });
  await walk(page, 'meike', assertNoSidewaysScrolling);
  assert.deepEqual(foreign, []);
});

test('who cancels, and who has no account, is told so and finds the way back', async () => {
  const { page } = await open();
  await page.goto(`${server.url}/login`);
  await page.click(`text=${BUTTON}`);
  await page.click('text=Cancel');
  await page.locator('main .note', { hasText: 'abgebrochen' }).waitFor();
  await assertValidHtml(await page.content(), 'refused');
  await assertLooksRight(page);
  await page.click('main .btn');
  await arrives(page, '/login');
  await signInThere(page, 'nobody');
  await page.locator('main .note', { hasText: 'kein Konto' }).waitFor();
  await assertLooksRight(page);
});
