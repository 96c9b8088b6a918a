// Rules for a resident's page that neither axe nor a validator knows. The numbers are those of
// docs/accessibility.md.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** WCAG 1.4.12. */
const STRETCHED = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-block-end: 2em !important; }`;

/** How the title of a refused page begins, by language. */
export const PREFIX = { de: 'Fehler: ', en: 'Error: ', ar: 'خطأ: ', 'de-simple': 'Fehler: ' };

/** Fails with every rule that the open page breaks; gives what must be the same on all pages. */
export async function assertFollowsRules(page) {
  const { faults, help } = await page.evaluate(look);
  assert.deepEqual(faults, [], `rules broken on ${page.url()}`);
  return help;
}

/** Runs in the page. */
function look() {
  const faults = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const named = (element) => element.id || element.name || element.outerHTML.slice(0, 80);
  const referenced = (element, attribute) =>
    (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));

  // AX-01: one heading, groups with a legend, fields with a label, no placeholder in its stead.
  if (all('h1').length !== 1) faults.push(`AX-01: ${all('h1').length} headings of level 1`);
  for (const input of all('main :is([type=radio], [type=checkbox])')) {
    const group = input.closest('fieldset, [role=group]');
    const name = group?.matches('fieldset')
      ? group.firstElementChild?.matches('legend') && words(group.firstElementChild)
      : group && referenced(group, 'aria-labelledby').map(words).join('');
    if (!name) faults.push(`AX-01: ${named(input)} is in no group with a name`);
  }
  for (const input of all('main :is(input:not([type=hidden]), select, textarea)')) {
    if (![...input.labels].some(words)) faults.push(`AX-01: ${named(input)} has no label`);
    if (input.placeholder) faults.push(`AX-01: ${named(input)} has a placeholder`);
  }

  // AX-03: what is referenced is there, and every error is referenced from what it is about.
  const described = new Set();
  for (const attribute of ['aria-describedby', 'aria-labelledby']) {
    for (const element of all(`[${attribute}]`)) {
      for (const target of referenced(element, attribute)) {
        if (!target) faults.push(`AX-03: ${named(element)} refers to what is not there`);
        else if (attribute === 'aria-describedby') described.add(target);
      }
    }
  }
  for (const error of all('main .err')) {
    if (!described.has(error)) faults.push(`AX-03: nothing refers to the error "${words(error)}"`);
    if (!/^\S[^:]*: /.test(words(error))) faults.push(`AX-02: "${words(error)}" has no visible prefix`);
  }

  // AX-04: rows of radio buttons, never a table; each button says its row and its column. Paper has no buttons.
  if (all('main table:not(.grid)').length > 0) faults.push('AX-04: a table on a page of questions');
  for (const input of all('.m-row input')) {
    const parts = referenced(input, 'aria-labelledby').map(words);
    if (parts.length !== 2 || !parts.every(Boolean)) faults.push(`AX-04: ${named(input)} lacks its row or column`);
  }

  // AX-06: the progress is said in words, by sections.
  const progress = document.querySelector('.prog b');
  const numbers = words(progress).match(/\p{Nd}+/gu) ?? [];
  if (document.querySelector('.questions') && numbers.length !== 2) faults.push(`AX-06: progress "${words(progress)}"`);

  // AX-11: the page and each of the languages to choose from say which they are.
  const html = document.documentElement;
  if (!html.lang || !['ltr', 'rtl'].includes(html.dir)) faults.push('AX-11: the page does not say its language');
  const languages = all('.lang li > *');
  for (const language of languages) {
    if (!language.lang || !language.dir) faults.push(`AX-11: "${words(language)}" does not say its language`);
  }
  if (all('.lang [aria-current]').length !== 1) faults.push('AX-11: the language in use is not marked');

  // AX-17: nothing in the mark-up acts by itself.
  for (const element of all('*')) {
    const acting = element.getAttributeNames().filter((name) => name.startsWith('on'));
    if (acting.length > 0) faults.push(`AX-17: ${named(element)} has ${acting}`);
  }

  // AX-24: help and the legal pages stand at the end of every page.
  const foot = document.querySelector('.foot');
  if (foot !== document.body.lastElementChild) faults.push('AX-24: the page does not end with the help');
  return { faults, help: words(foot) };
}

/**
 * AX-02: what a page must do that was refused. `prefix` is how its title begins. Gives the ids of
 * the fields that the summary leads to.
 */
export async function assertSaysErrors(page, prefix) {
  assert.ok((await page.title()).startsWith(prefix), `AX-02: the title "${await page.title()}"`);
  await assertGetsFocus(page, '.errsum');
  const { faults, fields } = await page.evaluate(() => {
    const faults = [];
    const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
    const summary = document.querySelector('.errsum');
    if (summary.getAttribute('role') || !summary.querySelector('[role=alert] h2')) faults.push('the alert is not inside');
    const isFirst = summary.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!isFirst) faults.push('the summary is not before the heading');
    const errors = [...document.querySelectorAll('.err')].map(words);
    const fields = [];
    for (const link of summary.querySelectorAll('li a')) {
      const id = decodeURIComponent(link.hash.slice(1));
      const field = document.getElementById(id);
      field?.focus();
      if (document.activeElement !== field || !field.matches('input, select, textarea')) {
        faults.push(`"${words(link)}" leads to ${id}, which is no field`);
      }
      const first = field?.name && document.getElementsByName(field.name)[0];
      if (first && first !== field && field.type === 'radio') faults.push(`${id} is not the first of its group`);
      if (!errors.some((error) => error.endsWith(words(link)))) faults.push(`"${words(link)}" is not said at ${id}`);
      if (field && field.getAttribute('aria-invalid') !== 'true') faults.push(`${id} is not marked as invalid`);
      fields.push(id);
    }
    summary.focus();
    return { faults, fields };
  });
  assert.deepEqual(faults, [], `AX-02 on ${page.url()}`);
  assert.ok(fields.length > 0, 'AX-02: no links in the summary');
  return fields;
}

/** Waits for the focus that a new page gives to what it has to say; a browser gives it a little after the page is there. */
export async function assertGetsFocus(page, selector) {
  const has = () => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
  for (let waited = 0; waited < 5000; waited += 50) {
    if (await has()) return;
    await sleep(50);
  }
  const instead = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80));
  assert.fail(`${selector} has not got the focus on ${page.url()}, but ${instead}`);
}

/** AX-04: what a screen reader says of each point of a matrix is its row and its column, by the browser's own account. */
export async function assertMatrixIsNamed(page) {
  const expected = await page.locator('.m-row input').evaluateAll((inputs) => inputs.map((input) => {
    const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
    const number = input.labels[0].querySelector('[aria-hidden]')?.textContent ?? '';
    return [words(input.closest('fieldset').querySelector('legend')), words(input.labels[0]).slice(number.trim().length).trim()];
  }));
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const names = nodes.filter((node) => node.role?.value === 'radio').map((node) => node.name.value);
  for (const [row, column] of expected) {
    assert.ok(row && column, `AX-04: a point without row or column: "${row}", "${column}"`);
    assert.ok(
      names.some((name) => name.startsWith(row) && name.endsWith(column)),
      `AX-04: no radio button is called "${row} … ${column}", but ${names.slice(0, 3).join(' | ')}`,
    );
  }
  return expected.length;
}

/** WCAG 1.4.12: stretches all text, or takes that back. No part of the page, so its policy does not stop it. */
export async function stretch(page, isOn) {
  const spacing = await page.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    if (style) sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    return getComputedStyle(document.body).letterSpacing;
  }, isOn ? STRETCHED : '');
  assert.equal(spacing !== 'normal', isOn, 'AX-14: the text is not stretched');
}

/** WCAG 2.5.5 (44 pixels) for everything to be chosen or pressed; a link within a sentence may be smaller. */
export async function assertLargeTargets(page) {
  const small = await page.evaluate(() => {
    const isInText = (link) => link.matches('a') && getComputedStyle(link).display === 'inline';
    const targets = [...document.querySelectorAll('a[href], button, select, summary, .in, .choice label, .m-opt input')];
    return targets
      .filter((target) => target.checkVisibility() && !isInText(target) && !target.matches('.vh, .skip'))
      .map((target) => ({ name: target.id || target.innerText, box: target.getBoundingClientRect() }))
      // Points of a scale stand closer together on the narrowest screens, never closer than 2.5.8 allows.
      .filter(({ box }) => box.height < 44 || box.width < 24)
      .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`);
  });
  assert.deepEqual(small, [], `small targets on ${page.url()}`);
}

/** Texts that reach beyond the window or beyond a box that cuts them off. */
export function clipped(page) {
  return page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parent = text.parentElement;
      if (!text.data.trim() || !parent.checkVisibility() || parent.closest('.vh, .skip, option')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const cut = parent.closest('.m-t') && getComputedStyle(parent.closest('.m-t')).clipPath !== 'none';
      if (cut) continue; // said by the head of the table
      // What needs two dimensions may be scrolled in its own box (1.4.10), also with keys.
      if (parent.closest('.scroll[tabindex="0"] > table')) continue;
      for (let around = parent; around; around = around.parentElement) {
        const style = getComputedStyle(around);
        const holds = around === document.documentElement || style.overflowX !== 'visible' || style.clipPath !== 'none';
        const limit = around.getBoundingClientRect();
        if (holds && (box.left < limit.left - 1 || box.right > limit.right + 1)) {
          found.push(text.data.trim());
          break;
        }
      }
    }
    return found;
  });
}
