// The handbook for whoever makes questionnaires is true: this walks through its steps in the same order. What it quotes in
// „…“ stands on a page of that chapter, and its pictures are there. `WRITE_PICTURES=1 node --test
// tests/browser/handbook.test.mjs` makes the pictures anew.
//
// A chapter of the handbook begins with a comment that names it, `<!-- hier: beginnen -->`; so does its walk here.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DESK, openBrowser, ROOT, settled, startDemo } from './support.mjs';
import { press } from './interview.mjs';

const BOOK = await readFile(join(ROOT, 'docs/handbuch-fragebogen.md'), 'utf8');
const PICTURES = join(ROOT, 'docs/handbuch');
const TELEPHONE = { width: 390, height: 844 };
const LARGEST = 120_000;
const KARIN = { email: 'karin.behrens@wesermarsch.example', password: 'Deichschaf Regenrinne Mittwoch' };
const JANA = 'jana.tjarks@wesermarsch.example';
const ADMIN = 'verwaltung@wesermarsch.example';

let server;
let browser;
let page;
/** The address of the questionnaire that is made. */
let editor;
/** Somebody else who works on it. */
let other;
let jana;
/** The chapter that is walked through, and what was to be read on the pages of each. */
let chapter;
const seen = new Map();
/** The pictures that the walk comes by. */
const taken = [];
const errors = [];
let isLost = false;

before(async () => {
  server = await startDemo({ responses: 0 });
  await server.addStaff(JANA, 'designer');
  await server.addStaff(ADMIN, 'admin');
  browser = await openBrowser({ reducedMotion: 'reduce' });
  page = browser.page;
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(error));
  other = await openBrowser();
  jana = other.page;
  jana.setDefaultTimeout(15_000);
  await signIn(jana, JANA);
  await mkdir(PICTURES, { recursive: true });
});

after(async () => {
  await other?.close();
  await browser?.close();
  await server?.stop();
});

/** Waits until residents meet the survey. */
async function residents(words) {
  for (let looked = 0; looked < 100; looked += 1) {
    await page.goto(`${server.url}/s/bus`);
    if ((await page.innerText('body')).includes(words)) return look();
    await page.waitForTimeout(300);
  }
  assert.fail('residents do not find the survey');
}

/** A chapter of the handbook. Each goes on where the one before it ended. */
function walk(name, steps) {
  test(`the handbook is true: ${name}`, async () => {
    chapter = name;
    assert.ok(!isLost, 'the walk ended before this chapter');
    seen.set(name, '');
    isLost = true;
    await steps();
    isLost = false;
    assert.deepEqual(errors, []);
  });
}

/** Takes down what can be read on the page, and in the preview on it. */
async function look(at = page) {
  await settled(at);
  for (let frame = 0; frame < at.frames().length; frame += 1) {
    let words;
    // The preview may be loaded anew meanwhile.
    for (let tries = 0; words === undefined; tries += 1) {
      assert.ok(tries < 100, 'the preview does not come to rest');
      words = await at.frames()[frame]?.evaluate(readable).catch(() => at.waitForTimeout(100));
    }
    seen.set(chapter, `${seen.get(chapter)}\n${words.replace(/\s+/g, ' ')}`);
  }
}

/** Runs in the page: its texts, the names of its buttons, what is in its fields. */
function readable() {
  const all = [...document.querySelectorAll('[aria-label], [title], input, textarea')].filter((it) => it.checkVisibility());
  const said = all.flatMap((it) => [it.ariaLabel, it.title, it.matches('button') ? '' : it.value]);
  return [document.querySelector('main').closest('body').innerText, ...said].join('\n');
}

/** A picture of what is to be seen, as far as it is around these elements; at a desk 1280 pixels wide. */
async function picture(name, around, { size = DESK, most = 900, frame } = {}) {
  await page.setViewportSize(size);
  if (frame) await page.frameLocator('iframe.phone').locator(frame).first().waitFor();
  await look();
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  const boxes = [];
  for (const element of around) boxes.push(await page.locator(element).first().evaluate((it) => {
    const { left, top, right, bottom } = it.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  }));
  const x = Math.max(0, Math.min(...boxes.map((it) => it.left)) - 12);
  const y = Math.max(0, Math.min(...boxes.map((it) => it.top)) - 12);
  const width = Math.min(size.width, Math.max(...boxes.map((it) => it.right)) + 12) - x;
  const height = Math.min(most, Math.max(...boxes.map((it) => it.bottom)) + 12 - y);
  taken.push(`${name}.png`);
  if (process.env.WRITE_PICTURES) {
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true, clip: { x, y, width, height } });
  }
  await page.setViewportSize(DESK);
}

async function signIn(at, email, password = server.staffPassword) {
  await at.goto(`${server.url}/login`);
  await at.fill('#email', email);
  await at.fill('#password', password);
  await press(at, '.card button');
}

/** Waits until something holds. */
async function until(holds, what) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await holds()) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`${chapter}: ${await what()}`);
}

const rows = () => page.locator('li.crow');
const rowsAre = (number) => until(async () => (await rows().count()) === number, async () => `${await rows().count()} rows`);
const isAt = (name) => page.locator(`#heading:has-text("${name}")`).waitFor();
const label = () => page.locator('textarea[name$="|label|de"]');
const status = () => page.locator('#saved').innerText();
const stored = async () => JSON.stringify(await (await page.request.get(`${editor}/file.json`)).json());
const isStored = (words) => until(async () => (await stored()).includes(words), async () => `not stored: ${words}`);
/** Saves without waiting for the two seconds, and waits until it is done. */
async function saved(words) {
  await page.keyboard.press('Control+s');
  await isStored(words);
}
const button = (words) => page.getByRole('button', { name: words, exact: true });
const link = (words) => page.getByRole('link', { name: words, exact: true });

const quotes = (words) => [...words.replace(/\s+/g, ' ').matchAll(/„([^“]+)“/g)].map(([, quoted]) => quoted);
/** Whether words stand somewhere as a whole. */
const holds = (text, words) => new RegExp(`(?<![\\p{L}\\d])${words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\d])`, 'u').test(text);

/** The chapters of the handbook by their names. */
function chapters() {
  const parts = BOOK.split(/<!-- hier: ([a-z-]+) -->/).slice(1);
  return new Map(parts.flatMap((name, at) => (at % 2 ? [] : [[name, parts[at + 1]]])));
}

/** Fills a field of the editor. */
async function write(field, words) {
  await page.locator(field).first().fill(words);
  await saved(words);
}

/** Opens what is folded of an element, once nothing is on its way that would exchange it. */
async function unfold() {
  await settled(page);
  const more = page.locator('#element details', { has: page.getByText('Weitere Einstellungen') });
  if (await more.count() && (await more.getAttribute('open')) === null) await more.locator('summary').click();
}

async function addQuestion(kind, words, name) {
  await page.selectOption('#new-kind', { label: kind });
  await page.fill('#new-text', words);
  await button('Frage hinzufügen').click();
  await isAt(name);
}

async function open(name) {
  await page.locator(`.tree a[data-key="${name}"]`).click();
  await page.locator(`#element input[name=at][value="${name}"]`).waitFor({ state: 'attached' });
}

walk('anmelden', async () => {
  const invited = await server.command('user', 'add', KARIN.email, '--role', 'designer', '--role', 'field', '--organisation', 'wesermarsch');
  await page.goto(server.url + new URL(invited.match(/http\S+/)[0]).pathname);
  await page.fill('#password', KARIN.password);
  await page.fill('#again', KARIN.password);
  await look();
  await press(page, 'main .btn');
  await look();
  await signIn(page, KARIN.email, KARIN.password);
  await look();
});

walk('beginnen', async () => {
  await link('Fragebögen').click();
  await page.fill('#title', 'Busfahren im Landkreis');
  await page.selectOption('#template', { label: 'Wann soll die Bücherei öffnen? (feedback)' });
  await picture('beginnen', ['h1', 'main section:last-of-type'], { most: 1000 });
  await press(page, 'form:has(#template) button');
  await look();
  await page.goto(`${server.url}/questionnaires`);
  await look();
  await page.setInputFiles('#file', { name: 'Fragen.docx', mimeType: 'application/msword', buffer: Buffer.from('PK') });
  await press(page, 'form:has(#file) button');
  await page.getByText('ist keine Datei, die wir lesen').waitFor();
  await page.setInputFiles('#file', `${ROOT}questionnaires/feedback.json`);
  await press(page, 'form:has(#file) button');
  await page.goto(`${server.url}/questionnaires`);
  await page.fill('#title', 'Busfahren im Landkreis');
  await press(page, 'form:has(#title) button');
  editor = page.url().split('?')[0];
  await look();
});

walk('gliederung', async () => {
  await addQuestion('Einfachauswahl', 'Wie oft fahren Sie mit dem Bus?', 'wie_oft');
  await button('Seite hinzufügen').click();
  await isAt('seite');
  await page.locator('textarea[name$="|title|de"]').fill('Ihre Fahrten');
  await isStored('Ihre Fahrten');
  await look();
  await open('page:erste_seite');
  await look();
});

walk('fragen', async () => {
  await open('question:wie_oft_fahren_sie');
  await write('[name$="|name"]', 'bus');
  await write('[name$="|hint|de"]', 'Denken Sie an die letzten vier Wochen.');
  await page.locator('[name$="|required"]').selectOption({ label: 'ja' });
  await saved('"required":true');
  await look();
  await button('Verdoppeln').click();
  await page.locator('.tree a', { hasText: 'bus_2' }).click();
  await isAt('bus_2');
  await look();
  await page.locator('#to-page').selectOption({ label: 'seite (Ihre Fahrten)' });
  await button('Verschieben').click();
  await look();
  await button('Löschen').click();
  await until(async () => !(await stored()).includes('"name":"bus_2"'), stored);
  await look();
  await open('page:erste_seite');
  await open('question:wie_oft_fahren_sie');
  await addQuestion('Ganze Zahl', 'Wie alt sind Sie?', 'wie_alt');
  await write('[name$="|name"]', 'alter');
  await page.getByLabel('Kleinster Wert', { exact: true }).fill('0');
  await saved('"min":0');
  await look();
  await open('question:wie_oft_fahren_sie');
});

walk('antworten', async () => {
  await page.fill('#new-items', '1\ttäglich\n2\tjede Woche\n3\tseltener\n4\tnie');
  await look();
  await button('Antworten hinzufügen').click();
  await rowsAre(4);
  await button('Verdoppeln').click();
  await page.getByText('Diese Liste haben auch andere').waitFor();
  await look();
  await page.click('#undo');
  await page.locator('.tree a', { hasText: 'bus_2' }).waitFor({ state: 'detached' });
  await page.locator('#element summary', { hasText: 'Weitere Einstellungen' }).click();
  await look();
  await page.locator('#element summary', { hasText: 'Weitere Einstellungen' }).click();
  await picture('antworten', ['fieldset:has(#new-items)', '#new-items']);
  await picture('editor', ['h1', '#saved', 'a.btn', 'iframe.phone', 'nav.p3'], { most: 760, frame: 'text=täglich' });
});

walk('bilder', async () => {
  await page.locator('[type=file][name="question:wie_oft_fahren_sie|media"]').setInputFiles(join(PICTURES, 'antworten.png'));
  await page.locator('.medium img').waitFor();
  await isStored('"image":"antworten.png"');
  await look();
  await button('Bild antworten.png entfernen').click();
  await page.locator('.medium').waitFor({ state: 'detached' });
  await look();
});

walk('matrix', async () => {
  await open('page:seite');
  await addQuestion('Matrix', 'Wie zufrieden sind Sie mit dem Bus?', 'wie_zufrieden');
  await page.fill('#new-items', 'Pünktlichkeit\nPreis\nSauberkeit');
  await button('Zeilen hinzufügen').click();
  await rowsAre(3);
  await look();
  await page.locator('.tree summary', { hasText: 'Antwortlisten' }).click();
  await look();
  await page.locator('.tree details a', { hasText: 'wie_zufrieden' }).click();
  await isAt('Liste');
  await page.fill('#new-items', '1\tzufrieden\n2\tteils, teils\n3\tunzufrieden');
  await button('Antworten hinzufügen').click();
  await rowsAre(3);
  await look();
  await open('page:seite');
  await page.locator('.tree a[data-key^="question:wie_zufrieden"]').click();
  await isAt('wie_zufrieden');
  await picture('matrix', ['fieldset:has(#new-items)', '#preview', 'iframe.phone'], { most: 790, frame: 'text=Sauberkeit' });
});

walk('bedingungen', async () => {
  await addQuestion('Freitext', 'Was müsste anders sein, damit Sie mit dem Bus fahren?', 'was_muesste');
  await page.locator('[name$="|relevant|of.0"]').fill('bus');
  await look();
  await page.locator('[name$="|relevant|of.0"]').press('Tab');
  await saved('${bus} = 1');
  await page.locator('select[name$="|relevant|value.0"]').selectOption('4');
  await saved('${bus} = 4');
  await picture('bedingung', ['fieldset:has([name$="|relevant"])', '[id$="|relevant.help"]']);
  await page.locator('[name$="|relevant|of.1"]').fill('wie_zufrieden_sind_1');
  await page.locator('[name$="|relevant|of.1"]').press('Tab');
  await page.getByText('Regeln verknüpfen mit').waitFor();
  await look();
  await page.getByLabel('Regel 2 entfernen').click();
  await until(async () => (await page.getByText('Regeln verknüpfen mit').count()) === 0, status);
});

/** Fills in the rule of an empty condition. */
async function rule(field, [variable, comparison, value], expression) {
  const part = (name) => page.locator(`[name="${field}|${name}.0"]`);
  await part('of').fill(variable);
  await part('of').press('Tab');
  await saved(`{${variable}}`);
  await part('how').selectOption({ label: comparison });
  await part('value').fill(value);
  await saved(expression);
}

walk('enden', async () => {
  const thanks = 'Danke für Ihr Interesse';
  for (const [title, words, key, condition, expression, text] of [
    ['Unter 14', 'Vorzeitiges Ende hinzufügen', 'end:unter_14', ['alter', 'ist kleiner als', '14'], '"when":"${alter} < 14"', 'Diese Umfrage ist für Menschen ab 14 Jahren.'],
    ['Junge', 'Quote hinzufügen', 'quota:junge', ['alter', 'ist höchstens', '25'], '"when":"${alter} <= 25"', 'Von Menschen wie Ihnen haben schon genug geantwortet.'],
  ]) {
    await link('Titel, Impressum, Datenschutz').click();
    await isAt('Fragebogen');
    await page.fill('#new-text', title);
    await look();
    await button(words).click();
    await page.locator(`#element input[name=at][value="${key}"]`).waitFor({ state: 'attached' });
    await rule(`${key}|when`, condition, expression);
    await write(`[name="${key}|title|de"]`, thanks);
    await write(`[name="${key}|text|de"]`, text);
    await unfold();
    await look();
  }
});

walk('pruefen', async () => {
  await open('page:seite');
  await open('question:was_muesste_anders');
  await page.locator('input[name$="|relevant"]').fill('${busse} = 4');
  await page.locator('.field.bad').waitFor();
  await look();
  await link('Prüfen 1').click();
  await page.locator('.rows').waitFor();
  await picture('pruefen', ['main h1', 'main section']);
  await page.locator('.rows a').first().click();
  await page.locator('.field.bad').waitFor();
  await page.locator('input[name$="|relevant"]').fill('${bus} = 4');
  await saved('"relevant":"${bus} = 4"');
  await link('Prüfen').click();
  await look();
});

walk('impressum', async () => {
  await page.locator('.rows a').first().click();
  await isAt('Fragebogen');
  await unfold();
  for (const [field, words] of [
    ['publisher.name|de', 'Landkreis Wesermarsch'],
    ['publisher.contact|de', 'Karin Behrens, Fachdienst Verkehr'],
    ['publisher.phone', '04401 927-100'],
    ['publisher.email', 'bus@wesermarsch.example'],
    ['publisher.imprint|de', 'Landkreis Wesermarsch, Poggenburger Straße 15, 26919 Brake'],
    ['publisher.privacy|de', 'Wir fragen nicht, wer Sie sind. Ihre Antworten werden nur gezählt.'],
    ['welcome.title|de', 'Busfahren im Landkreis'],
    ['welcome.lead|de', 'Der Fahrplan wird neu gemacht. Sagen Sie uns, was er können muss.'],
    ['thanks.title|de', 'Danke, Ihre Antworten sind angekommen'],
    ['thanks.text|de', 'Was dabei herauskommt, steht im Frühjahr auf der Seite des Landkreises.'],
  ]) await page.fill(`[name="questionnaire|${field}"]`, words);
  await saved('im Frühjahr auf der Seite');
  await look();
  await link('Prüfen').click();
  await page.getByText('Nichts gefunden').waitFor();
  await look();
  await link('Zurück zum Entwurf').click();
});

walk('sprachen', async () => {
  await link('Übersetzen').click();
  await page.selectOption('#language', { label: 'English' });
  await look();
  await press(page, 'form[action$="/add"] button');
  const english = ['Buses in the county', 'First page', 'How often do you take the bus?'];
  for (const [at, words] of english.entries()) await page.locator('.r-tr textarea').nth(at).fill(words);
  await look();
  await press(page, 'button[value=save]');
  await picture('uebersetzen', ['main h1', '.pcard', 'form[role=search]', '.r-tr'], { most: 900 });
  await page.selectOption('#state', { label: 'alle' });
  await look();
  await jana.goto(`${page.url().split('?')[0]}?in=en&state=draft`);
  await look(jana);
  await press(jana, 'button[value^="review="]');
  await look(jana);
  await page.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await look();
});

walk('vorschau', async () => {
  const preview = page.frameLocator('iframe.phone');
  await look();
  await preview.getByText('nie', { exact: true }).click();
  await preview.locator('input[inputmode=numeric]').fill('40');
  await preview.getByRole('button', { name: 'Weiter', exact: true }).click();
  await preview.getByText('Was müsste anders sein').first().waitFor();
  await look();
});

walk('rueckgaengig', async () => {
  await label().fill('Wie oft nehmen Sie den Bus?');
  await saved('Wie oft nehmen');
  await page.getByLabel('Rückgängig: Text').waitFor();
  await look();
  await page.click('#undo');
  await saved('Wie oft fahren');
  await look();
  await page.click('#redo');
  await saved('Wie oft nehmen');
  await page.click('#undo');
  await saved('Wie oft fahren');
});

walk('zu-zweit', async () => {
  await jana.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await jana.locator('textarea[name$="|hint|de"]').fill('Zählen Sie auch den Schulbus mit.');
  await jana.keyboard.press('Control+s');
  await isStored('Schulbus');
  await page.locator('textarea[name$="|hint|de"]').fill('Denken Sie an die letzten zwei Wochen.');
  await page.locator('.errsum').waitFor();
  await picture('zu-zweit', ['#element', '.errsum', 'textarea[name$="|hint|de"]'], { most: 760 });
  await button('Speichern').click();
  await isStored('zwei Wochen');

  await page.fill('#comment', 'Zählt der Schulbus mit?');
  await press(page, 'button[value=begin]');
  await look();
  await jana.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await jana.locator('#comment-1 summary').click();
  await look(jana);
  await jana.goto(`${editor}/comments`);
  await look(jana);
  await press(jana, 'button[value="done=1"]');
});

walk('pretest', async () => {
  await page.goto(editor);
  await link('Pretest').click();
  await look();
  await press(page, 'form:has(#last_day) button');
  const address = await page.inputValue('#link');
  await page.locator('#link').evaluate((it) => { it.value = it.value.replace(/^.*\/pretest/, 'https://umfrage.wesermarsch.example/pretest').replace(/[^/]{43}$/, 'k3Vw…'); });
  await picture('pretest', ['main h1', '#link', '#last_day', 'section:has(#links)'], { most: 900 });
  const guest = await page.context().newPage();
  await guest.goto(address);
  await press(guest, 'form[action$="/start"] button');
  await look(guest);
  await guest.fill('[id="comment.words"]', 'Gilt das auch für den Schulbus?');
  await press(guest, '[name=_comment]');
  await look(guest);
  await guest.close();
  await page.goto(`${editor}/comments`);
  await look();
  await page.goto(editor);
});

walk('veroeffentlichen', async () => {
  await look();
  await link('Zur Veröffentlichung').click();
  await look();
  await link('Neue Umfrage anlegen').click();
  await page.fill('#slug', 'bus');
  await page.check('#mode-open');
  await page.fill('#closes', '2099-12-31');
  await picture('anlegen', ['section:has(#slug)', 'section:has(#mode-open)']);
  await press(page, 'main form .btn');
  await look();
  if (await page.locator('#anyway').count()) {
    await page.check('#anyway');
    await press(page, 'main form .btn');
  }
  await look();
  await page.locator('[role=status]').waitFor();
  await residents('Der Fahrplan wird neu gemacht');
  await press(page, 'button.main');
  await picture('befragte', ['body'], { size: TELEPHONE, most: 844 });
});

walk('text-im-feld', async () => {
  await page.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await write('textarea[name$="|label|de"]', 'Wie oft nehmen Sie den Bus?');
  await look();
  await link('Zur Veröffentlichung').click();
  await page.locator('#publish').waitFor();
  await look();
  await press(page, '#publish .btn');
  await look();
});

walk('neue-fassung', async () => {
  await page.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await page.fill('#new-items', '5\tweiß ich nicht');
  await button('Antworten hinzufügen').click();
  await rowsAre(5);
  await link('Zur Veröffentlichung').click();
  await page.locator('#publish').waitFor();
  await picture('neue-fassung', ['section:has(#running)']);
  await press(page, '#publish .btn');
  await look();
  await page.check('[name=read]');
  await press(page, '#publish .btn');
  await look();
});

walk('abgelehnt', async () => {
  await page.goto(`${editor}?at=question%3Awie_oft_fahren_sie`);
  await page.locator('[name$="|kind"]').selectOption({ label: 'Mehrfachauswahl' });
  await saved('select_multiple');
  await link('Zur Veröffentlichung').click();
  await look();
  await link('Zurück zum Entwurf').click();
  await page.click('#undo');
  await until(async () => !(await stored()).includes('select_multiple'), status);
  await open('question:wie_oft_fahren_sie');
  await button('Verdoppeln').click();
  await page.locator('.tree a', { hasText: 'bus_2' }).click();
  await isAt('bus_2');
  await page.locator('[name$="|kind"]').selectOption({ label: 'Mehrfachauswahl' });
  await saved('select_multiple');
  await look();
  await open('question:wie_oft_fahren_sie');
  await button('Löschen').click();
  await until(async () => !(await stored()).includes('"name":"bus"'), status);
  await look();
  await link('Zur Veröffentlichung').click();
  await look();
});

walk('feldphase', async () => {
  await page.goto(`${server.url}/surveys`);
  await look();
  await page.goto(`${server.url}/surveys/bus`);
  await press(page, 'a[href$="/field"]');
  await look();
  await press(page, 'form[action$="/pause"] button');
  await look();
  await press(page, 'form[action$="/open"] button');
  await page.fill('#last_day', '2099-11-30');
  await press(page, 'form[action$="/extend"] button');
  await link('Umfrage beenden').click();
  await look();
  await press(page, '.btn.danger');
  await look();
  await press(page, 'form[action$="/archive"] button');
  await look();
  await page.goto(`${server.url}/surveys`);
  await look();
});

walk('loeschen', async () => {
  await server.command('survey', 'create', '--questionnaire', 'feedback', '--slug', 'probe', '--opens', '2099-01-01', '--organisation', 'wesermarsch');
  await other.context.clearCookies();
  await signIn(jana, ADMIN);
  await jana.goto(`${server.url}/surveys/bus/field`);
  await look(jana);
  await press(jana, 'a[href$="/delete"]');
  await look(jana);
  await jana.goto(`${server.url}/surveys/probe/delete`);
  await look(jana);
  await jana.fill('#name', 'probe');
  await press(jana, '.btn.danger');
  await look(jana);
  await page.goto(`${server.url}/questionnaires`);
  await look();
  await page.locator('.rows a[href$="/delete"]').last().click();
  await look();
});

walk('tasten', async () => {
  await page.goto(editor);
  await page.locator('.tree a', { hasText: 'bus_2' }).click();
  await isAt('bus_2');
  const text = (at) => rows().nth(at).locator('input').nth(1);
  const isFirst = (words) => until(async () => (await text(0).inputValue()) === words, () => text(0).inputValue());
  await text(0).press('Alt+ArrowDown');
  await isFirst('jede Woche');
  await page.keyboard.press('Control+z');
  await isFirst('täglich');
  await page.keyboard.press('Control+Shift+z');
  await isFirst('jede Woche');
  await text(4).press('Enter');
  await rowsAre(6);
  await page.keyboard.press('Control+z');
  await rowsAre(5);
  await text(4).evaluate((it) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'im Sommer\r\nim Winter\r\n');
    it.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await rowsAre(7);
  assert.equal(await rows().nth(6).locator('input').first().inputValue(), '7', 'values are counted on');
  const order = async () => (await (await page.request.get(`${editor}/file.json`)).json()).pages[0].questions.map((it) => it.name);
  await label().press('Alt+ArrowDown');
  await until(async () => (await order())[1] === 'bus_2', order);
  await look();
});

walk('verbindung', async () => {
  await open('question:wie_alt_sind_sie');
  await browser.context.setOffline(true);
  await label().fill('Wie alt sind Sie heute?');
  await until(async () => (await status()).startsWith('Nicht gespeichert'), status);
  await look();
  await browser.context.setOffline(false);
  await isStored('Wie alt sind Sie heute?');
  await look();
  await browser.context.clearCookies();
  await label().fill('Wie alt sind Sie jetzt?');
  await until(async () => /abgemeldet/.test(await status()), status);
  await look();
  const again = await browser.context.newPage();
  await signIn(again, KARIN.email, KARIN.password);
  await again.close();
  await isStored('Wie alt sind Sie jetzt?');
  await picture('telefon', ['body'], { size: TELEPHONE, most: 844 });
});

test('the handbook quotes what is there', () => {
  assert.ok(!isLost);
  const told = chapters();
  assert.deepEqual([...told.keys()], [...seen.keys()]);
  const missing = [...told].flatMap(([name, words]) => quotes(words).filter((it) => !holds(seen.get(name), it)).map((it) => `${name}: „${it}“`));
  assert.deepEqual(missing, []);
});

test('the pictures of the handbook are there, and small', async () => {
  const named = [...BOOK.matchAll(/!\[[^\]]+\]\(handbuch\/([^)]+)\)/g)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), taken.toSorted());
  assert.deepEqual((await readdir(PICTURES)).toSorted(), taken.toSorted());
  for (const name of named) assert.ok((await stat(join(PICTURES, name))).size < LARGEST, `${name} is too large`);
});
