// Turns what a user typed into words, and words into an FTS5 expression in which nothing of the user's is syntax.
import { normalText } from '../normal-text.ts';
import { STOP_WORDS } from './stop-words.ts';

/** The most words of one query that are searched for; what follows is left out. */
export const MAX_QUERY_WORDS = 64;

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * The words of a query, in order, without stop words. A word that the user repeats stays repeated: it then weighs
 * more.
 */
export function searchWords(query: string): string[] {
  return wordsOf(normalText(query))
    .filter((word) => !STOP_WORDS.has(word.toLowerCase()))
    .slice(0, MAX_QUERY_WORDS);
}

/** The words of any text. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/**
 * The FTS5 expression for documents that have any of `words` (SQLite, full-text query syntax: a quoted string is
 * data, and `""` stands for a quotation mark in it).
 */
export function matchExpression(words: readonly string[]): string {
  return words.map((word) => `"${word.replaceAll('"', '""').replaceAll('\0', ' ')}"`).join(' OR ');
}
