// A survey with every kind of question: questionnaires/every-kind.json, made as strict and as wordy as
// a test wants it.

import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './support.mjs';

/** Answers of somebody who comes and brings something; the rest is `usual`. */
export const VISITOR = {
  part: '1', come: 'yes', how: ['foot', 'bus'], town: 'Brake', km: '12,5', people: '3', last_y: '2019',
  last_m: '7', spot: '53.3290 8.4770', way: 'boat',
};

/** What is typed into a field and is no answer to it. */
export const NONSENSE = { km: 'drei', people: 'viele', last_y: 'neulich', spot: 'am Hafen' };

/** Kinds that ask for something, so that one can fail to answer. */
export const ASKING = [
  'acknowledge', 'consent', 'date', 'date_parts', 'date_time', 'decimal', 'differential', 'geopoint', 'integer',
  'lookup', 'matrix', 'range', 'rank', 'select_multiple', 'select_one', 'text', 'time', 'upload',
];

const LONG =
  ' Das gilt auch dann, wenn die Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle' +
  ' am selben Wochenende ein Fest ausrichtet, zu dem Sie, Ihre Verwandten und alle, die Sie mitbringen, eingeladen sind.';

/**
 * Puts the survey into the field. `strict`: every question must be answered. `wordy`: every text is long,
 * with a word that is broader than a telephone. `files`: those that ask for a file, too.
 */
export async function createFestival(server, slug, { strict = false, files = strict, wordy = false, mode = 'open' } = {}) {
  const source = join(ROOT, 'questionnaires');
  const festival = JSON.parse(await readFile(join(source, 'every-kind.json'), 'utf8'));
  festival.pages.push(MORE);
  festival.lists.way = [
    { value: 'boat', label: { de: 'Boot', en: 'boat' } },
    { value: 'raft', label: { de: 'Floß', en: 'raft' } },
  ];
  for (const question of festival.pages.flatMap((page) => [...questionsOf(page)])) {
    // What follows from an answer comes at once, so that one look at a page sees all of it.
    if (['liked', 'felt', 'rules', 'goods', 'plan'].includes(question.name)) delete question.relevant;
    if (question.name === 'dishes') question.default = '2';
    const mayBeEmpty = question.kind === 'upload' && !files;
    if (strict && ASKING.includes(question.kind) && !mayBeEmpty) question.required = true;
  }
  if (wordy) lengthen([festival.welcome, festival.thanks, festival.sections, festival.lists, festival.pages]);
  const folder = join(server.data, slug);
  await mkdir(folder);
  await cp(join(source, 'lists'), join(folder, 'lists'), { recursive: true });
  const file = join(folder, 'every-kind.json');
  await writeFile(file, JSON.stringify(festival));
  await server.command('survey', 'create', '--questionnaire', file, '--slug', slug, '--mode', mode);
  return festival;
}

/** Draws codes for a survey that is opened by them. */
export async function drawCodes(server, slug, count) {
  const file = join(server.data, `${slug}-codes.csv`);
  await server.command('codes', slug, '--count', `${count}`, '--out', file, '--yes');
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(',')[0]);
}

/** The questions of a page, those in groups and repeats included. */
export function* questionsOf(part) {
  for (const question of part.questions ?? []) {
    yield question;
    yield* questionsOf(question);
  }
}

/** What the example has no need for: more help, a dropdown, and a repeat with buttons. */
const MORE = {
  name: 'guests',
  section: 'helping',
  title: { de: 'Wen Sie mitbringen', en: 'Whom you bring' },
  questions: [
    {
      kind: 'select_one',
      name: 'way',
      appearance: 'minimal',
      label: { de: 'Womit legen Sie an?', en: 'What do you moor?' },
      guidance: { de: 'Im Hafen ist Platz für kleine Boote.', en: 'There is room for small boats.' },
      choices: 'way',
    },
    {
      kind: 'repeat',
      name: 'guest',
      label: { de: 'Gast', en: 'Guest' },
      questions: [
        { kind: 'text', name: 'guest_name', label: { de: 'Wie heißt der Gast?', en: 'What is the guest called?' } },
      ],
    },
  ],
};

/** Lengthens whatever is said in German, wherever it stands; names of variables stay. */
function lengthen(node) {
  if (typeof node?.de === 'string') {
    // Points of a scale are short by nature; a long word is hard enough.
    node.de += LONG;
    return;
  }
  if (node && typeof node === 'object') Object.values(node).forEach(lengthen);
}
