// Asks every recognizer about one text, within a time.
import { joinFindings } from '../custom/join-findings.ts';
import type { Finding } from '../types.ts';
import type { Recognizer, RecognizerFailure } from './recognizer.ts';

export interface Recognition {
  /** What was found, sorted and disjoint. */
  findings: readonly Finding[];
  failures: readonly RecognizerFailure[];
}

/** Never rejects: a recognizer that throws, answers nonsense or takes longer than `timeoutMs` is a failure. */
export async function recognizeText(
  text: string,
  recognizers: readonly Recognizer[],
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Recognition> {
  const failures: RecognizerFailure[] = [];
  const found = await Promise.all(
    recognizers.map(async (recognizer) => {
      try {
        return checked(await within(recognizer, text, timeoutMs, signal), recognizer, text.length);
      } catch (cause) {
        failures.push({ recognizer: recognizer.name, cause });
        return [];
      }
    }),
  );
  return { findings: joinFindings(found.flat()), failures };
}

async function within(
  recognizer: Recognizer,
  text: string,
  timeoutMs: number,
  outer: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  const controller = new AbortController();
  const stop = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  try {
    if (outer?.aborted) stop();
    else outer?.addEventListener('abort', stop);
    return await Promise.race([recognizer.recognize(text, controller.signal), aborted]);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
    aborted.catch(() => undefined);
  }
}

/** Findings as the recognizer promised them; throws for any that cannot be. */
function checked(findings: readonly Finding[], { types }: Recognizer, length: number): Finding[] {
  return findings.map(({ type, start, end, confidence }) => {
    const isInText =
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start && end <= length;
    if (isInText && types.includes(type)) return { type, start, end, confidence };
    throw new RangeError(
      `Expected findings of ${types.join(', ')} within the text, got ${type} at ${start} to ${end}`,
    );
  });
}
