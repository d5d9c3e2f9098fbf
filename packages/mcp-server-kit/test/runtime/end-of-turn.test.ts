// What is put off to the end of a turn.
import { afterEach, expect, test, vi } from 'vitest';
import { atEndOfTurn } from '../../src/runtime/end-of-turn.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('jobs run after everything else of the turn, in order', async () => {
  const seen: string[] = [];
  atEndOfTurn(() => seen.push('first'));
  queueMicrotask(() => {
    seen.push('microtask');
    atEndOfTurn(() => seen.push('third'));
  });
  atEndOfTurn(() => seen.push('second'));
  seen.push('now');
  await nextTurn();
  expect(seen).toEqual(['now', 'microtask', 'first', 'second', 'third']);
});

test('a job that one of them adds belongs to the next turn', async () => {
  const seen: string[] = [];
  atEndOfTurn(() => {
    seen.push('first');
    atEndOfTurn(() => seen.push('next'));
  });
  atEndOfTurn(() => seen.push('second'));
  await nextTurn();
  expect(seen).toEqual(['first', 'second']);
  await nextTurn();
  expect(seen).toEqual(['first', 'second', 'next']);
});

test('a turn that takes long does not hold back what is ready', async () => {
  const seen: string[] = [];
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  atEndOfTurn(() => seen.push('first'));
  clock.mockReturnValue(1002);
  atEndOfTurn(() => seen.push('second'));
  expect(seen).toEqual([]);
  clock.mockReturnValue(1003);
  atEndOfTurn(() => seen.push('third'));
  expect(seen).toEqual(['first', 'second', 'third']);
  atEndOfTurn(() => seen.push('fourth'));
  expect(seen).toHaveLength(3);
  await nextTurn();
  expect(seen).toHaveLength(4);
});

test('a job that fails does not hold back those behind it, and fails as a callback would', async () => {
  const seen: string[] = [];
  const thrown: (() => void)[] = [];
  atEndOfTurn(() => {
    throw new Error('no socket');
  });
  atEndOfTurn(() => seen.push('second'));
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((callback) => thrown.push(callback));
  await nextTurn();
  expect(seen).toEqual(['second']);
  expect(thrown).toHaveLength(1);
  expect(thrown[0]).toThrow('no socket');
});
