// Somebody without a mouse: Tab and Shift+Tab to what she wants, then the keys that it takes.

import assert from 'node:assert/strict';

/** More presses than any page of ours has stops. */
const MOST = 500;

export class Keys {
  constructor(page) {
    this.page = page;
    this.presses = 0;
  }

  press(key) {
    this.presses += 1;
    return this.page.keyboard.press(key);
  }

  /** Presses Tab, or Shift+Tab where it is further up, until this has the focus. */
  async reach(selector) {
    await this.page.locator(selector).first().waitFor({ state: 'attached' });
    for (let presses = 0; presses < MOST; presses += 1) {
      const way = await this.page.evaluate((wanted) => {
        const last = document.querySelector(wanted);
        const here = document.activeElement;
        if (!last) return 'Tab';
        // What is folded in is unfolded first.
        const folded = last.closest('details:not([open])')?.querySelector('summary');
        const target = folded ?? last;
        if (target === here) return folded && folded !== last ? 'Enter' : 'here';
        // Of radio buttons with one name, only one is a stop; the others are reached by arrows.
        if (target.type === 'radio' && here.type === 'radio' && here.name === target.name && here.form === target.form) return 'ArrowDown';
        return here !== document.body && here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
      }, selector);
      if (way === 'here') return;
      await this.press(way);
    }
    assert.fail(`${selector} on ${this.page.url()} is not reached by keyboard`);
  }

  /** Presses a button or follows a link. */
  async enter(selector) {
    await this.reach(selector);
    await this.press('Enter');
  }

  /** The same, where another page follows. */
  async go(selector) {
    await this.reach(selector);
    const loaded = this.page.waitForEvent('load');
    await this.press('Enter');
    await loaded;
  }

  /** Types in the place of what is there. */
  async write(selector, text) {
    await this.reach(selector);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** Chooses from a list by the first letters of what it says; where something else begins like it, by arrows then. */
  async choose(selector, words) {
    await this.reach(selector);
    await this.page.keyboard.type(words);
    const said = () => this.page.locator(selector).first().evaluate((it) => it.selectedOptions[0].textContent);
    const options = await this.page.locator(selector).first().evaluate((it) => [...it.options].map((option) => option.textContent));
    const wanted = options.find((it) => it === words) ?? options.find((it) => it.startsWith(words));
    for (let presses = 0; presses < options.length && (await said()) !== wanted; presses += 1) await this.press('ArrowDown');
    assert.equal(await said(), wanted, selector);
  }

  /** Ticks a box, or chooses one of some. */
  async tick(selector) {
    await this.reach(selector);
    if (!(await this.page.locator(selector).first().isChecked())) await this.press('Space');
    assert.ok(await this.page.locator(selector).first().isChecked(), `${selector} is not chosen`);
  }
}
