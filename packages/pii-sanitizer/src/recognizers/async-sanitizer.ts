// A sanitizer that also asks recognizers.
//
// A recognizer answers later, but a walk over a value cannot wait. So each call walks several times: the first time to
// learn which texts there are, the last time with all the answers at hand, as further detectors.
import type { CustomDetector } from '../custom/custom-detector.ts';
import { SanitizerOptionError } from '../errors.ts';
import type { Finding, Sanitizer } from '../types.ts';
import { recognizeText } from './recognize-text.ts';
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
/** A second walk meets the same texts, unless a name within one was replaced. */
const MAX_WALKS = 5;

/**
 * Makes a sanitizer that also asks recognizers.
 * @param create Makes the sanitizer with further detectors: `(detectors) => createSanitizer({ detectors })`. Called for each
 *   walk: a sanitizer remembers which keys are clean, and these detectors do not give the same answer twice.
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
  const types = [...new Set(recognizers.flatMap((recognizer) => recognizer.types))];

  /** One walk; texts without an answer are added to `missing`. */
  function walk<R>(
    work: (sanitizer: Sanitizer) => R,
    answers: ReadonlyMap<string, readonly Finding[]>,
    missing: Set<string>,
  ): R {
    const detectors = types.map((type) => ({
      type,
      placeholder: `[${type}]`,
      scan(text: string, out: Finding[]) {
        if (text.length < MIN_CHARS) return;
        const findings = answers.get(text);
        if (findings === undefined) missing.add(text);
        else for (const finding of findings) if (finding.type === type) out.push(finding);
      },
    }));
    return work(create(detectors));
  }

  async function call<R>(
    work: (sanitizer: Sanitizer) => R,
    instead: () => R,
    { signal }: AsyncCallOptions = {},
  ): Promise<R> {
    const answers = new Map<string, readonly Finding[]>();
    const failures: RecognizerFailure[] = [];
    for (let walks = 0; walks < MAX_WALKS; walks += 1) {
      const missing = new Set<string>();
      const result = walk(work, answers, missing);
      if (missing.size === 0) return result;
      await eachOf(missing, concurrency, async (text) => {
        const recognition = await recognizeText(text, recognizers, timeoutMs, signal);
        answers.set(text, recognition.findings);
        failures.push(...recognition.failures);
      });
      for (const failure of failures) onFailure?.(failure);
      const [first] = failures.splice(0);
      if (first !== undefined && unchecked === 'throw') {
        throw new RecognizerError(`The recognizer ${first.recognizer} could not check a text`, {
          cause: first.cause,
        });
      }
      if (first !== undefined && unchecked === 'replace') return instead();
    }
    // Texts that change with every walk: nothing can be said of them.
    return instead();
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
  items: ReadonlySet<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(concurrency, items.size) }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(workers);
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0 && value <= 2 ** 31 - 1) return value;
  throw new SanitizerOptionError(`Expected \`${name}\` to be a positive integer, got ${String(value)}`);
}
