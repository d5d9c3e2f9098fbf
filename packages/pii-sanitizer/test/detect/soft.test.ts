// Names, lines of addresses, dates of birth and bank codes: only what the words round them announce.
import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

describe('names', () => {
  it.each([
    ['Dear Mr Smith, thank you', 'Smith'],
    ['Dear Mr. Smith,', 'Smith'],
    ['Dear Ms Ann-Marie O’Neil,', 'Ann-Marie O’Neil'],
    ['Dear Jane,', 'Jane'],
    ['Dear Dr. van der Berg', 'van der Berg'],
    ['Sehr geehrte Frau Müller,', 'Müller'],
    ['Patient: Jane Doe', 'Jane Doe'],
    ['Customer name: Jane Q. Doe', 'Jane Q. Doe'],
    ['My name is Jane Doe.', 'Jane Doe'],
    ['Nachname: Müller', 'Müller'],
  ])('in %s', (text, name) => expect(found(text)).toEqual([`PERSON ${name}`]));

  it.each([
    'Dear Sir or Madam,',
    'Dear Customer,',
    'Dear All,',
    'Dear Hiring Manager',
    'Patient: not seen today',
    'My name is not important',
    'Hostname: Web01',
    'Mr',
    'Smith went home',
    'Dr 5',
  ])('not in %s', (text) => expect(found(text)).toEqual([]));
});

describe('lines of addresses', () => {
  it.each([
    '12 Main Street',
    '221B Baker Street',
    '1600 Pennsylvania Ave',
    '12 Rue de Rivoli',
    '10 Downing St',
    'Hauptstraße 5',
    'Musterweg 12a',
    'P.O. Box 1234',
    '4 North Oak Lane, Apt. 4',
  ])('%s', (line) => {
    expect(found(`He lives at ${line}, I think`)).toEqual([`ADDRESS ${line}`]);
    expect(found(`row 17 ${line}`)).toEqual([`ADDRESS ${line}`]);
  });

  it.each([
    '12 Main Streets of it',
    '5 new roads',
    'on Street 12',
    '3 Way Handshake',
    'in 2026 Main',
    'step 2 Place',
  ])('not in %s', (text) => expect(found(text)).toEqual([]));
});

describe('dates of birth', () => {
  it.each(['1984-03-10', '10/03/1984', '10.03.1984', '10 March 1984', '3/10/84'])('%s', (date) => {
    for (const word of [
      'DOB:',
      'born',
      'date of birth',
      'Date of Birth:',
      'geboren am',
      'geb.',
      'fecha de nacimiento:',
    ])
      expect([word, found(`${word} ${date}, they say`)]).toEqual([word, [`DATE_TIME ${date}`]]);
    expect(found(`It was on ${date}, they say`)).toEqual([]);
    expect(found(`due ${date}`)).toEqual([]);
  });
});

describe('bank codes', () => {
  it.each([
    ['BIC: NWBKGB2L', 'NWBKGB2L'],
    ['BIC NWBKGB2LXXX', 'NWBKGB2LXXX'],
    ['SWIFT code is DEUTDEFF', 'DEUTDEFF'],
    ['SWIFT/BIC: DEUTDEFF500', 'DEUTDEFF500'],
    ['{"BIC":"DEUTDEFF"}', 'DEUTDEFF'],
  ])('in %s', (text, code) => expect(found(text)).toEqual([`BIC ${code}`]));

  it.each([
    'BIC pens',
    'SWIFT code review',
    'BIC: ABCDEFGH',
    'NWBKGB2L',
    'PUBLIC NWBKGB2L',
    'BIC: NWBKGB2LXX',
  ])('not in %s', (text) => expect(found(text)).toEqual([]));
});
