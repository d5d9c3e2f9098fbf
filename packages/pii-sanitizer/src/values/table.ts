// Tables in text, such as CSV and those of Markdown: the name of a column says of its cells what a key says of its value.
import { isPlaceholder } from '../policies/placeholders.ts';
import type { Finding } from '../types.ts';
import { isValueOf } from './named-value.ts';
import { knownKey } from './names.ts';
import { joinPairs, type PairFinding } from './pairs.ts';
import type { Rules } from './rules.ts';
import type { KeyRule } from './sensitive-keys.ts';

/** What stands over a line: the columns of a table, or none where lines look like a table's but nothing names their columns. */
export interface Above {
  readonly columns: readonly Column[];
  /** Between two cells. */
  readonly mark: string;
}

interface Column {
  readonly name: string;
  /** Undefined for a name that holds personal data itself. */
  readonly rule: KeyRule | null | undefined;
}

/** Stands over what may be the first line of a table. */
export const NOTHING: Above = { columns: [], mark: '' };

/** A longer line is none of a table. */
export const MAX_ROW = 768;
/** What parts two names of columns. At a comma, prose has a blank or a quote on one side. */
const MARK = /[\t|]|[,;](?:(?=[^\s"'])(?<=[^\s"'].)|(?=["'])(?<=["'].))/g;
const NAME = /^[a-z_\xaa-\uffff].{0,63}$/i;
/** Programs, sentences and numbers have what no name has. */
const NO_NAME = /[:=<>{}&![]|\w\(|\d,\d/;
const CONTENT = /[^\s"'`*](?:.*[^\s"'`*])?/;

/** The findings in a text with the cells of its tables, in order. `from` and `above` are as for `readLines`. */
export function withCells(
  found: readonly Finding[],
  text: string,
  rules: Rules,
  from = 0,
  above = NOTHING,
): readonly Finding[] {
  const cells: PairFinding[] = [];
  if (above !== NOTHING || text.includes('\n')) readLines(text, from, above, rules, cells);
  return cells.length === 0 ? found : joinPairs(found, cells);
}

/**
 * Adds the cells that their columns call personal, and returns what stands over what follows the text.
 * @param from Where the first line begins that is whole.
 * @param above What stands over it.
 */
export function readLines(
  text: string,
  from: number,
  above: Above,
  rules: Rules,
  cells: PairFinding[],
): Above {
  let table = above;
  let at = from;
  let mark = -1;
  while (at < text.length) {
    if (mark < at) mark = nextMark(text, at);
    if (table === NOTHING) {
      if (mark === Number.POSITIVE_INFINITY) break;
      at = text.lastIndexOf('\n', mark) + 1;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (end - at <= MAX_ROW) {
      const line = text.slice(at, end);
      if (table === NOTHING) table = readHeader(line, rules);
      else if (table.columns.length > 0) table = readRow(line, at, table, rules, cells);
      else if (mark > end) table = NOTHING;
    }
    at = end + 1;
  }
  return table;
}

function nextMark(text: string, from: number): number {
  MARK.lastIndex = from;
  return MARK.test(text) ? MARK.lastIndex - 1 : Number.POSITIVE_INFINITY;
}

function readHeader(line: string, rules: Rules): Above {
  const [mark = ''] = line.match(MARK) ?? [];
  const cells = NO_NAME.test(line) ? [] : cellsOf(line, mark);
  const names = cells.map((cell) => CONTENT.exec(cell)?.[0] ?? '');
  // Names that say nothing, which most are, are not looked at any further; one that holds personal data itself is none.
  const isTelling =
    names.filter(Boolean).length > 1 &&
    // A bar or a comma may stand at either edge, where there is no name.
    names.every((name, index) => (name === '' ? index % (names.length - 1) === 0 : NAME.test(name))) &&
    names.some(rules.keys);
  const columns = isTelling ? names.map((name) => ({ name, rule: knownKey(name, rules) })) : [];
  return { columns: columns.every(({ rule }) => rule !== undefined) ? columns : [], mark };
}

/** Adds the cells of a line that count, which one with another number of cells has none of. A blank line ends the table. */
function readRow(line: string, start: number, above: Above, rules: Rules, found: PairFinding[]): Above {
  if (!line.trim()) return NOTHING;
  const cells = cellsOf(line, above.mark);
  if (cells.length !== above.columns.length) return above;
  let at = start;
  for (const [index, { name, rule }] of above.columns.entries()) {
    const cell = cells[index] as string;
    const content = rule && CONTENT.exec(cell);
    if (content) {
      const [text] = content;
      const from = at + content.index;
      if (isValueOf(text, name, rule) && !isPlaceholder(text) && !rules.isAllowed(text))
        found.push({ type: rule.type, start: from, end: from + text.length, confidence: 0.9, rule });
    }
    at += cell.length + 1;
  }
  return above;
}

/** Between quotes, a mark parts nothing. */
function cellsOf(line: string, mark: string): string[] {
  const cells: string[] = [];
  let isQuoted = false;
  for (const part of line.split(mark)) {
    cells.push(isQuoted ? `${cells.pop()}${mark}${part}` : part);
    if (part.split('"').length % 2 === 0) isQuoted = !isQuoted;
  }
  return cells;
}
