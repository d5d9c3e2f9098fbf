// The stem that all grammatical forms of an English word share, as the index has it (SQLite, tokenizer `porter`).
import { foldLetters } from './fold-letters.ts';

type Rule = readonly [ending: string, instead: string];

/** Porter, An algorithm for suffix stripping (1980), steps 2 to 4, with the two rules that its author added. */
const STEP_2: readonly Rule[] = rules(
  'ational>ate tional>tion enci>ence anci>ance izer>ize logi>log bli>ble alli>al entli>ent eli>e ousli>ous ' +
    'ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble',
);
const STEP_3: readonly Rule[] = rules('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>');
const STEP_4: readonly Rule[] = rules(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ion> ou> ism> ate> iti> ous> ive> ize>',
);
const MAX_CHARS = 64;

/** Folds and stems a word. Two words with one stem are the same word to the index. */
export function stemWord(word: string): string {
  const folded = foldLetters(word);
  if (folded.length < 3 || folded.length > MAX_CHARS) return folded;
  let stem = withoutPastAndPresent(withoutPlural(folded));
  if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaceEnding(stem, STEP_2, 0);
  stem = replaceEnding(stem, STEP_3, 0);
  stem = replaceEnding(stem, STEP_4, 1);
  if (stem.endsWith('e')) {
    const shorter = stem.slice(0, -1);
    const size = measure(shorter);
    if (size > 1 || (size === 1 && !endsShort(shorter))) stem = shorter;
  }
  return stem.endsWith('ll') && measure(stem.slice(0, -1)) > 1 ? stem.slice(0, -1) : stem;
}

function withoutPlural(word: string): string {
  if (/.sses$/.test(word) || /.ies$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPastAndPresent(word: string): string {
  if (/.eed$/.test(word)) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = /^(.+)(?:ed|ing)$/.exec(word)?.[1];
  if (stem === undefined || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeioulsz\u0080-\uffff])\1$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

function replaceEnding(word: string, list: readonly Rule[], least: number): string {
  for (const [ending, instead] of list) {
    if (word.length <= ending.length || !word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    const isEnding = measure(stem) > least && (ending !== 'ion' || /[st]$/.test(stem));
    return isEnding ? stem + instead : word;
  }
  return word;
}

/** `c` for each consonant, `v` for each vowel; a y after a consonant is one. The index counts bytes, hence `cc`. */
function shape(word: string): string {
  let text = '';
  for (const letter of word) {
    if (letter > '\u007f') {
      text += 'cc';
      continue;
    }
    const isVowel = 'aeiou'.includes(letter) || (letter === 'y' && text.endsWith('c'));
    text += isVowel ? 'v' : 'c';
  }
  return text;
}

/** How often consonants follow on vowels. */
function measure(word: string): number {
  return shape(word).match(/vc/g)?.length ?? 0;
}

function hasVowel(word: string): boolean {
  return /[aeiou]|.y/.test(word);
}

function endsShort(word: string): boolean {
  return shape(word).endsWith('cvc') && !/[wxy]$/.test(word);
}

function rules(text: string): Rule[] {
  return text
    .split(' ')
    .map((rule) => rule.split('>') as unknown as Rule)
    .sort(([a], [b]) => b.length - a.length);
}
