// The editor with its script: what is typed is saved by itself, nothing is lost without a connection or a sign-in, rows
// move by keys and by dragging, conditions are chosen instead of written.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible, assertNoSidewaysScrolling, DESK, openBrowser, PHONE, ROOT, startDemo } from './support.mjs';
import { press } from './interview.mjs';

let server;
let browser;
let page;
let editor;
/** What browsers say of answers that are refused, and of a preview that somebody who was signed out does not get. */
const EXPECTED = /Failed to load resource|^Framing /;
/** What went wrong in the script, or against the policy. */
const errors = [];

before(async () => {
  server = await startDemo({ responses: 1 });
  await server.addStaff('designer@wesermarsch.example', 'designer');
  browser = await openBrowser();
  page = browser.page;
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(error));
  page.on('console', (line) => { if (line.type() === 'error' && !EXPECTED.test(line.text())) errors.push(line.text()); });
  await signIn(page);
  editor = await begin();
});

after(async () => {
  if (errors.length) console.error(errors);
  await browser?.close();
  await server?.stop();
});

async function signIn(at) {
  await at.goto(`${server.url}/login`);
  await at.fill('#email', 'designer@wesermarsch.example');
  await at.fill('#password', server.staffPassword);
  await press(at, '.card button');
}

/** An empty questionnaire with a question and three answers; its address. */
async function begin() {
  await page.goto(`${server.url}/questionnaires`);
  await page.fill('#title', 'Mit Skript');
  await press(page, 'form:has(#title) button');
  await page.selectOption('#new-kind', 'select_one');
  await page.fill('#new-text', 'Wohnen Sie gern hier?');
  await page.click('button[value=add-question]');
  await page.locator('#heading:has-text("wohnen")').waitFor();
  await page.fill('#new-items', '1\tja\n2\tnein\n9\tweiß nicht');
  await page.click('button[value=add-items]');
  await rowsAre(['ja', 'nein', 'weiß nicht']);
  // The page is the same one from now on: a reload would forget this.
  await page.evaluate(() => { globalThis.isSame = true; });
  return page.url().split('?')[0];
}

const texts = () => page.locator('li.crow input:nth-of-type(2)').evaluateAll((all) => all.map((it) => it.value));
/** Waits until something holds. */
async function until(holds, what) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await holds()) return;
    await page.waitForTimeout(50);
  }
  assert.fail(await what());
}
const rowsAre = (wanted) => until(async () => `${await texts()}` === `${wanted}`, async () => `rows: ${await texts()}`);
const document = async () => (await page.request.get(`${editor}/file.json`)).json();
const label = () => page.locator('textarea[name$="|label|de"]');
const storedLabel = async () => (await document()).pages[0].questions[0].label.de;
const isStored = (wanted) => until(async () => (await storedLabel()) === wanted, storedLabel);
const isShown = (wanted) => until(async () => (await label().inputValue()) === wanted, () => label().inputValue());
const focused = () => page.evaluate(() => globalThis.document.activeElement.id || globalThis.document.activeElement.value);
const status = () => page.locator('#saved').innerText();

test('the library on the page is the one that npm has', async () => {
  const ours = await readFile(`${ROOT}/templates/assets/idiomorph.js`, 'utf8');
  const theirs = await readFile(fileURLToPath(import.meta.resolve('idiomorph/dist/idiomorph.min.js')), 'utf8');
  assert.equal(ours, theirs);
});

test('what is typed is saved by itself, and stays while it is', async () => {
  await label().fill('Wohnen Sie sehr gern hier?');
  await isStored('Wohnen Sie sehr gern hier?');
  await until(async () => /gespeichert/.test(await status()), status);
  // More is typed while the first part is on its way.
  await page.route(`${editor}*`, async (route) => {
    await new Promise((done) => { setTimeout(done, 700); });
    await route.continue();
  });
  await label().press('End');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await label().pressSequentially(' Ja');
  await sent;
  await label().pressSequentially('?!');
  await isStored('Wohnen Sie sehr gern hier? Ja?!');
  assert.equal(await label().inputValue(), 'Wohnen Sie sehr gern hier? Ja?!');
  assert.match(await focused(), /label/);
  await page.unroute(`${editor}*`);
  assert.ok(await page.evaluate(() => globalThis.isSame), 'the page was loaded anew');
  // The preview shows it.
  await page.frameLocator('iframe.phone').locator('text=Ja?!').first().waitFor();
});

test('steps lead back by keys', async () => {
  await page.locator('#heading').focus();
  await page.keyboard.press('Control+z');
  await isShown('Wohnen Sie sehr gern hier? Ja');
  await page.keyboard.press('Control+Shift+z');
  await isShown('Wohnen Sie sehr gern hier? Ja?!');
  await isStored('Wohnen Sie sehr gern hier? Ja?!');
});

test('rows are moved, added and taken out by keys, and the focus goes with them', async () => {
  const text = (at) => page.locator('li.crow').nth(at).locator('input').nth(1);
  await text(0).focus();
  const first = await focused();
  await page.keyboard.press('Alt+ArrowDown');
  await rowsAre(['nein', 'ja', 'weiß nicht']);
  assert.equal(await focused(), first);
  await page.keyboard.press('Alt+ArrowUp');
  await rowsAre(['ja', 'nein', 'weiß nicht']);
  await text(2).press('Enter');
  await rowsAre(['ja', 'nein', 'weiß nicht', '']);
  await until(async () => (await focused()) === (await text(3).getAttribute('id')), focused);
  await page.keyboard.type('vielleicht');
  await until(async () => JSON.stringify(await document()).includes('vielleicht'), status);
  await page.locator('li.crow').nth(3).locator('button.danger').press('Enter');
  await rowsAre(['ja', 'nein', 'weiß nicht']);
  await until(async () => /^drop=/.test(await focused()), focused);
});

test('a list is pasted into a row', async () => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'manchmal\r\n8\tselten\r\n');
    const rows = globalThis.document.querySelectorAll('li.crow');
    rows[2].querySelectorAll('input')[1].dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await rowsAre(['ja', 'nein', 'weiß nicht', 'manchmal', 'selten']);
  await page.click('#undo');
  await rowsAre(['ja', 'nein', 'weiß nicht']);
});

test('rows and questions are dragged', async () => {
  await page.locator('li.crow').nth(2).locator('.grip').dragTo(page.locator('li.crow').nth(0), { targetPosition: { x: 20, y: 2 } });
  await rowsAre(['weiß nicht', 'ja', 'nein']);
  await page.click('#undo');
  await rowsAre(['ja', 'nein', 'weiß nicht']);
  await page.selectOption('#new-kind', 'integer');
  await page.fill('#new-text', 'Wie alt sind Sie?');
  await page.click('button[value=add-question]');
  await page.locator('#heading:has-text("wie_alt")').waitFor();
  const names = async () => (await document()).pages[0].questions.map((it) => it.name);
  assert.deepEqual(await names(), ['wohnen_sie_gern_hier', 'wie_alt_sind_sie']);
  await page.locator('.tree [data-key="question:wie_alt_sind_sie"]').dragTo(page.locator('.tree [data-key="question:wohnen_sie_gern_hier"]'), { targetPosition: { x: 20, y: 2 } });
  await until(async () => (await names())[0] === 'wie_alt_sind_sie', async () => `${await names()}`);
  await page.click('#undo');
  await until(async () => (await names())[0] === 'wohnen_sie_gern_hier', async () => `${await names()}`);
});

test('a condition is chosen, joined, read and taken back', async () => {
  const field = (part) => page.locator(`[name="question:wie_alt_sind_sie|relevant${part}"]`);
  const relevant = async () => (await document()).pages[0].questions[1].relevant;
  const isRelevant = (wanted) => until(async () => (await relevant()) === wanted, relevant);
  await field('|of.0').fill('wohnen_sie_gern_hier');
  await field('|of.0').press('Tab');
  await isRelevant('${wohnen_sie_gern_hier} = 1');
  await page.locator('select[name="question:wie_alt_sind_sie|relevant|value.0"]').selectOption('2');
  await isRelevant('${wohnen_sie_gern_hier} = 2');
  await page.getByText('Heißt: „Wohnen Sie sehr gern hier? Ja?!“ ist „nein“.').waitFor();
  await field('|of.1').fill('wohnen_sie_gern_hier');
  await field('|of.1').press('Tab');
  await isRelevant('${wohnen_sie_gern_hier} = 2 and ${wohnen_sie_gern_hier} = 1');
  await field('|join').selectOption('any');
  await isRelevant('${wohnen_sie_gern_hier} = 2 or ${wohnen_sie_gern_hier} = 1');
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await assertNoSidewaysScrolling(page);
    await assertAccessible(page);
  }
  await page.click('button[value="norule=question:wie_alt_sind_sie|relevant|0"]');
  await isRelevant('${wohnen_sie_gern_hier} = 1');
  // What rules cannot say is an expression, whose names are completed.
  await field('').fill('');
  await field('').pressSequentially('${gern');
  const options = page.locator('#completions [role=option]');
  await options.first().waitFor();
  await assertAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await field('').inputValue(), '${wohnen_sie_gern_hier}');
  await field('').pressSequentially(' != 1 and not(sel');
  await options.first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await options.count(), 0);
  await field('').fill('not(${wohnen_sie_gern_hier} != 1)');
  await isRelevant('not(${wohnen_sie_gern_hier} != 1)');
  await page.getByText('Das können Regeln nicht sagen').waitFor();
  await page.locator('#heading').focus();
  await page.keyboard.press('Control+z');
  await until(async () => (await field('|of.0').count()) === 1, status);
});

test('without a connection nothing is lost', async () => {
  await page.locator('.tree [data-key="question:wohnen_sie_gern_hier"]').click();
  await page.locator('#heading:has-text("wohnen")').waitFor();
  await browser.context.setOffline(true);
  await label().fill('Ohne Verbindung?');
  await until(async () => (await status()).startsWith('Nicht gespeichert, wir versuchen'), status);
  await assertAccessible(page);
  // A link leads nowhere as long as something would be lost.
  await page.locator('.tree [data-key="question:wie_alt_sind_sie"]').click();
  await label().pressSequentially(' Ja.');
  assert.equal(await label().inputValue(), 'Ohne Verbindung? Ja.');
  await browser.context.setOffline(false);
  await isStored('Ohne Verbindung? Ja.');
  await until(async () => (await status()).startsWith('gespeichert'), status);
});

test('who was signed out goes on after signing in elsewhere', async () => {
  await browser.context.clearCookies();
  await label().fill('Abgemeldet?');
  await until(async () => /abgemeldet/.test(await status()), status);
  const other = await browser.context.newPage();
  await signIn(other);
  await other.close();
  await isStored('Abgemeldet?');
});

test('a step back that came too late is pressed again after signing in', async () => {
  await browser.context.clearCookies();
  await page.click('#undo');
  await until(async () => /abgemeldet/.test(await status()), status);
  const other = await browser.context.newPage();
  await signIn(other);
  await other.close();
  await page.click('#undo');
  await isStored('Ohne Verbindung? Ja.');
  await isShown('Ohne Verbindung? Ja.');
  await page.click('#redo');
  await isShown('Abgemeldet?');
  await isStored('Abgemeldet?');
});

test('a preview that could not be shown comes when it can', async () => {
  await page.route('**/preview/**', (route) => route.abort());
  await label().fill('Ohne Vorschau?');
  await isStored('Ohne Vorschau?');
  await page.waitForTimeout(700);
  await page.unroute('**/preview/**');
  await label().fill('Mit Vorschau?');
  await isStored('Mit Vorschau?');
  await page.frameLocator('iframe.phone').locator('text=Mit Vorschau?').first().waitFor();
});

test('what somebody else changed is told and not overwritten unless one means it', async () => {
  const other = await browser.context.newPage();
  await other.goto(`${editor}?at=question%3Awohnen_sie_gern_hier`);
  await other.locator('textarea[name$="|label|de"]').fill('Von der anderen?');
  await isStored('Von der anderen?');
  await other.close();
  await label().fill('Von der einen?');
  await page.locator('.errsum').waitFor();
  assert.match(await page.locator('.errsum').innerText(), /Von der anderen\?/);
  await assertAccessible(page);
  await label().pressSequentially(' Ja.');
  await page.waitForTimeout(3000);
  assert.equal(await storedLabel(), 'Von der anderen?');
  await page.click('p.box button[value=save]');
  await isStored('Von der einen? Ja.');
  await until(async () => (await page.locator('.errsum').count()) === 0, status);
});

/** A page of the editor beside the first one. */
async function beside(key) {
  const other = await browser.context.newPage();
  other.setDefaultTimeout(15_000);
  await other.goto(`${editor}?at=${encodeURIComponent(key)}`);
  return other;
}
const questions = async () => (await document()).pages[0].questions.map((it) => it.name);

test('a double click is one click, and a key that is held is pressed once', async () => {
  const before = await questions();
  await page.fill('#new-text', 'Nur einmal?');
  await page.dblclick('button[value=add-question]');
  await page.locator('#heading:has-text("nur_einmal")').waitFor();
  await page.waitForTimeout(700);
  assert.deepEqual((await questions()).filter((it) => !before.includes(it)), ['nur_einmal']);
  // The page that is shown afterwards has the same button in the same place.
  await page.dblclick('button[value=remove]');
  await page.locator('#element [name=at][value^="page:"]').waitFor({ state: 'attached' });
  await page.waitForTimeout(700);
  assert.deepEqual(await questions(), before);
  await page.locator('.tree [data-key="question:wohnen_sie_gern_hier"]').click();
  await page.locator('#heading:has-text("wohnen")').waitFor();
  const rows = await texts();
  await page.locator('li.crow').last().locator('input').nth(1).focus();
  for (let times = 0; times < 6; times += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await rowsAre([...rows, '']);
  await page.waitForTimeout(700);
  await rowsAre([...rows, '']);
  await page.click('#undo');
  await rowsAre(rows);
});

test('what is half typed stays when something else is done', async () => {
  await page.fill('#new-items', 'noch nicht\nfertig');
  await page.fill('#new-text', 'Und das?');
  const rows = await texts();
  await page.locator('li.crow').first().locator('button[value^="down="]').click();
  await rowsAre([rows[1], rows[0], ...rows.slice(2)]);
  await page.click('#undo');
  await rowsAre(rows);
  assert.equal(await page.inputValue('#new-items'), 'noch nicht\nfertig');
  assert.equal(await page.inputValue('#new-text'), 'Und das?');
  await page.fill('#new-items', '');
  await page.fill('#new-text', '');
});

/** The next thing that is posted arrives, and its answer does not. */
async function loseAnswer() {
  let isLost = false;
  await page.route(`${editor}*`, async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort();
  });
}

test('what arrived without an answer is not done twice, and nobody else is blamed', async () => {
  await loseAnswer();
  const rows = await texts();
  await page.fill('#new-items', 'verloren');
  await page.click('button[value=add-items]');
  await until(async () => /kam nicht an/.test(await status()), status);
  await page.click('button[value=add-items]');
  await rowsAre([...rows, 'verloren']);
  await page.waitForTimeout(700);
  await rowsAre([...rows, 'verloren']);
  await page.unroute(`${editor}*`);
  await page.click('#undo');
  await rowsAre(rows);
  await page.fill('#new-items', '');
  await loseAnswer();
  await label().fill('Ohne Antwort');
  await until(async () => /wir versuchen/.test(await status()), status);
  await label().pressSequentially(' weiter');
  await isStored('Ohne Antwort weiter');
  assert.equal(await page.locator('.errsum').count(), 0);
  await page.unroute(`${editor}*`);
});

test('what was typed for something that is gone stays, and is saved when it is back', async () => {
  const other = await beside('question:wie_alt_sind_sie');
  await page.locator('.tree [data-key="question:wie_alt_sind_sie"]').click();
  await page.locator('#heading:has-text("wie_alt")').waitFor();
  await other.click('button[value=remove]');
  await until(async () => !(await questions()).includes('wie_alt_sind_sie'), questions);
  await other.close();
  const hint = page.locator('textarea[name="question:wie_alt_sind_sie|hint|de"]');
  await hint.fill('In Jahren');
  await page.locator('.errsum').waitFor();
  assert.match(await page.locator('.errsum').innerText(), /gibt es nicht mehr/);
  assert.equal(await hint.inputValue(), 'In Jahren');
  await assertAccessible(page);
  await page.click('#undo');
  await until(async () => JSON.stringify(await document()).includes('In Jahren'), status);
  assert.equal(await page.locator('.errsum').count(), 0);
});

test('what is half typed for a button waits beside its element', async () => {
  const [wohnen, alt] = ['wohnen_sie_gern_hier', 'wie_alt_sind_sie'];
  const show = async (name) => {
    await page.locator(`.tree [data-key="question:${name}"]`).click();
    await page.locator(`#heading:has-text("${name}")`).waitFor();
  };
  await show(wohnen);
  await page.fill('#new-text', 'Und noch');
  await page.fill('#new-items', 'vielleicht');
  await page.fill('#comment', 'Fehlt da nicht etwas?');
  await show(alt);
  assert.equal(await page.inputValue('#new-text'), '');
  await show(wohnen);
  assert.equal(await page.inputValue('#new-text'), 'Und noch');
  assert.equal(await page.inputValue('#new-items'), 'vielleicht');
  assert.equal(await page.inputValue('#comment'), 'Fehlt da nicht etwas?');
  // What a button has taken along does not come back.
  await page.click('button[value=add-question]');
  await page.locator('#heading:has-text("und_noch")').waitFor();
  await show(wohnen);
  assert.equal(await page.inputValue('#new-text'), '');
  assert.equal(await page.inputValue('#new-items'), 'vielleicht');
  await page.fill('#new-items', '');
  await page.fill('#comment', '');
  await show('und_noch');
  await page.click('button[value=remove]');
  await until(async () => !(await questions()).includes('und_noch'), questions);
});

test('a text that is too long is told as that, and stays', async () => {
  await page.locator('.tree [data-key="question:wohnen_sie_gern_hier"]').click();
  await page.locator('#heading:has-text("wohnen")').waitFor();
  const before = await storedLabel();
  const long = 'Zu lang. '.repeat(40_000);
  await label().fill(long);
  await until(async () => /Text ist zu lang/.test(await status()), status);
  await page.waitForTimeout(3_000);
  assert.match(await status(), /Text ist zu lang/, 'it is not tried again and again');
  assert.equal((await label().inputValue()).length, long.length);
  assert.equal(await storedLabel(), before);
  await label().fill('Kurz genug?');
  await isStored('Kurz genug?');
  await label().fill(before);
  await isStored(before);
});

test('going back leads to the element before', async () => {
  await page.locator('.tree [data-key="question:wohnen_sie_gern_hier"]').click();
  await page.locator('#heading:has-text("wohnen")').waitFor();
  await page.locator('.tree [data-key="question:wie_alt_sind_sie"]').click();
  await page.locator('#heading:has-text("wie_alt")').waitFor();
  await page.goBack();
  await page.locator('#heading:has-text("wohnen")').waitFor();
  await page.goForward();
  await page.locator('#heading:has-text("wie_alt")').waitFor();
  assert.ok(await page.evaluate(() => globalThis.isSame), 'the page was loaded anew');
  browser.assertOnly(server.url);
  assert.deepEqual(errors, []);
});
