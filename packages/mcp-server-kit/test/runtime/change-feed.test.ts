// The change feed: who listens is told, in order, until they stop.
import { expect, test } from 'vitest';
import { type Change, createChangeFeed } from '../../src/runtime/change-feed.ts';

test('every listener is told every change, in order', () => {
  const feed = createChangeFeed();
  const seen: [string, Change][] = [];
  feed.subscribe((change) => seen.push(['a', change]));
  feed.subscribe((change) => seen.push(['b', change]));
  feed.toolListChanged();
  feed.promptListChanged();
  feed.resourceListChanged();
  feed.resourceUpdated('note://1');
  const changes = [
    { kind: 'tools' },
    { kind: 'prompts' },
    { kind: 'resources' },
    { kind: 'resource', uri: 'note://1' },
  ];
  expect(seen).toEqual(
    changes.flatMap((change) => [
      ['a', change],
      ['b', change],
    ]),
  );
});

test('who stops hears no more, also when it stops while a change is told', () => {
  const feed = createChangeFeed();
  const seen: string[] = [];
  const stop = feed.subscribe(() => {
    seen.push('a');
    stop();
  });
  feed.subscribe(() => seen.push('b'));
  feed.toolListChanged();
  feed.toolListChanged();
  stop();
  expect(seen).toEqual(['a', 'b', 'b']);
});

test('a feed that nobody listens to does nothing', () => {
  expect(() => createChangeFeed().resourceUpdated('note://1')).not.toThrow();
});
