// Walks through an interview as a person does: by clicking what is on the page. Works without script.

import assert from 'node:assert/strict';
import { settled } from './support.mjs';

/** Answers by the name of the field; whatever is not named gets `usual()`. */
export const LEAVER = {
  cons_part: '1', cons_sens: '1', cons_quote: '1', birth_y: '1995', mv_resid: '1',
  mv_dir: '2', mv_year: '2023', mv_month: '9', dst_place: '2', dst_ags: 'Oldenburg',
  mv_with: ['2'], rs_role_01: '4', rs_role_05: '2', rs_role_09: '3', now_same: '1', keep_pos: '1', ret_int: '3',
};

export const NEWCOMER = {
  cons_part: '1', cons_sens: '1', cons_quote: '1', birth_y: '1992', mv_resid: '1',
  mv_dir: '1', lk_before: '2', mv_year: '2023', mv_month: '3', org_place: '6', org_ctry: 'Öster', dst_ags: '03461002',
  mv_with: ['2'], rs_role_02: '4', rs_role_04: '2', rs_role_10: '3', now_same: '1', stay_int: '4',
};

/** A picture of one grey point. */
export const PICTURE = {
  name: 'Bild.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** A document without anything in it. */
export const PAPER = { name: 'Plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };

/** Opens the survey in a language and chooses "Start". */
export async function start(page, origin, language, survey = 'wesermarsch') {
  await page.goto(`${origin}/s/${survey}?lang=${language}`);
  await press(page, 'form button.main');
}

/** The part of the address that says which page this is, such as `p/p01` or `review`. */
export function place(page) {
  return new URL(page.url()).pathname.split('/').slice(3).join('/');
}

/**
 * Answers page after page up to the review. `look(page, place)` is called on each page as it comes,
 * and again when a page comes back with one more question.
 */
export async function answerAll(page, person, look = async () => {}) {
  const walked = [];
  while (place(page) !== 'review') {
    const here = place(page);
    assert.ok(here.startsWith('p/'), `the interview led to ${page.url()}`);
    walked.push(here);
    assert.ok(walked.length < 60, `no way out: ${walked.join(' ')}`);
    await look(page, here);
    await answer(page, person);
    await next(page);
    assert.equal(await page.locator('.errsum').count(), 0, `${here} refused: ${await errors(page)}`);
  }
  return walked;
}

/** Sends the page: what a person sees as "Continue". */
export function next(page) {
  return press(page, 'button.main');
}

/** Clicks on what leads to another page, and waits until that is there as a whole. */
export async function press(page, selector) {
  const loaded = page.waitForEvent('load');
  await page.click(selector);
  await loaded;
}

/** Fills in everything on the page that is still empty, and what a script adds because of that. */
export async function answer(page, person) {
  const answered = new Set();
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const field of await fields(page)) {
      const wanted = person[field.search ?? field.name] ?? usual(field);
      if (wanted === undefined || field.done || answered.has(field.name)) continue;
      answered.add(field.name);
      isNew = true;
      await fillIn(page, field, wanted);
    }
    await settled(page);
  }
}

async function fillIn(page, field, wanted) {
  switch (field.type) {
    case 'radio':
    case 'checkbox':
      for (const value of [wanted].flat()) {
        assert.ok(field.values.includes(value), `${field.name} offers ${field.values}, not ${value}`);
        await page.click(`[id="${field.ids[field.values.indexOf(value)]}"]`);
      }
      break;
    case 'select-one':
      await page.selectOption(`[name="${field.name}"]`, wanted);
      break;
    case 'file':
      await page.setInputFiles(`[name="${field.name}"]`, wanted);
      break;
    default:
      await page.fill(`[name="${field.name}"]`, wanted);
  }
  if (field.search) {
    await press(page, `button[name="_search"][value="${field.search}"]`);
    await page.locator('.matches label').first().click();
  }
}

/** The fields of the form, one entry per name, in the order of the page. */
function fields(page) {
  return page.evaluate(() => {
    const found = new Map();
    for (const input of document.querySelectorAll('form .q :is(input, select, textarea), form .m-row input')) {
      if (input.closest('.other, .matches, .rank, .stored')) continue; // they have buttons and boxes of their own
      const { name, type } = input;
      const search = input.closest('.q')?.querySelector('button[name="_search"]')?.value;
      if (search && type !== 'search') continue; // “don't know” beside a search field
      const field = found.get(name) ?? { name, type, ids: [], values: [], done: false, search };
      const isChoice = type === 'radio' || type === 'checkbox';
      field.ids.push(input.id);
      field.values.push(input.value);
      field.done ||= isChoice ? input.checked : input.value !== '';
      field.done ||= type === 'file' && input.closest('.q').querySelector('.stored') !== null;
      field.accept = input.accept;
      field.numeric = input.inputMode === 'numeric';
      found.set(name, field);
    }
    return [...found.values()];
  });
}

/** An answer nobody has thought about. */
function usual({ type, name, values, numeric, search, accept }) {
  const answers = values.filter((value) => !value.startsWith('-') && value !== '');
  switch (type) {
    case 'radio':
      return answers[name.length % answers.length];
    case 'checkbox':
      return answers.slice(0, 1);
    case 'select-one':
      return answers[0];
    case 'date':
      return '2099-07-10';
    case 'time':
      return '15:00';
    case 'file':
      return accept.includes('image/') ? PICTURE : PAPER;
    default:
      return search ? undefined : numeric ? '2' : 'Deich & Weite';
  }
}

async function errors(page) {
  return (await page.locator('.errsum').allTextContents()).join(' ');
}
