// From an installation with nothing in it to a survey in the field and its data. Who writes the questionnaire has nothing but a
// keyboard; who answers has no script.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBrowser, PHONE, startEmpty } from './support.mjs';
import { Keys } from './keys.mjs';
import { answer, next, place, press } from './interview.mjs';

const PASSWORD = 'vier graue Gänse fliegen';
const SURVEY = 'gern-hier';

/** What is asked: German and English, page by page; a question is its kind, its text and its choices (of a matrix: rows, choices). */
const PAGES = [
  [['Erste Seite', 'First page'], [
    ['Einfachauswahl', ['Wohnen Sie gern hier?', 'Do you like it here?'], [['ja', 'yes'], ['nein', 'no']]],
    ['Ganze Zahl', ['Wie alt sind Sie?', 'How old are you?']],
    ['Freitext', ['Was mögen Sie?', 'What do you like?']],
    ['Mehrfachauswahl', ['Was fehlt hier?', 'What is missing?'], [['Bus', 'bus'], ['Arzt', 'doctor'], ['Kino', 'cinema']]],
  ]],
  [['Ort und Weg', 'Place and way'], [
    ['Einfachauswahl', ['Welcher Kreis?', 'Which county?'], [['Wesermarsch', 'Wesermarsch'], ['Friesland', 'Frisia']]],
    ['Einfachauswahl', ['Welcher Ort?', 'Which town?'], [['Brake', 'Brake'], ['Jever', 'Jever']]],
    ['Kommazahl', ['Wie weit?', 'How far?']],
    ['Datum', ['Seit wann?', 'Since when?']],
    ['Uhrzeit', ['Wann geht es los?', 'When do you leave?']],
  ]],
  [['Noten', 'Marks'], [
    ['Matrix', ['Wie gut?', 'How good?'], [['Schule', 'School'], ['Strand', 'Beach'], ['Straße', 'Road']], [['schlecht', 'bad'], ['gut', 'good']]],
    ['Skala', ['Empfehlen Sie uns?', 'Recommend us?']],
    ['Rangfolge', ['Was zuerst?', 'What first?'], [['Deich', 'dyke'], ['Schiff', 'ship'], ['Markt', 'market']]],
    ['Hinweis', ['Fast fertig.', 'Nearly done.']],
  ]],
  [['Pläne', 'Plans'], [
    ['Einfachauswahl', ['Ziehen Sie weg?', 'Will you move?'], [['ja', 'yes'], ['nein', 'no']]],
    ['Mehrfachauswahl', ['Warum weg?', 'Why?'], [['Arbeit', 'work'], ['Liebe', 'love']]],
    ['Freitext', ['Wohin?', 'Where to?']],
    ['Ganze Zahl', ['Wie viele?', 'How many?']],
    ['Suche', ['Welcher Beruf?', 'Which job?'], [['Bäckerin', 'baker'], ['Lotse', 'pilot']]],
    ['Best', ['Alles gelesen.', 'I have read all.']],
    ['Freitext', ['Noch etwas?', 'Anything else?']],
  ]],
];
const NAMES = [
  ['wohnen_sie_gern_hier', 'wie_alt_sind_sie', 'was_moegen_sie', 'was_fehlt_hier'],
  ['welcher_kreis', 'welcher_ort', 'wie_weit', 'seit_wann', 'wann_geht_es_los'],
  ['wie_gut', 'empfehlen_sie_uns', 'was_zuerst', 'fast_fertig'],
  ['ziehen_sie_weg', 'warum_weg', 'wohin', 'wie_viele', 'welcher_beruf', 'alles_gelesen', 'noch_etwas'],
];
/** What the questionnaire says around its pages. */
const AROUND = [
  ['publisher.name', 'Landkreis', 'County'], ['publisher.contact', 'Anna Behrens', 'Anna Behrens'],
  ['publisher.imprint', 'Am Markt 1', 'Am Markt 1'], ['publisher.privacy', 'Nur Antworten.', 'Answers only.'],
  ['welcome.title', 'Gern hier?', 'Like it here?'], ['welcome.lead', 'Zwei Minuten.', 'Two minutes.'],
  ['thanks.title', 'Danke', 'Thanks'], ['thanks.text', 'Bis bald.', 'See you.'],
];

let server;
/** The questionnaire, once it is written. */
let made;
const browsers = [];
const open = async (options) => {
  const browser = await openBrowser(options);
  browser.page.setDefaultTimeout(15_000);
  browsers.push(browser);
  return browser.page;
};

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
});

/** Waits until something holds. */
async function until(holds, what) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await holds()) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  assert.fail(what);
}

/** An administrator comes by her link and lets two colleagues in; gives their links. */
async function invite() {
  const told = await server.command('user', 'add', 'admin@land.example', '--organisation', 'land', '--role', 'admin');
  const page = await open();
  await page.goto(server.url + told.match(/\/set-password\/\S+/)[0]);
  await choosePassword(page);
  await signIn(page, 'admin@land.example');
  const links = [];
  for (const role of ['designer', 'field']) {
    await page.goto(`${server.url}/people`);
    await page.fill('#email', `${role}@land.example`);
    await page.check(`#role-${role}`);
    await press(page, 'form[action="/people/invite"] button');
    links.push(server.url + (await page.inputValue('#link')).match(/\/set-password\/\S+/)[0]);
  }
  return links;
}

async function choosePassword(page) {
  await page.fill('#password', PASSWORD);
  await page.fill('#again', PASSWORD);
  await press(page, '.card button');
}

async function signIn(page, email) {
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await press(page, '.card button');
}

const fieldOf = (of, rest) => `[name="${of}|${rest}"]`;
const isAt = (page, key) => page.locator(`#element [name=at][value="${key}"]`).waitFor({ state: 'attached' });

/** Opens an element by its line of the outline, which unfolds the page that one is at. */
async function openElement(page, keys, key) {
  const line = `.tree :is(a[data-key="${key}"], a[href*="at=${encodeURIComponent(key)}"])`;
  const around = NAMES.findIndex((names) => names.includes(key.replace('question:', '')));
  if (around >= 0 && !(await page.locator(line).count())) await openPage(page, keys, around);
  await keys.enter(line);
  await isAt(page, key);
}

/** Opens a page by its line of the outline; gives its key. */
async function openPage(page, keys, at) {
  const key = await page.locator('.tree > li > a[data-key]').nth(at).getAttribute('data-key');
  await openElement(page, keys, key);
  return key;
}

/** Adds lines below a question or a list. */
async function addItems(page, keys, lines) {
  await keys.write('#new-items', lines.join('\n'));
  await keys.enter('button[value=add-items]');
  await until(async () => (await page.locator('li.crow[id]').count()) === lines.length, `${lines}`);
}

/** Writes the questions of a page, one after the other. */
async function writePage(page, keys, at) {
  const [, questions] = PAGES[at];
  for (const [index, [kind, [text], items]] of questions.entries()) {
    await keys.choose('#new-kind', kind);
    await keys.write('#new-text', text);
    await keys.enter('button[value=add-question]');
    await isAt(page, `question:${NAMES[at][index]}`);
    if (items) await addItems(page, keys, items.map(([german]) => german));
  }
}

/** The questionnaire, from the empty page; gives its address. */
async function write(page, keys) {
  await keys.go('.tabs a[href="/questionnaires"]');
  await keys.write('#title', 'Gern hier?');
  await keys.go('form:has(#title) button');
  const editor = page.url().split('?')[0];
  for (const at of PAGES.keys()) {
    if (at > 0) {
      await keys.write('#new-text', PAGES[at][0][0]);
      await keys.enter('button[value=add-page]');
      await page.locator('#element [name=at][value^="page:"]').waitFor({ state: 'attached' });
    }
    await writePage(page, keys, at);
  }
  await refine(page, keys);
  await translate(page, keys);
  return editor;
}

/** Begins a questionnaire with a file; gives its address. */
async function bring(page, text) {
  const file = join(server.data, 'made.json');
  await writeFile(file, text);
  await page.goto(`${server.url}/questionnaires`);
  await page.setInputFiles('#file', file);
  await press(page, 'form:has(#file) button');
  return page.url().split('?')[0];
}

/** Bounds, conditions, a cascade, a role, the choices of the matrix. */
async function refine(page, keys) {
  await openElement(page, keys, 'question:wie_alt_sind_sie');
  await keys.write(fieldOf('question:wie_alt_sind_sie', 'min'), '10');
  await keys.write(fieldOf('question:wie_alt_sind_sie', 'max'), '120');
  await openElement(page, keys, 'question:empfehlen_sie_uns');
  await keys.write(fieldOf('question:empfehlen_sie_uns', 'min'), '0');
  await keys.write(fieldOf('question:empfehlen_sie_uns', 'max'), '10');
  await keys.choose(fieldOf('question:empfehlen_sie_uns', 'role'), 'Weiterempf');
  for (const name of ['warum_weg', 'wohin', 'wie_viele']) {
    const of = `question:${name}`;
    await openElement(page, keys, of);
    await keys.write(fieldOf(of, 'relevant|of.0'), 'ziehen_sie_weg');
    await keys.press('Tab');
    await keys.choose(`select${fieldOf(of, 'relevant|value.0')}`, '1');
  }
  // Who chose a county is asked for its towns only.
  const town = 'question:welcher_ort';
  await openElement(page, keys, town);
  await keys.write(fieldOf(town, 'relevant'), "${welcher_kreis} != ''");
  await keys.write(fieldOf(town, 'choice_filter'), 'kreis = ${welcher_kreis}');
  await openElement(page, keys, 'list:wie_gut');
  await addItems(page, keys, PAGES[2][1][0][3].map(([german]) => german));
  await openElement(page, keys, 'list:welcher_ort');
  await keys.go('#element a[href*="/text?at="]');
  const towns = ['Brake', 'Jever'].map((label, at) => ({ value: `${at + 1}`, label: { de: label }, attributes: { kreis: `${at + 1}` } }));
  await keys.write('#text', JSON.stringify(towns));
  await keys.go('form.card .btn');
}

/** Says everything in English, too. */
async function translate(page, keys) {
  await openElement(page, keys, 'questionnaire');
  await keys.write(fieldOf('questionnaire', 'languages'), 'de, en');
  for (const [key, german] of AROUND) await keys.write(fieldOf('questionnaire', `${key}|de`), german);
  await keys.enter('button[value=save]:not(.vh)');
  await keys.enter('#element p.small a[href*="in=en"]');
  await page.locator(fieldOf('questionnaire', 'title|en')).waitFor();
  await keys.write(fieldOf('questionnaire', 'title|en'), 'Like it here?');
  for (const [key, , english] of AROUND) await keys.write(fieldOf('questionnaire', `${key}|en`), english);
  for (const [at, [[, title], questions]] of PAGES.entries()) {
    const key = await openPage(page, keys, at);
    await keys.write(fieldOf(key, 'title|en'), title);
    for (const [index, [, [, english], items = []]] of questions.entries()) {
      const of = `question:${NAMES[at][index]}`;
      await openElement(page, keys, of);
      await keys.write(fieldOf(of, 'label|en'), english);
      for (const [row, [, text]] of items.entries()) await keys.write(`li.crow[id]:nth-of-type(${row + 1}) input:nth-of-type(2)`, text);
    }
  }
  await openElement(page, keys, 'list:wie_gut');
  for (const [row, [, text]] of PAGES[2][1][0][3].entries()) await keys.write(`li.crow[id]:nth-of-type(${row + 1}) input:nth-of-type(2)`, text);
}


/** A resident without script, on a phone; begins where the survey is. */
async function resident(language = 'de') {
  const page = await open({ javaScriptEnabled: false, viewport: PHONE, locale: language });
  await page.goto(`${server.url}/s/${SURVEY}?lang=${language}`);
  await press(page, 'form button.main');
  return page;
}

/** What somebody answers, by the names of the fields, and what stands in the file for it. */
const ANSWERS = {
  wohnen_sie_gern_hier: '1', wie_alt_sind_sie: '34', was_fehlt_hier: ['1', '3'], welcher_kreis: '2', welcher_ort: '2',
  wie_weit: '7,5', seit_wann: '2019-04-01', wann_geht_es_los: '06:45', wie_gut_1: '2', wie_gut_2: '1', wie_gut_3: '2',
  empfehlen_sie_uns: '9', ziehen_sie_weg: '1', warum_weg: ['2'], wohin: 'Nach "Jever", gern; oder weiter', wie_viele: '2',
  welcher_beruf: '2', alles_gelesen: 'OK', noch_etwas: 'Moin & Tschüß', wie_oft: '4',
};
const CELLS = {
  wohnen_sie_gern_hier: '1', wie_alt_sind_sie: '34', was_fehlt_hier_1: '1', was_fehlt_hier_2: '0', was_fehlt_hier_3: '1',
  welcher_kreis: '2', welcher_ort: '2', wie_weit: '7.5', seit_wann: '2019-04-01', wann_geht_es_los: '06:45',
  wie_gut_1: '2', wie_gut_2: '1', wie_gut_3: '2', empfehlen_sie_uns: '9', was_zuerst_1: '-9', was_zuerst_2: '-9',
  was_zuerst_3: '-9', ziehen_sie_weg: '1', warum_weg_1: '0', warum_weg_2: '1', wohin: 'Nach "Jever", gern; oder weiter',
  wie_viele: '2', welcher_beruf: '2', alles_gelesen: 'OK', noch_etwas: 'Moin & Tschüß', wie_oft: '-4',
};
/** Somebody who stays is not asked why she leaves; the question that was added later stands on the last page. */
const STAYS = { ziehen_sie_weg: '2', warum_weg_1: '-2', warum_weg_2: '-2', wohin: '-2', wie_viele: '-999999992' };

/** Answers page after page, until this one or the review. Without script a page comes again with what follows on it. */
async function walk(page, person, end = 'review') {
  for (let pages = 0; !place(page).startsWith(end); pages += 1) {
    assert.ok(pages < 20, `no way out of ${page.url()}`);
    await answer(page, { ...ANSWERS, ...person });
    await next(page);
    assert.deepEqual(await page.locator('.errsum').allInnerTexts(), [], page.url());
  }
}

/** A table of an export: its rows, by the names of columns. */
function table(csv) {
  const rows = [[]];
  for (const [, quoted, plain, end] of csv.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"').replaceAll('\r\n', '\n') ?? plain);
    if (end !== ',') rows.push([]);
  }
  const [head, ...cells] = rows.filter((row) => row.length > 1);
  return cells.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])));
}

for (const postgres of [false, true]) {
  test(`a survey, from nothing to its data, on ${postgres ? 'PostgreSQL' : 'SQLite'}`, async (t) => {
    server = await startEmpty({ postgres });
    if (!server) return t.skip('TEST_POSTGRES_URL is not set');
    const [designer, manager] = await invite();
    const anna = await open();
    const errors = [];
    anna.on('pageerror', (error) => errors.push(error));
    const keys = new Keys(anna);
    await anna.goto(designer);
    await keys.write('#password', PASSWORD);
    await keys.write('#again', PASSWORD);
    await keys.go('.card button');
    await keys.write('#email', 'designer@land.example');
    await keys.write('#password', PASSWORD);
    await keys.go('.card button');
    // On the second database it is brought as the file that it became on the first.
    const editor = made ? await bring(anna, made) : await write(anna, keys);
    made ??= await (await anna.request.get(`${editor}/file.json`)).text();
    await anna.goto(editor);
    await keys.go('a[href$="/problems"]');
    assert.match(await anna.innerText('main'), /0 Fehler/);
    await keys.go('main a');
    await keys.go('a[href$="/publish"]');
    await keys.go('a[href^="/surveys/new?"]');
    await keys.write('#slug', SURVEY);
    await keys.tick('#mode-open');
    await keys.reach('#opens');
    await anna.keyboard.type('01012099');
    await keys.go('main form .btn');
    // Numbers without bounds are warned of.
    await keys.tick('#anyway');
    await keys.go('main form .btn');
    assert.equal(new URL(anna.url()).pathname, `/surveys/${SURVEY}`);

    // Whoever runs the field opens it before its day.
    const field = await open();
    await field.goto(manager);
    await choosePassword(field);
    await signIn(field, 'field@land.example');
    await field.goto(`${server.url}/surveys/${SURVEY}/field`);
    await press(field, `form[action="/surveys/${SURVEY}/field/open"] button`);
    const isOpen = async () => /form/.test(await (await fetch(`${server.url}/s/${SURVEY}`)).text().then((html) => html.match(/<main[\s\S]*<\/main>/)[0]));
    await until(isOpen, 'the survey does not open');

    // Three are in the middle of it.
    const people = {
      eins: { was_moegen_sie: 'eins' },
      zwei: { was_moegen_sie: 'zwei', ziehen_sie_weg: '2' },
      three: { was_moegen_sie: 'three' },
    };
    const pages = { eins: await resident(), zwei: await resident(), three: await resident('en') };
    assert.match(await pages.three.innerText('main'), /Do you like it here\?/);
    await walk(pages.eins, people.eins, 'p/noten');
    await walk(pages.zwei, people.zwei, 'p/plaene');
    await walk(pages.three, people.three, 'p/ort');

    // Another text is there at once, for those who began, too.
    await keys.go('.tabs a[href="/questionnaires"]');
    await keys.go('.rows h3 a');
    await openElement(anna, keys, 'question:empfehlen_sie_uns');
    await keys.write(fieldOf('question:empfehlen_sie_uns', 'label|de'), 'Empfehlen Sie uns weiter?');
    await publish(anna, keys, /Es gilt sofort für alle/);
    await until(async () => {
      await pages.eins.reload();
      return /uns weiter\?/.test(await pages.eins.innerText('main'));
    }, 'the new text does not come');

    // A question comes and another goes: who began keeps hers, whoever begins gets the new ones.
    await anna.goto(editor);
    await openElement(anna, keys, 'question:noch_etwas');
    await keys.choose('#new-kind', 'Ganze Zahl');
    await keys.write('#new-text', 'Wie oft?');
    await keys.enter('button[value=add-question]');
    await isAt(anna, 'question:wie_oft');
    await keys.write(fieldOf('question:wie_oft', 'min'), '0');
    await openElement(anna, keys, 'question:noch_etwas');
    await keys.enter('button[value=remove]');
    await anna.locator('#element [name=at][value^="page:"]').waitFor({ state: 'attached' });
    await publish(anna, keys, /.*/);
    people.vier = { was_moegen_sie: 'vier' };
    await until(async () => {
      pages.vier = await resident();
      await walk(pages.vier, people.vier, 'p/plaene');
      return /Wie oft\?/.test(await pages.vier.innerText('main'));
    }, 'the new question does not come');

    for (const [name, page] of Object.entries(pages)) {
      await walk(page, people[name]);
      assert.equal(/Wie oft\?/.test(await page.innerText('main')), name === 'vier', name);
      await next(page);
      assert.match(await page.innerText('main'), name === 'three' ? /Thanks/ : /Danke/);
    }

    const rows = table(await readFile(join(await server.exported(SURVEY), 'responses.csv'), 'utf8'));
    assert.equal(rows.length, 4);
    for (const name of Object.keys(pages)) {
      const row = rows.find((it) => it.was_moegen_sie === name);
      // A time is written with its seconds and the zone of its day.
      row.wann_geht_es_los = row.wann_geht_es_los.replace(/:00\.000\+0[12]:00$/, '');
      const later = name === 'vier' ? { noch_etwas: '-4', wie_oft: '4' } : {};
      const wanted = { was_moegen_sie: name, ...CELLS, ...(name === 'zwei' ? STAYS : {}), ...later };
      const cells = Object.fromEntries(Object.keys(wanted).map((column) => [column, row[column]]));
      assert.deepEqual(cells, wanted, JSON.stringify(row));
    }
    assert.deepEqual(errors, []);
    for (const browser of browsers.splice(0)) await browser.close();
    await server.stop();
    server = undefined;
  });
}

/** Publishes what was changed in the survey that runs. */
async function publish(page, keys, meaning) {
  await keys.go('a[href$="/publish"]');
  assert.match(await page.innerText('#publish'), meaning);
  if (await page.locator('#publish [name=read]').count()) await keys.tick('#publish [name=read]');
  await keys.go('#publish .btn');
  assert.equal(new URL(page.url()).pathname, `/surveys/${SURVEY}`);
}
