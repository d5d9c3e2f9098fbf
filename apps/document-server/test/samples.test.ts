// The samples: enough of them, of every kind, with personal data of every kind, and nobody's real data.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../src/store/sqlite-store.ts';
import { SAMPLES } from './support/server-process.ts';
import { index, sanitizer } from './support/test-library.ts';

const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true }).filter((entry) =>
  entry.isFile(),
);
const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
const all = texts.join('\n');

test('are about twenty or more, in every format that is read', () => {
  expect(files.length).toBeGreaterThanOrEqual(20);
  expect(new Set(files.map(({ name }) => extname(name)))).toEqual(new Set(['.md', '.txt', '.html', '.htm']));
});

test('use reserved domains, numbers and documented test cards only', () => {
  for (const [, domain = ''] of all.matchAll(/@([a-z0-9.-]+\.[a-z]{2,})/g)) {
    expect(domain).toMatch(/(^|\.)example\.(com|org|net)$/);
  }
  const phones = [...all.matchAll(/\b555[ .-](\d{4})\b/g)].map(([, line]) => Number(line));
  expect(phones.length).toBeGreaterThan(20);
  for (const line of phones) expect(line >= 100 && line <= 199, `555-${line}`).toBe(true);
  const cards = new Set(
    [...all.matchAll(/\b(?:\d[ -]?){14,15}\d\b/g)].map(([card]) => card.replace(/\D/g, '')),
  );
  expect([...cards].sort()).toEqual([
    '378282246310005',
    '4012888888881881',
    '4111111111111111',
    '5555555555554444',
    '6011111111111117',
  ]);
  const numbers = new Set(all.match(/\b\d{3}-\d{2}-\d{4}\b/g));
  expect([...numbers].sort()).toEqual(['078-05-1120', '219-09-9999']);
});

test('hold every kind of data that the sanitizer finds, and none of it once they are stored', async () => {
  const store = openSqliteStore(':memory:');
  const report = await index(SAMPLES, store);
  expect(report).toMatchObject({ added: files.length, skipped: {} });
  const { masked } = await store.totals();
  expect(Object.keys(masked).sort()).toEqual([
    'ADDRESS',
    'CREDIT_CARD',
    'EMAIL',
    'PHONE',
    'SECRET',
    'US_SSN',
  ]);
  for (const { id } of await store.list(0, 1000)) {
    const document = await store.get(id);
    expect(sanitizer.detect(`${document?.title}\n${document?.content}`)).toEqual([]);
    expect(document?.content).not.toMatch(/@example\.|4111|555[ .-]?01\d\d|219-09/);
  }
});
