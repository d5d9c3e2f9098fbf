// Finds personal data in a text: folds what hides it, then runs the scanners in order of trust, each outside what came before.
import type { CustomDetector } from '../custom/custom-detector.ts';
import { scanCustom } from '../custom/scan-custom.ts';
import { IDENTIFIERS } from '../identifiers/identifiers.ts';
import { scanSecrets } from '../secrets/scan-secrets.ts';
import { type Folded, fold } from '../text/fold.ts';
import type { Finding } from '../types.ts';
import { scanBics } from './bic.ts';
import { scanEmails } from './email.ts';
import { FormIndex } from './form-index.ts';
import { scanLetterMacs } from './network.ts';
import { scanPersons } from './person.ts';
import { NumberScanner } from './scan-numbers.ts';
import { AT, BANK, ESCAPE, readSigns, type Signs, TITLED } from './signs.ts';

/** Finds what one sanitizer looks for. */
export interface Detector {
  /**
   * @param text Any text; the work is linear in its length.
   * @param key The name under which it stood, such as a JSON key: context for what is in it.
   * @returns Findings sorted by start, disjoint, with offsets into `text`; one shared empty list when there are none.
   */
  detect(text: string, key?: string): readonly Finding[];
}

/** What a detector looks for. */
export interface DetectorOptions {
  /** The types to report; left out, all. */
  types?: readonly string[] | undefined;
  /** Countries whose identifiers are looked for, as ISO 3166 alpha-2 codes in small letters, or `all`, the default. */
  locales?: readonly string[] | 'all' | undefined;
  /** Detectors of the user's own. */
  detectors?: readonly CustomDetector[] | undefined;
}

const NONE: readonly Finding[] = Object.freeze([]);

/** Makes a detector. The options have been checked. */
export function createDetector({ types, locales = 'all', detectors = [] }: DetectorOptions = {}): Detector {
  const wanted = types === undefined ? undefined : new Set(types);
  const wants = (type: string): boolean => wanted === undefined || wanted.has(type);
  const forms = new FormIndex(
    IDENTIFIERS.filter(({ locale }) => locales === 'all' || locale === 'any' || locales.includes(locale)),
  );
  const numbers = new NumberScanner(forms, wants);
  const scan = (text: string, { kinds, places }: Signs, key: string | undefined): readonly Finding[] => {
    const found = wants('SECRET') ? scanSecrets(text, places) : [];
    // After the secrets: in `password=EMP-1` the whole value has to go, or the placeholder would be replaced the next time.
    if (detectors.length > 0) addOutside(text, found, (_text, out) => scanCustom(detectors, text, out, key));
    if ((kinds & AT) !== 0 && wants('EMAIL')) scanEmails(text, settled(found), found);
    // Before the numbers: what is found is a boundary, as its placeholder will be the next time.
    if (wants('MAC')) addOutside(text, found, scanLetterMacs);
    numbers.scan(text, settled(found), key, found);
    const { length } = found;
    if ((kinds & BANK) !== 0 && wants('BIC')) addOutside(text, found, scanBics);
    const hasTitle = (kinds & TITLED) !== 0;
    if ((hasTitle || places.length > 0 || (kinds & AT) !== 0) && wants('PERSON'))
      addOutside(text, found, (_text, out) => scanPersons(text, places, hasTitle, settled(found), out));
    // Names and codes are boundaries, too: what they kept from a number no longer does.
    if (found.length > length) numbers.scan(text, settled(found), key, found);
    return found.length === 0 ? NONE : found.sort(byStart);
  };
  return {
    detect(text, key) {
      const signs = readSigns(text);
      const folded = fold(text, (signs.kinds & ESCAPE) !== 0);
      if (folded === undefined) return scan(text, signs, key);
      return unfold(folded, scan(folded.text, readSigns(folded.text), key));
    },
  };
}

/** Adds what a scanner that knows nothing of earlier findings finds outside them and outside its own. */
function addOutside(text: string, found: Finding[], scanner: (text: string, out: Finding[]) => void): void {
  const more: Finding[] = [];
  scanner(text, more);
  if (more.length === 0) return;
  const earlier = settled(found);
  let next = 0;
  let taken = 0;
  for (const finding of more.sort(byStart)) {
    while (next < earlier.length && (earlier[next] as Finding).end <= finding.start) next += 1;
    if (finding.start < taken || finding.end > (earlier[next]?.start ?? text.length)) continue;
    found.push(finding);
    taken = finding.end;
  }
}

function unfold(folded: Folded, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    start: folded.original(finding.start, 0),
    end: folded.original(finding.end - 1, 1),
  }));
}

/** A sorted copy of what is found so far, so that a scanner can add to the list while it reads it. */
function settled(found: readonly Finding[]): readonly Finding[] {
  return found.length === 0 ? NONE : found.toSorted(byStart);
}

function byStart(a: Finding, b: Finding): number {
  return a.start - b.start;
}
