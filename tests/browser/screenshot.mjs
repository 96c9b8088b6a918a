// Makes docs/screenshot.png from the real product: the matrix on a desk and the reasons on a
// telephone in front of it. Run it after `cargo build`; it needs nothing that the tests do not need.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser, startDemo } from './support.mjs';
import { answer, answerAll, LEAVER, start } from './interview.mjs';

const PERSON = {
  ...LEAVER,
  of_imp_13: '5', of_imp_14: '4', of_imp_02: '4', of_imp_03: '4', of_imp_04: '5', of_imp_05: '2', of_imp_15: '4', of_imp_16: '3',
  of_imp_07: '3', of_imp_08: '2', of_imp_09: '4', of_imp_10: '5', of_imp_17: '3', of_imp_18: '4', of_imp_12: '2',
};
const SCENES = {
  'p/p05a': { name: 'telephone', viewport: { width: 390, height: 690 } },
  'p/p09a': { name: 'desk', viewport: { width: 1180, height: 760 } },
};
const COMPOSED = `<!doctype html><title>zugvogel</title><style>
body { margin: 0; inline-size: 1430px; block-size: 800px; position: relative; background: #dde7e9 }
img { position: absolute; display: block; border: 1px solid #15202a33; box-shadow: 0 6px 24px #15202a40 }
.desk { inset: 30px auto auto 30px; inline-size: 1060px; border-radius: 10px }
.telephone { inset: auto 40px 30px auto; inline-size: 350px; border: 9px solid #15202a; border-radius: 34px }
</style><img class="desk" src="desk.png" alt=""><img class="telephone" src="telephone.png" alt="">`;
const PICTURE = fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));
const server = await startDemo({ responses: 0 });
const { page, close } = await openBrowser({ javaScriptEnabled: false, reducedMotion: 'reduce' });
const shots = await mkdtemp(join(tmpdir(), 'zugvogel-shots-'));

try {
  await start(page, server.url, 'de');
  await answerAll(page, PERSON, async (_, here) => {
    const scene = SCENES[here];
    if (!scene) return;
    await page.setViewportSize(scene.viewport);
    await answer(page, PERSON);
    await page.mouse.move(0, 0);
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(shots, `${scene.name}.png`) });
  });
  const composed = join(shots, 'composed.html');
  await writeFile(composed, COMPOSED);
  await page.setViewportSize({ width: 1430, height: 800 });
  await page.goto(pathToFileURL(composed).href);
  await page.screenshot({ path: PICTURE });
} finally {
  await close();
  await server.stop();
  await rm(shots, { recursive: true, force: true });
}
