// A sanitizer that also asks recognizers.
//
// A recognizer answers later, but a walk over a value cannot wait. So each call walks twice: the first time only to learn
// which texts there are, the second time with the answers at hand, as one more detector.
import type { CustomDetector } from '../custom/custom-detector.ts';
import { SanitizerOptionError } from '../errors.ts';
import type { Finding, Sanitizer } from '../types.ts';
import { type Recognition, recognizeText } from './recognize-text.ts';
import type { Recognizer, RecognizerFailure } from './recognizer.ts';

/** Options of `createAsyncSanitizer`. */
export interface AsyncSanitizerOptions {
  /** Who is asked about each text, side by side. */
  recognizers: readonly Recognizer[];
  /** Longest time for one text and recognizer, in milliseconds. Default 1,000. */
  timeoutMs?: number;
  /** Most texts that are asked about at once. Default 8. */
  concurrency?: number;
  /**
   * What comes of a text that a recognizer could not check. `replace`: the whole result becomes `[REDACTED]`, and `detect`
   * gives one finding `UNCHECKED`. `throw`: the call rejects with a `RecognizerError`. `report`: the rules' result
   * stands, and only `onFailure` hears of it. Default `replace`.
   */
  unchecked?: 'replace' | 'throw' | 'report';
  /** Hears of each failure. */
  onFailure?: (failure: RecognizerFailure) => void;
}

/** Options of one call. */
export interface AsyncCallOptions {
  /** Ends the call early: what is not checked by then counts as failed. */
  signal?: AbortSignal;
}

/** The functions of a sanitizer, with the findings of recognizers. */
export interface AsyncSanitizer {
  detect(text: string, options?: AsyncCallOptions): Promise<Finding[]>;
  redact(text: string, options?: AsyncCallOptions): Promise<string>;
  sanitize<T>(value: T, options?: AsyncCallOptions): Promise<T>;
}

/** A text that no recognizer could check, under `unchecked: 'throw'`. */
export class RecognizerError extends Error {
  override readonly name = 'RecognizerError';
  /** Always `ERR_RECOGNIZER`. */
  readonly code = 'ERR_RECOGNIZER';
}

const REDACTED = '[REDACTED]';
const DEFAULT_TIMEOUT_MS = 1_000;
const DEFAULT_CONCURRENCY = 8;
/** No text can hold anything to recognize that is shorter. */
const MIN_CHARS = 2;

/**
 * Makes a sanitizer that also asks recognizers.
 * @param create Makes the sanitizer with further detectors: `(detectors) => createSanitizer({ detectors })`. Called once.
 * @param options Recognizers, time limit and what comes of texts that could not be checked.
 * @returns Async forms of `detect`, `redact` and `sanitize`. Calls may overlap.
 * @throws {SanitizerOptionError} When an option is out of range.
 */
export function createAsyncSanitizer(
  create: (detectors: readonly CustomDetector[]) => Sanitizer,
  options: AsyncSanitizerOptions,
): AsyncSanitizer {
  const { recognizers, unchecked = 'replace', onFailure } = options;
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const concurrency = positive('concurrency', options.concurrency ?? DEFAULT_CONCURRENCY);
  if (!['replace', 'throw', 'report'].includes(unchecked)) {
    throw new SanitizerOptionError(
      `Expected \`unchecked\` to be replace, throw or report, got ${String(unchecked)}`,
    );
  }
  // Set while a walk is under way: walks do not wait, so that there is never more than one.
  let visit: (text: string) => readonly Finding[] = () => [];
  const types = [...new Set(recognizers.flatMap((recognizer) => recognizer.types))];
  const sanitizer = create(
    types.map((type) => ({
      type,
      placeholder: `[${type}]`,
      scan: (text, out) => {
        for (const finding of visit(text)) if (finding.type === type) out.push(finding);
      },
    })),
  );

  function walk<R>(work: (sanitizer: Sanitizer) => R, onText: typeof visit): R {
    const outer = visit;
    visit = onText;
    try {
      return work(sanitizer);
    } finally {
      visit = outer;
    }
  }

  async function call<R>(
    work: (sanitizer: Sanitizer) => R,
    instead: () => R,
    { signal }: AsyncCallOptions = {},
  ): Promise<R> {
    const answers = new Map<string, readonly Finding[]>();
    walk(work, (text) => {
      if (text.length >= MIN_CHARS) answers.set(text, []);
      return [];
    });
    const failures: RecognizerFailure[] = [];
    await eachOf([...answers.keys()], concurrency, async (text) => {
      const recognition: Recognition = await recognizeText(text, recognizers, timeoutMs, signal);
      answers.set(text, recognition.findings);
      failures.push(...recognition.failures);
    });
    for (const failure of failures) onFailure?.(failure);
    const [first] = failures;
    if (first !== undefined && unchecked === 'throw') {
      throw new RecognizerError(`The recognizer ${first.recognizer} could not check a text`, {
        cause: first.cause,
      });
    }
    if (first !== undefined && unchecked === 'replace') return instead();
    return walk(work, (text) => answers.get(text) ?? []);
  }

  return {
    detect: (text, options) =>
      call(
        ({ detect }) => detect(text),
        () => [{ type: 'UNCHECKED', start: 0, end: text.length, confidence: 1 }],
        options,
      ),
    redact: (text, options) =>
      call(
        ({ redact }) => redact(text),
        () => REDACTED,
        options,
      ),
    sanitize: <T>(value: T, options?: AsyncCallOptions) =>
      call(
        ({ sanitize }) => sanitize(value),
        () => REDACTED as T,
        options,
      ),
  };
}

/** Works through a list, at most `concurrency` at a time. */
async function eachOf<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(concurrency, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0 && value <= 2 ** 31 - 1) return value;
  throw new SanitizerOptionError(`Expected \`${name}\` to be a positive integer, got ${String(value)}`);
}
