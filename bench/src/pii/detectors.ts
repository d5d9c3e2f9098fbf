// Ours and its peers behind one interface.
import { OpenRedaction } from '@openredaction/core';
import { createSanitizer } from '@portcullis/pii-sanitizer';
import { detectCreditCard, detectEmail, detectIP, detectMacAddress, detectUrl } from 'langchain';
// Its main file loads a client for a cloud service.
import composite from 'redact-pii/lib/SyncCompositeRedactor.js';
import type { Span } from './examples.ts';

export interface Contestant {
  name: string;
  detect(text: string): readonly Span[] | Promise<readonly Span[]>;
}

/** What agent frameworks use again and again. */
const FOUR_REGEXES: readonly (readonly [string, RegExp])[] = [
  ['EMAIL', /\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b/g],
  ['US_SSN', /\b\d{3}-\d{2}-\d{4}\b/g],
  ['PHONE', /\b\d{3}[-.]?\d{3}[-.]?\d{4}\b/g],
  ['CREDIT_CARD', /\b\d{4}[-\s]?\d{4}[-\s]?\d{4}[-\s]?\d{4}\b/g],
];

export const BASELINE = 'four regexes';

function fourRegexes(text: string): Span[] {
  const found: Span[] = [];
  for (const [type, pattern] of FOUR_REGEXES) {
    for (const match of text.matchAll(pattern)) {
      found.push({ type, start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

const LANGCHAIN = [
  ['EMAIL', detectEmail],
  ['CREDIT_CARD', detectCreditCard],
  ['IP_ADDRESS', detectIP],
  ['MAC', detectMacAddress],
  ['URL', detectUrl],
] as const;

function langchain(text: string): Span[] {
  return LANGCHAIN.flatMap(([type, detect]) => detect(text).map(({ start, end }) => ({ type, start, end })));
}

const openRedaction = new OpenRedaction();

async function openredaction(text: string): Promise<Span[]> {
  const { detections } = await openRedaction.detect(text);
  return detections.map(({ type, position: [start, end] }) => ({ type: commonName(type), start, end }));
}

function commonName(type: string): string {
  if (/EMAIL/.test(type)) return 'EMAIL';
  if (/PHONE|MOBILE/.test(type)) return 'PHONE';
  if (/CREDIT_CARD/.test(type)) return 'CREDIT_CARD';
  if (/IPV?[46]|IP_ADDR/.test(type)) return 'IP_ADDRESS';
  if (/MAC_ADDR/.test(type)) return 'MAC';
  if (/IBAN/.test(type)) return 'IBAN';
  return /SSN/.test(type) ? 'US_SSN' : type;
}

const redactor = new composite.SyncCompositeRedactor();
const REDACTED: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD_NUMBER: 'CREDIT_CARD',
  US_SOCIAL_SECURITY_NUMBER: 'US_SSN',
  IP_ADDRESS: 'IP_ADDRESS',
  PERSON_NAME: 'PERSON',
  STREET_ADDRESS: 'ADDRESS',
  ZIPCODE: 'ZIP',
  USERNAME: 'USERNAME',
  PASSWORD: 'SECRET',
  CREDENTIALS: 'SECRET',
  DIGITS: 'DIGITS',
  URL: 'URL',
};
const TOKEN = new RegExp(`\\b(${Object.keys(REDACTED).join('|')})\\b`);

/** It only gives the redacted text: what lies between the pieces that stayed is what it found. */
function redactPii(text: string): Span[] {
  const redacted = redactor.redact(text);
  if (redacted === text) return [];
  const pieces = redacted.split(TOKEN);
  const found: Span[] = [];
  let at = (pieces[0] ?? '').length;
  for (let index = 1; index < pieces.length; index += 2) {
    const stayed = pieces[index + 1] ?? '';
    const isLast = index + 2 >= pieces.length;
    const next = isLast ? text.length - stayed.length : text.indexOf(stayed, at + 1);
    if (next < at) break;
    found.push({ type: REDACTED[pieces[index] ?? ''] ?? '', start: at, end: next });
    at = next + stayed.length;
  }
  return found;
}

const ours = createSanitizer();

export const CONTESTANTS: readonly Contestant[] = [
  { name: BASELINE, detect: fourRegexes },
  { name: '@portcullis/pii-sanitizer', detect: ours.detect },
  { name: 'langchain 1.5 (piiMiddleware)', detect: langchain },
  { name: 'redact-pii 3.4', detect: redactPii },
  { name: 'openredaction 1.1', detect: openredaction },
];
