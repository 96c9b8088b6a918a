// Everything a machine can say about one page of a resident's.

import assert from 'node:assert/strict';
import { assertAccessible, assertNoSidewaysScrolling, assertValidHtml, DESK, ENLARGED } from './support.mjs';
import { assertFollowsRules, assertLargeTargets, clipped, stretch } from './rules.mjs';

/** 400 percent in daylight, and a desk in the dark. */
const LOOKS = [
  { viewport: ENLARGED, colorScheme: 'light' },
  { viewport: DESK, colorScheme: 'dark' },
];

/**
 * Looks at the open page, which came as `html`; gives the help at its end. `seen` says that the page is
 * examined in another language, too: then axe takes the first look only, since colours are the same in all.
 */
export async function examine(page, html, name, { looks = LOOKS, seen = false } = {}) {
  await assertValidHtml(html, name);
  const help = await assertFollowsRules(page);
  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (!seen || viewport === looks[0].viewport) await assertAccessible(page);
    await assertFits(page, `${name} in ${viewport.width} pixels`);
    await assertLargeTargets(page);
    await stretch(page, true);
    await assertFits(page, `${name} in ${viewport.width} pixels, stretched`);
    await stretch(page, false);
  }
  return help;
}

/** AX-14: nothing has to be scrolled sideways, and no text is cut off. */
async function assertFits(page, name) {
  await assertNoSidewaysScrolling(page);
  assert.deepEqual(await clipped(page), [], `AX-14: clipped on ${name}`);
}
