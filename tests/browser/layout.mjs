// How pages of the study are laid out: what one sees at a glance, and what no rule for machines asks for.

import assert from 'node:assert/strict';

/** What is to be seen of these pages on a desk of 1280 pixels. */
export const ON_A_DESK = {
  'p/p03b': assertSearchIsExplained,
  'p/p05b': assertAreasStandApart,
  'p/p07c': assertPolesStandAtPoints,
  'p/p08c': (page) => assertScalesStandIn(page, 1),
};

/** The same on a telephone; it is called at 320 pixels and goes back to them. */
export const ON_A_TELEPHONE = {
  'p/p08c': (page) => atBothWidths(page, () => assertScalesStandIn(page, 2)),
  'p/p09a': (page) => atBothWidths(page, async () => {
    await assertPointsKeepTheirWords(page);
    await assertScalesOfRowsStandTogether(page);
  }),
  'p/p08a': (page) => atBothWidths(page, () => assertPointsKeepTheirWords(page)),
};

async function atBothWidths(page, look) {
  const { width, height } = page.viewportSize();
  for (const wide of [360, width]) {
    await page.setViewportSize({ width: wide, height });
    await look();
  }
}

/** The words at both ends of a scale of opposites stand at its first and last point, not beside another column. */
async function assertPolesStandAtPoints(page) {
  const gaps = await page.locator('.sd .m-row').evaluateAll((rows) => rows.map((row) => {
    const textOf = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect();
    };
    const [before, behind] = [...row.querySelectorAll('.poles span')].map(textOf);
    const points = [...row.querySelectorAll('.m-scale input')].map((point) => point.getBoundingClientRect());
    return [points[0].left - before.right, behind.left - points.at(-1).right];
  }));
  assert.ok(gaps.length > 8, `${gaps.length} rows`);
  for (const gap of gaps.flat()) assert.ok(gap >= 0 && gap <= 32, `a pole is ${gap} pixels away from its point`);
}

/** Points from 0 to 10 stand in no more rows than this, each large enough for a finger. */
async function assertScalesStandIn(page, rows) {
  const scales = await page.locator('.opts.scale').evaluateAll((all) => all.map((scale) => {
    const points = [...scale.querySelectorAll('.choice:not(.or ~ .choice) label')].map((it) => it.getBoundingClientRect());
    return points.map(({ top, width, height }) => ({ top: Math.round(top), width, height }));
  }));
  assert.ok(scales.length >= 2, `${scales.length} scales on ${page.url()}`);
  for (const points of scales) {
    assert.equal(points.length, 11);
    assert.ok(new Set(points.map(({ top }) => top)).size <= rows, `more than ${rows} rows: ${JSON.stringify(points)}`);
    for (const { width, height } of points) assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
  }
}

/** No word under a point of a matrix is torn apart. */
async function assertPointsKeepTheirWords(page) {
  const torn = await page.locator('.m-opt .m-t').evaluateAll((labels) => labels.flatMap((label) => {
    const words = [];
    const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) words.push(word);
      }
    }
    return words;
  }));
  assert.deepEqual([...new Set(torn)], [], `at ${page.viewportSize().width} pixels`);
}

/** The points of a row stand in one line or two on a telephone, too. */
async function assertScalesOfRowsStandTogether(page) {
  const lines = await page.locator('.m-row .m-scale').evaluateAll((scales) => scales.map((scale) => {
    const points = [...scale.querySelectorAll('.m-opt:not(.dk)')];
    return new Set(points.map((point) => Math.round(point.getBoundingClientRect().top))).size;
  }));
  assert.ok(lines.length >= 15 && lines.every((count) => count <= 2), `${lines}`);
}

/** Each area that was chosen has a bar of its own, with its text field inside, and one can choose other areas. */
async function assertAreasStandApart(page) {
  const areas = await page.locator('.detail').evaluateAll((all) => all.map((area) => {
    const { borderInlineStartWidth: width, borderInlineStartColor: colour } = getComputedStyle(area);
    const accent = Object.assign(document.createElement('i'), { className: 'accent' });
    area.append(accent);
    accent.style.color = 'var(--accent)';
    const wanted = getComputedStyle(accent).color;
    accent.remove();
    return { width, isAccent: colour === wanted, fields: area.querySelectorAll('input[type=text]').length };
  }));
  assert.ok(areas.length >= 3);
  for (const area of areas) assert.deepEqual(area, { width: '4px', isAccent: true, fields: 1 });
  const [back, first] = [await page.getByText('Bereiche ändern').boundingBox(), await page.locator('.detail').first().boundingBox()];
  assert.ok(first.y - (back.y + back.height) >= 16, 'the way back stands apart from the areas');
}

/** Where it is said what to type, there is a field; a list to choose from has another hint. */
async function assertSearchIsExplained(page) {
  const asked = await page.locator('.questions > *').evaluateAll((all) => all.map((question) => ({
    told: /Buchstaben|Anfang|Außerhalb der Region/.test(question.querySelector('.hint')?.textContent ?? ''),
    typed: question.querySelector('[type=search]') !== null,
  })));
  assert.ok(asked.length > 0);
  for (const { told, typed } of asked) assert.equal(told, typed, `${page.url()}: ${JSON.stringify(asked)}`);
}

/** Notes on each page how far the bar is and how large the heading; `assert()` looks at all of them. */
export function pagesInOrder() {
  const seen = [];
  return {
    async note(page) {
      seen.push(await page.evaluate(() => {
        const now = document.querySelector('.segs .now');
        const section = [...now.parentElement.children].indexOf(now);
        return {
          section,
          filled: parseFloat(getComputedStyle(now).backgroundSize),
          heading: getComputedStyle(document.querySelector('h1')).fontSize,
        };
      }));
    },
    assert() {
      assert.deepEqual([...new Set(seen.map(({ heading }) => heading))].length, 1, 'headings of one size');
      const filledIn = (section) => seen.filter((page) => page.section === section).map(({ filled }) => filled);
      for (const section of new Set(seen.map((page) => page.section))) {
        const filled = filledIn(section);
        assert.deepEqual(filled, filled.toSorted((a, b) => a - b), `the bar goes back in section ${section}`);
        if (filled.length > 4) assert.ok(new Set(filled).size > 2, `the bar stands still in section ${section}: ${filled}`);
      }
    },
  };
}
