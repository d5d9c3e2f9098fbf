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
  ['Account holder: Jane Doe', 'Jane Doe'],
  ['Kontoinhaber: Anne Groß', 'Anne Groß'],
  ['Hello Dear Mr Smith', 'Smith'],
  ['Main Dr Mr Smith', 'Smith'],
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
  'Server: Apache Tomcat',
  'My name is unknown',
  'Dear',
])('%j names nobody', (text) => expect(foundOf('PERSON', text)).toEqual([]));

it.each([
  ['Dear Jane, write to jane@example.com', 'PERSON Jane', 'EMAIL jane@example.com'],
  ['Herrn Peter Müller Hauptstraße 5', 'PERSON Peter Müller', 'ADDRESS Hauptstraße 5'],
  ['Mr John Smith GB29NWBK60161331926819', 'PERSON John Smith', 'IBAN GB29NWBK60161331926819'],
  ['Patient: John Smith 12 Baker Street', 'PERSON John Smith', 'ADDRESS 12 Baker Street'],
])('in %j, the name ends where something else begins', (text, ...expected) =>
  expect(found(text)).toEqual(expected),
);

it('a name is a boundary: the words before it say nothing of a number behind it', () => {
  expect(found('version 1, 943 476 5919')).toEqual([]);
  expect(found('version Dear Mr Smith, 943 476 5919')).toEqual(['PERSON Smith', 'PHONE 943 476 5919']);
});

it.each([
  ['From: Jane van Dyke <jane@example.com>', 'Jane van Dyke'],
  ['Signed-off-by: Zoë Ł. Groß <z@example.com>', 'Zoë Ł. Groß'],
  ['To: "Doe, Jane" <jane@example.com>, ann@example.com', 'Doe, Jane'],
  ['Commit by Jane Doe<jane@example.com>', 'Jane Doe'],
])('%s', (text, name) => expect(foundOf('PERSON', text)).toEqual([name]));

it.each(['GitHub <noreply@example.com>', 'write to Jane Doe at <jane@example.com>', 'a < b@example.com'])(
  '%j has a mailbox of nobody by name',
  (text) => expect(foundOf('PERSON', text)).toEqual([]),
);
