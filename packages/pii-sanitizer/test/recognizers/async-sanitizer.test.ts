import { describe, expect, it, vi } from 'vitest';
import { createSanitizer } from '../../src/index.ts';
import {
  type AsyncSanitizerOptions,
  createAsyncSanitizer,
  type Recognizer,
  RecognizerError,
} from '../../src/recognizers.ts';
import type { Finding } from '../../src/types.ts';

/** Finds "Ada" after a turn of the event loop. */
const ada: Recognizer = {
  name: 'ada',
  types: ['PERSON'],
  async recognize(text) {
    await new Promise((resolve) => setImmediate(resolve));
    return [...text.matchAll(/Ada/g)].map(({ index }) => finding('PERSON', index, index + 3));
  },
};

const broken: Recognizer = {
  name: 'broken',
  types: ['PERSON'],
  recognize: () => Promise.reject(new Error('no model')),
};

const never: Recognizer = { name: 'never', types: ['PERSON'], recognize: () => new Promise(() => {}) };

function finding(type: string, start: number, end: number, confidence = 0.5): Finding {
  return { type, start, end, confidence };
}

function make(recognizers: readonly Recognizer[], options: Partial<AsyncSanitizerOptions> = {}) {
  return createAsyncSanitizer((detectors) => createSanitizer({ detectors }), { recognizers, ...options });
}

describe('createAsyncSanitizer', () => {
  it('adds what recognizers find to what the rules find', async () => {
    const { detect, redact } = make([ada]);
    const text = 'Ada wrote to ada@example.com';
    expect(await redact(text)).toBe('[PERSON] wrote to [EMAIL]');
    expect((await detect(text)).map(({ type, start, end }) => [type, start, end])).toEqual([
      ['PERSON', 0, 3],
      ['EMAIL', 13, 28],
    ]);
    expect(await redact('nobody')).toBe('nobody');
  });

  it('goes through values: keys, JSON in strings, errors', async () => {
    const { sanitize } = make([ada]);
    const value = {
      note: 'Ada',
      Ada: 1,
      inner: '{"by":"Ada","n":1}',
      list: ['x', { who: 'Ada L.' }],
      error: new Error('Ada left'),
    };
    const clean = await sanitize(value);
    expect(clean).toMatchObject({
      note: '[PERSON]',
      inner: '{"by":"[PERSON]","n":1}',
      list: ['x', { who: '[PERSON] L.' }],
    });
    expect(clean.error.message).toBe('[PERSON] left');
    expect(Object.keys(clean)).toContain('[PERSON]');
    expect(value.note).toBe('Ada');
  });

  it('gives the same reference when nothing is found', async () => {
    const value = { a: ['b c'] };
    expect(await make([ada]).sanitize(value)).toBe(value);
  });

  it('keeps calls that overlap apart', async () => {
    const { redact } = make([ada]);
    const texts = Array.from({ length: 50 }, (_, at) => `${'x'.repeat(at)} Ada`);
    expect(await Promise.all(texts.map((text) => redact(text)))).toEqual(
      texts.map((text) => text.replace('Ada', '[PERSON]')),
    );
  });

  it('asks about each text once, and no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const asked: string[] = [];
    const counting: Recognizer = {
      ...ada,
      async recognize(text, signal) {
        running += 1;
        most = Math.max(most, running);
        asked.push(text);
        const found = await ada.recognize(text, signal);
        running -= 1;
        return found;
      },
    };
    await make([counting], { concurrency: 3 }).sanitize(
      Array.from({ length: 40 }, (_, at) => `text ${at % 20}`),
    );
    expect(asked).toHaveLength(20);
    expect(most).toBe(3);
  });

  it('joins findings of several recognizers', async () => {
    const one: Recognizer = {
      name: '1',
      types: ['PERSON'],
      recognize: async () => [finding('PERSON', 0, 4, 0.4)],
    };
    const two: Recognizer = {
      name: '2',
      types: ['LOCATION'],
      recognize: async () => [finding('LOCATION', 2, 9, 0.9)],
    };
    expect(await make([one, two]).redact('Adam Town x')).toBe('[LOCATION] x');
  });
});

describe('a text that could not be checked', () => {
  it('is replaced by default', async () => {
    const { redact, sanitize, detect } = make([ada, broken]);
    expect(await redact('Ada and Bob')).toBe('[REDACTED]');
    expect(await sanitize({ a: 'Bob' })).toBe('[REDACTED]');
    expect(await detect('Bob')).toEqual([finding('UNCHECKED', 0, 3, 1)]);
  });

  it('is reported when asked, and the rest stands', async () => {
    const onFailure = vi.fn();
    const { redact } = make([ada, broken], { unchecked: 'report', onFailure });
    expect(await redact('Ada and Bob')).toBe('[PERSON] and Bob');
    expect(onFailure).toHaveBeenCalledExactlyOnceWith({
      recognizer: 'broken',
      cause: expect.objectContaining({ message: 'no model' }),
    });
  });

  it('rejects when asked', async () => {
    const { redact } = make([broken], { unchecked: 'throw' });
    const error = await redact('Bob').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(RecognizerError);
    expect(error).toMatchObject({ code: 'ERR_RECOGNIZER', cause: { message: 'no model' } });
    expect(String(error)).not.toContain('Bob');
  });

  it('is one that took too long', async () => {
    const onFailure = vi.fn();
    expect(await make([never], { timeoutMs: 20, onFailure }).redact('Bob')).toBe('[REDACTED]');
    expect(onFailure.mock.calls[0]?.[0].cause.name).toBe('TimeoutError');
  });

  it('tells the recognizer to stop', async () => {
    let stopped: AbortSignal | undefined;
    const slow: Recognizer = {
      ...never,
      recognize: (_text, signal) => {
        stopped = signal;
        return new Promise(() => {});
      },
    };
    await make([slow], { timeoutMs: 20 }).redact('Bob');
    expect(stopped?.aborted).toBe(true);
  });

  it('is one whose call was aborted, before or while it ran', async () => {
    const { redact } = make([never], { timeoutMs: 60_000 });
    expect(await redact('Bob', { signal: AbortSignal.abort() })).toBe('[REDACTED]');
    const controller = new AbortController();
    const pending = redact('Bob', { signal: controller.signal });
    setImmediate(() => controller.abort());
    expect(await pending).toBe('[REDACTED]');
  });

  it.each([
    [[finding('PERSON', -1, 2)]],
    [[finding('PERSON', 0, 99)]],
    [[finding('PERSON', 2, 2)]],
    [[finding('OTHER', 0, 1)]],
    [null],
  ])('is one with the answer %j', async (answer) => {
    const odd: Recognizer = { name: 'odd', types: ['PERSON'], recognize: async () => answer as never };
    expect(await make([odd]).redact('Bob')).toBe('[REDACTED]');
  });

  it('is one that throws at once', async () => {
    const odd: Recognizer = {
      ...broken,
      recognize: () => {
        throw new Error('at once');
      },
    };
    expect(await make([odd]).redact('Bob')).toBe('[REDACTED]');
  });
});

describe('options', () => {
  it.each([
    [{ timeoutMs: 0 }, 'Expected `timeoutMs` to be a positive integer, got 0'],
    [{ concurrency: 1.5 }, 'Expected `concurrency` to be a positive integer, got 1.5'],
    [{ unchecked: 'ignore' as never }, 'Expected `unchecked` to be replace, throw or report, got ignore'],
  ])('%j is refused', (options, message) => {
    expect(() => make([ada], options)).toThrow(message);
  });
});
