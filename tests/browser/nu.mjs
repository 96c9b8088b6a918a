// The W3C's Nu checker, which knows more of HTML than any linter. It needs Java.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'));

/** Fails with everything that the checker finds in `pages`, mark-up by name. Skips the test without Java. */
export async function assertNuFindsNothing(t, pages) {
  if (spawnSync('java', ['-version']).status !== 0) {
    t.skip('java is not installed');
    return;
  }
  assert.ok(pages.size > 0, 'no page was collected');
  const folder = await mkdtemp(join(tmpdir(), 'zugvogel-nu-'));
  try {
    for (const [name, html] of pages) await writeFile(join(folder, `${name}.html`), html);
    const args = ['-jar', JAR, '--stdout', '--exit-zero-always', '--format', 'json', folder];
    const { stdout, stderr } = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    assert.ok(stdout.startsWith('{'), `the checker said: ${stderr}`);
    const found = JSON.parse(stdout).messages.map(
      ({ url, lastLine, message }) => `${basename(url)}:${lastLine}: ${message}`,
    );
    assert.deepEqual(found, []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
