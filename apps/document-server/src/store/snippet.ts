// Cuts the part out of a text that fits a query best. FTS5's own `snippet()` takes time with the square of how often the
// words are in the text, and gives a word of a megabyte whole.
import { foldLetters, unfoldLetter } from './fold-letters.ts';
import { wordsOf } from './search-query.ts';
import { stemWord } from './stem-word.ts';

const MAX_CHARS = 200;
/** Of one text, the first so many places are looked at, */
const MAX_PLACES = 20_000;
/** and of all texts of a search together so many words that begin as one of its words does, and so many characters. */
const MAX_WORDS = 200_000;
const MAX_READ = 20_000_000;
/** The most characters that are given up on each side to cut between two words. */
const MAX_ROUNDING = 40;
const MAX_NEAR = MAX_CHARS - 2 * MAX_ROUNDING;

interface Place {
  start: number;
  stem: string;
}

/**
 * A function that cuts out of any text the part with most words of `query` in any form, else its beginning, on one line.
 * It is made for one search: of the last of many large texts, it may look at the beginning alone.
 */
export function createSnippets(query: readonly string[]): (text: string) => string {
  const words = query.flatMap(wordsOf);
  const stems = new Set(words.map(stemWord));
  const candidates = candidatesFor(stems);
  let wordsLeft = MAX_WORDS;
  let charsLeft = MAX_READ;
  return (text) => {
    const stemOf = remember(stemWord);
    const places: Place[] = [];
    const near = new Map<string, number>();
    let first = 0;
    let best = { start: 0, end: 0, score: 0 };
    const read = text.length <= charsLeft ? text : text.slice(0, charsLeft);
    charsLeft -= read.length;
    for (const { 0: word, index: start } of read.matchAll(candidates)) {
      wordsLeft -= 1;
      if (wordsLeft < 0) break;
      const stem = stemOf(word);
      if (!stems.has(stem)) continue;
      const end = start + Math.min(word.length, MAX_NEAR);
      places.push({ start, stem });
      add(near, stem, 1);
      for (let place = places[first]; place && end - place.start > MAX_NEAR; place = places[++first])
        add(near, place.stem, -1);
      // Most different words, then most words.
      const score = near.size * MAX_NEAR + places.length - first;
      if (score > best.score) best = { start: places[first]?.start ?? start, end, score };
      if (places.length === MAX_PLACES) break;
    }
    return cut(text, best);
  };
}

function add(counts: Map<string, number>, key: string, more: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + more;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

function remember(of: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const value = known.get(word) ?? of(word);
    known.set(word, value);
    return value;
  };
}

/**
 * Words that begin as a form of a word with one of `stems` does, with any accents: only the last letter of a stem may
 * differ.
 */
function candidatesFor(stems: ReadonlySet<string>): RegExp {
  const starts = [...stems].map((stem) => {
    const letters = [...foldLetters(stem)];
    return letters
      .slice(0, Math.max(2, letters.length - 1))
      .map((letter) => `[${unfoldLetter(letter)}]`)
      .join('');
  });
  if (starts.length === 0) return /$^/gu;
  const inWord = '[\\p{L}\\p{N}\\p{M}\\p{Co}]';
  return new RegExp(`(?<!${inWord})(?:${[...new Set(starts)].join('|')})${inWord}*`, 'giu');
}

function cut(text: string, { start, end }: { start: number; end: number }): string {
  // What one side has no use for, the other has.
  const middle = (start + end) >> 1;
  const from = Math.max(0, Math.min(middle - MAX_CHARS / 2, text.length - MAX_CHARS));
  const to = Math.min(text.length, from + MAX_CHARS);
  const part = text.slice(from, to);
  const head = from === 0 ? 0 : betweenWords(part, /^\S*\s+/);
  const tail = to === text.length ? 0 : betweenWords(part, /\s+\S*$/);
  const whole = part.slice(head, part.length - tail).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
  const line = whole.replace(/\s+/g, ' ').trim();
  return withoutCutPlaceholders(`${from === 0 ? '' : '…'}${line}${to === text.length ? '' : '…'}`);
}

/** What is left of a placeholder such as `[IP_ADDRESS]` in a text without blanks says nothing. */
function withoutCutPlaceholders(snippet: string): string {
  return snippet.replace(/^…[A-Z0-9_]{1,64}\]/, '…').replace(/\[[A-Z0-9_]{1,64}…$/, '…');
}

function betweenWords(part: string, edge: RegExp): number {
  const length = edge.exec(part)?.[0].length ?? 0;
  return length <= MAX_ROUNDING ? length : 0;
}
