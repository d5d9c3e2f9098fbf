// Passes single strings, numbers and attributes to the sanitiser, and remembers which strings were clean.
import type { Attributes, AttributeValue } from '@opentelemetry/api';
import { KEYS } from '../spans/conventions.ts';

/** What was there and must not be shown. */
export const REMOVED = '[removed]';

/** Options of {@link createTextScrubber}. */
export interface ScrubberOptions {
  readonly sanitize: ((value: unknown) => unknown) | undefined;
  /** Characters kept of a string, after sanitising. */
  readonly maxStringLength: number;
}

/** Cleans the parts that records are made of. Everything clean comes back as it is: the same reference. */
export interface TextScrubber {
  text(value: string): string;
  attributes(source: Attributes): Attributes;
  /** A value of any shape: a log record's body, a tool's arguments. */
  value(source: unknown): unknown;
}

const OWN_KEYS: ReadonlySet<string> = new Set(Object.values(KEYS));
// A string is cut before sanitising only when it is absurdly long, so that the sanitiser's time is bounded. The
// cut is far beyond what is kept, so half of a secret at the cut is not what is exported.
const SANITIZE_FACTOR = 16;
// Methods, tool names, versions: the same few strings come back with every call.
const MEMO_SIZE = 1000;
const MEMO_LENGTH = 128;
const MAX_DEPTH = 16;

/** Whether OTLP's JSON can say it: NaN would be null, and a whole number beyond 64 bits no whole number. */
function isWritable(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** Makes the scrubber. Its functions throw what `sanitize` throws. */
export function createTextScrubber(options: ScrubberOptions): TextScrubber {
  const sanitize = options.sanitize ?? ((value: unknown) => value);
  const judges = options.sanitize !== undefined;
  const keep = options.maxStringLength;
  const cleanTexts = new Set<string>();
  const cleanEntries = new Map<string, Set<string>>();
  let entryCount = 0;

  // Half of a surrogate pair, cut off here or sent by a client, is no text in OTLP: a strict collector refuses the batch.
  const cut = (value: unknown): string =>
    typeof value === 'string' ? value.slice(0, keep).toWellFormed() : REMOVED;

  function fresh(value: string): string {
    if (!judges) return cut(value);
    return cut(sanitize(value.length > keep ? value.slice(0, keep * SANITIZE_FACTOR) : value));
  }

  function text(value: string): string {
    if (cleanTexts.has(value)) return value;
    const clean = fresh(value);
    if (judges && clean === value && value.length <= MEMO_LENGTH) {
      if (cleanTexts.size >= MEMO_SIZE) cleanTexts.clear();
      cleanTexts.add(value);
    }
    return clean;
  }

  function leaf(value: unknown): string | number | boolean | undefined {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'number') return undefined;
    const clean = sanitize(value);
    if (typeof clean !== 'number') return cut(clean);
    return isWritable(clean) ? clean : String(clean);
  }

  function attributeValue(value: unknown): AttributeValue | undefined {
    if (!Array.isArray(value)) return leaf(value);
    const items = value.map((item) => (item === null || item === undefined ? item : leaf(item)));
    if (items.every((item, index) => item === value[index])) return value as AttributeValue;
    // Lists hold values of one kind; a number that became text makes the others text as well.
    const isMixed = items.some((item) => typeof item === 'string');
    return (isMixed ? items.map((item) => (item == null ? item : String(item))) : items) as AttributeValue;
  }

  // Whether a value may be shown can hang on its key: `password` says so where the word behind it does not.
  function judged(key: string, value: unknown): unknown {
    const known = cleanEntries.get(key);
    if (typeof value === 'string' && known?.has(value)) return value;
    const given: unknown = sanitize({ [key]: value });
    const isEntry = typeof given === 'object' && given !== null;
    const clean = isEntry ? Object.values(given)[0] : value;
    if (clean === value && typeof value === 'string' && value.length <= MEMO_LENGTH)
      rememberEntry(key, value);
    return clean;
  }

  function rememberEntry(key: string, value: string): void {
    if (entryCount >= MEMO_SIZE) {
      cleanEntries.clear();
      entryCount = 0;
    }
    entryCount += 1;
    const known = cleanEntries.get(key);
    if (known === undefined) cleanEntries.set(key, new Set([value]));
    else known.add(value);
  }

  function attributes(source: Attributes): Attributes {
    let clean: Attributes | undefined;
    const keys = Object.keys(source);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as string;
      const value = source[key];
      let cleanKey = key;
      let cleanValue: AttributeValue | undefined;
      // An id never comes back: not worth remembering.
      if (key === KEYS.requestId && typeof value === 'string') cleanValue = fresh(value);
      else if (!judges || OWN_KEYS.has(key)) cleanValue = attributeValue(value);
      else {
        cleanKey = text(key);
        cleanValue = attributeValue(judged(key, value));
      }
      if (clean === undefined) {
        if (cleanKey === key && cleanValue === value) continue;
        clean = Object.fromEntries(keys.slice(0, index).map((each) => [each, source[each]]));
      }
      if (cleanValue !== undefined) clean[cleanKey] = cleanValue;
    }
    return clean ?? source;
  }

  // Structure first, by keys; then every string by itself, whatever the sanitiser made of the whole.
  function value(source: unknown): unknown {
    return deep(typeof source === 'object' && source !== null ? sanitize(source) : source, 0);
  }

  function deep(source: unknown, depth: number): unknown {
    if (source === null || source === undefined) return source;
    if (typeof source !== 'object') return leaf(source) ?? REMOVED;
    // What lies too deep, and bytes, cannot be looked into.
    if (depth >= MAX_DEPTH || ArrayBuffer.isView(source)) return REMOVED;
    if (Array.isArray(source)) return source.map((item) => deep(item, depth + 1));
    return Object.fromEntries(
      Object.entries(source).map(([key, item]) => [text(key), deep(item, depth + 1)]),
    );
  }

  return { text, attributes, value };
}
