// Names that a word announces.
import { expect, it } from 'vitest';
import { found, foundOf } from './found.ts';

it.each([
  ['Dear Jane,', 'Jane'],
  ['Dear Mr. Smith,', 'Smith'],
  ['Ask Mrs O’Brien first', 'O’Brien'],
  ['Dr. Ana de la Cruz sent it', 'Ana de la Cruz'],
  ['Sehr geehrte Frau Dr. Müller,', 'Müller'],
  ['My name is J. R. Hartley.', 'J. R. Hartley'],
  ['Patient: Jane Doe, ward 3', 'Jane Doe'],
  ['Full name: Zoë Łukasz', 'Zoë Łukasz'],
  ['Nachname: Groß', 'Groß'],
])('%s', (text, name) => expect(foundOf('PERSON', text)).toEqual([name]));

it.each([
  'Dear Sir or Madam,',
  'Dear Customer,',
  'Dear Larkfield team,',
  'Dear Acme support,',
  '12 Main Dr Suite 5',
  'Patient: see chart',
  'Mr ',
  'Name: Value',
  'My name is unknown',
  'Dear',
])('%j names nobody', (text) => expect(foundOf('PERSON', text)).toEqual([]));

it('a name is not taken apart by what is found within it', () => {
  expect(found('Dear Jane, write to jane@example.com')).toEqual(['PERSON Jane', 'EMAIL jane@example.com']);
});
