// Everything a machine can say about one page of a resident's.

import assert from 'node:assert/strict';
import { assertAccessible, assertNoSidewaysScrolling, assertValidHtml } from './support.mjs';
import { assertFollowsRules, assertLargeTargets, clipped } from './rules.mjs';

/** Looks at the open page, which came as `html`, in windows of these sizes; gives the help at its end. */
export async function examine(page, html, name, viewports) {
  await assertValidHtml(html, name);
  const help = await assertFollowsRules(page);
  for (const viewport of viewports) {
    await page.setViewportSize(viewport);
    await assertAccessible(page);
    await assertNoSidewaysScrolling(page);
    await assertLargeTargets(page);
    assert.deepEqual(await clipped(page), [], `AX-14: clipped on ${name} in ${viewport.width} pixels`);
  }
  return help;
}
