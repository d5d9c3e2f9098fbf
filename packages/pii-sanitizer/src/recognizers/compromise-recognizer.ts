// Names of people and places by the library compromise: English, about 0.2 MB/s.
import nlp from 'compromise';
import { SanitizerOptionError } from '../errors.ts';
import type { Finding } from '../types.ts';
import type { Recognizer } from './recognizer.ts';

/** The types that compromise can tell. */
export type CompromiseType = 'PERSON' | 'LOCATION' | 'ORGANIZATION';

/** Options of `createCompromiseRecognizer`. */
export interface CompromiseOptions {
  /** What to find. Default `['PERSON', 'LOCATION']`. */
  types?: readonly CompromiseType[];
  /** Confidence of its findings, 0 to 1. Default 0.6. */
  confidence?: number;
}

const SELECT = { PERSON: 'people', LOCATION: 'places', ORGANIZATION: 'organizations' } as const;
const DEFAULT_CONFIDENCE = 0.6;
/** compromise works without a pause: between pieces of this size, timers run and the time limit can strike. */
const PIECE_CHARS = 2_000;
/** Without an end of a sentence, a piece may end at a space. */
const OVERLONG_CHARS = 4_000;

/**
 * Makes a recognizer that finds names of people and places in English texts.
 * @param options Types and their confidence.
 * @returns A recognizer for `createAsyncSanitizer`.
 * @throws {SanitizerOptionError} When an option is out of range.
 */
export function createCompromiseRecognizer(options: CompromiseOptions = {}): Recognizer {
  const { types = ['PERSON', 'LOCATION'], confidence = DEFAULT_CONFIDENCE } = options;
  const wrong = types.find((type) => !Object.hasOwn(SELECT, type));
  if (wrong !== undefined || types.length === 0) {
    throw new SanitizerOptionError(
      `Expected \`types\` to be some of ${Object.keys(SELECT).join(', ')}, got ${String(wrong ?? 'none')}`,
    );
  }
  if (!(confidence >= 0 && confidence <= 1)) {
    throw new SanitizerOptionError(`Expected \`confidence\` to be from 0 to 1, got ${String(confidence)}`);
  }
  return {
    name: 'compromise',
    types,
    async recognize(text, signal) {
      const found: Finding[] = [];
      for (let start = 0; start < text.length; ) {
        const end = pieceEnd(text, start);
        const document = nlp(text.slice(start, end));
        for (const type of types) {
          const places = document[SELECT[type]]().json({ offset: true }) as Place[];
          for (const place of places) addFinding(place, text, start, end, { type, confidence }, found);
        }
        start = end;
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal.throwIfAborted();
      }
      return found;
    },
  };
}

interface Place {
  text: string;
  offset: { start: number; length: number };
}

/** Adds a place in the text without the marks around it. */
function addFinding(
  { text: found, offset }: Place,
  text: string,
  from: number,
  to: number,
  kind: Pick<Finding, 'type' | 'confidence'>,
  out: Finding[],
): void {
  let start = from + offset.start;
  let end = start + offset.length;
  // Should compromise ever miscount, its word is still looked for.
  if (text.slice(start, end) !== found) {
    start = text.indexOf(found, from);
    end = start + found.length;
    if (start === -1 || end > to) throw new RangeError('compromise gave a place that is not in the text');
  }
  while (start < end && !isLetter(text.charAt(start))) start += 1;
  while (end > start && !isLetter(text.charAt(end - 1))) end -= 1;
  if (/['’]s$/.test(text.slice(Math.max(start, end - 2), end))) end -= 2;
  if (end > start) out.push({ ...kind, start, end });
}

function isLetter(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

/** Where a piece ends: after a sentence, or else at a space. */
function pieceEnd(text: string, start: number): number {
  if (text.length - start <= PIECE_CHARS) return text.length;
  const window = text.slice(start + PIECE_CHARS, start + OVERLONG_CHARS);
  const end = window.search(/[.!?]\s|\n/);
  if (end !== -1) return start + PIECE_CHARS + end + 1;
  const space = window.lastIndexOf(' ');
  return Math.min(text.length, start + PIECE_CHARS + (space === -1 ? window.length : space + 1));
}
