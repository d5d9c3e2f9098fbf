// Labelled texts for the accuracy, and longer ones for the speed.
import { createRandom, type Random } from './random.ts';
import { CORE, HARMLESS, NAMES, NATIONAL } from './values.ts';

export interface Span {
  type: string;
  start: number;
  end: number;
}

export interface Example {
  text: string;
  spans: readonly Span[];
}

const WORDS =
  'the report was sent to our office last week because nobody had looked at it before and so the team decided to begin again with a simpler plan that everyone could follow while the old system kept running'.split(
    ' ',
  );

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  EMAIL: [
    'Please write to {} before Friday.',
    'cc: {}',
    'user={} logged in',
    '"contact":"{}"',
    'Ask <{}> for it.',
  ],
  PHONE: ['Call me at {} tomorrow.', 'phone: {}', 'Tel. {}', 'You can reach her on {}.', '"mobile": "{}"'],
  CREDIT_CARD: ['Charge {} for the order.', 'card number {}', 'paid with {}, thanks', '"pan":"{}"'],
  US_SSN: ['His SSN is {}.', 'ssn={}', 'Social security number: {}', 'applicant {} was approved'],
  IBAN: ['Transfer it to {} please.', 'IBAN: {}', 'account {} at the bank'],
  IP_ADDRESS: ['Request from {} was refused.', 'client={} status=200', 'Host {} is down'],
  MAC: ['Device {} joined.', 'mac={}', 'lladdr {} reachable'],
};

/** Examples of each type, of national identifiers, and as many texts without personal data as there are examples. */
export function createExamples(seed: number, perType: number): Example[] {
  const random = createRandom(seed);
  const examples: Example[] = [];
  for (const [type, make] of Object.entries(CORE)) {
    for (let count = 0; count < perType; count += 1) {
      examples.push(fill(random.pick(TEMPLATES[type]!), type, make(random), random));
    }
  }
  for (const [type, make] of Object.entries(NATIONAL)) {
    for (let count = 0; count < perType; count += 1) {
      const template = random.pick([
        `${NAMES[type]}: {}`,
        `Her ${NAMES[type]} is {}.`,
        `${NAMES[type]} {} on file`,
      ]);
      examples.push(fill(template, type, make(random), random));
    }
  }
  const harmless = examples.map(() => ({
    text: `${sentence(random)} ${random.pick(HARMLESS)(random)}`,
    spans: [],
  }));
  return [...examples, ...harmless];
}

function fill(template: string, type: string, value: string, random: Random): Example {
  const before = `${sentence(random)} `;
  const start = before.length + template.indexOf('{}');
  return {
    text: before + template.replace('{}', value),
    spans: [{ type, start, end: start + value.length }],
  };
}

function sentence(random: Random): string {
  const words = Array.from({ length: 4 + random.int(8) }, () => random.pick(WORDS)).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Texts of about 2 kB (log lines: 130 characters) of one kind. */
export const CORPORA: Readonly<Record<string, (random: Random) => string>> = {
  'clean prose': (random) => long(2_000, () => sentence(random)),
  mix: (random) =>
    long(2_000, () =>
      random.int(6) === 0
        ? fill('Write to {} now.', '', random.pick(Object.values(CORE))(random), random).text
        : sentence(random),
    ),
  'log lines': (random) =>
    `2026-11-0${random.int(9) + 1}T1${random.int(9)}:20:3${random.int(9)}.${random.digits(3)}Z INFO http request ` +
    `${random.pick(HARMLESS)(random)} route=/v1/items/${random.digits(6)} status=200 ms=${random.int(900)}`,
  'nested JSON': (random) => JSON.stringify(record(random, 4)),
};

function long(length: number, make: () => string): string {
  let text = '';
  while (text.length < length) text += `${make()} `;
  return text;
}

function record(random: Random, depth: number): unknown {
  if (depth === 0) return random.int(10) === 0 ? CORE.EMAIL!(random) : sentence(random);
  return {
    id: random.int(1e6),
    name: random.pick(WORDS),
    tags: [random.pick(WORDS), random.pick(WORDS)],
    note: sentence(random),
    children: [record(random, depth - 1), record(random, depth - 1)],
  };
}
