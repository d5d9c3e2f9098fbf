// All words that speak of some type, in one index: a single walk over the text round a place finds every one of them.

interface Entry {
  readonly phrase: string;
  readonly id: number;
}

const SPACE = 32;

/** Phrases by their first two letters. Small letters match where a word starts; all capitals match a whole word as they are. */
class WordIndex {
  readonly #folded = new Map<number, Entry[]>();
  readonly #exact = new Map<string, number[]>();
  /** Phrases in alphabets without spaces between words. */
  readonly #anywhere: Entry[] = [];
  readonly #ids = new Map<readonly string[], number>();

  /** The number under which these words are looked for; the same array has the same number. */
  idOf(words: readonly string[]): number {
    let id = this.#ids.get(words);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(words, id);
      for (const word of words) this.#add(word, id);
    }
    return id;
  }

  #add(word: string, id: number): void {
    if (!/^[\x20-\x7e]/.test(word)) this.#anywhere.push({ phrase: word, id });
    else if (word === word.toUpperCase()) this.#exact.set(word, [...(this.#exact.get(word) ?? []), id]);
    else {
      const key = pair(word, 0);
      this.#folded.set(key, [...(this.#folded.get(key) ?? []), { phrase: word, id }]);
    }
  }

  /** Calls `visit` with the id and the place of every phrase in `folded`, which is `raw` in small letters without accents. */
  search(folded: string, raw: string, visit: (id: number, start: number, end: number) => void): void {
    let inWord = false;
    for (let at = 0; at < folded.length; at += 1) {
      const code = folded.charCodeAt(at);
      const isLetter = code >= 97 && code <= 122;
      if (isLetter && !inWord) {
        for (const { phrase, id } of this.#folded.get(pair(folded, at)) ?? NONE) {
          const end = endOfPhrase(folded, at, phrase);
          if (end >= 0) visit(id, at, end);
        }
      }
      inWord = isLetter;
    }
    for (const { 0: word, index } of raw.matchAll(CAPITALS)) {
      for (const id of this.#exact.get(word) ?? (word.endsWith('s') ? this.#exact.get(word.slice(0, -1)) : undefined) ?? NO_IDS) {
        visit(id, index, index + word.length);
      }
    }
    if (!BEYOND_LATIN.test(folded)) return;
    for (const { phrase, id } of this.#anywhere) {
      const at = folded.lastIndexOf(phrase);
      if (at >= 0) visit(id, at, at + phrase.length);
    }
  }

  /** The ids that a name consisting of nothing but an abbreviation stands for: `pan`, `SIN`. */
  idsOfName(name: string): readonly number[] {
    return this.#exact.get(name.toUpperCase()) ?? NO_IDS;
  }
}

const NONE: readonly Entry[] = [];
const NO_IDS: readonly number[] = [];
const CAPITALS = /(?<![A-Za-z])[A-Z][A-Z0-9.&]{1,11}s?(?![A-Za-z])/g;
const BEYOND_LATIN = /[^\u0000-\u024f]/;

function pair(text: string, at: number): number {
  return text.charCodeAt(at) * 256 + (text.charCodeAt(at + 1) & 255);
}

/** Where a phrase that starts at `at` ends, or -1; its spaces stand for up to two spaces, dots or apostrophes, or nothing. */
function endOfPhrase(text: string, at: number, phrase: string): number {
  let end = at;
  for (let index = 0; index < phrase.length; index += 1) {
    const want = phrase.charCodeAt(index);
    if (want === SPACE) {
      for (let count = 0; count < 2 && isGap(text.charCodeAt(end)); count += 1) end += 1;
    } else if (text.charCodeAt(end) === want) end += 1;
    else return -1;
  }
  return end;
}

/** Space, apostrophe, dot. */
function isGap(code: number): boolean {
  return code === SPACE || code === 39 || code === 46;
}

/** The one index: the words of a type are added when something first looks for them. */
export const contextWords = new WordIndex();
