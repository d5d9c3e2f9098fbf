// Tables in text, such as CSV and those of Markdown: the name of a column says of its cells what a key says of its value.
import { isInsidePlaceholder } from '../policies/placeholders.ts';
import { addNamed, type NamedFinding } from './named-finding.ts';
import { isValueOf } from './named-value.ts';
import { knownKey } from './names.ts';
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

/**
 * Adds the cells that their columns call personal, and returns what stands over what follows the text.
 * @param from Where the first line begins that is whole.
 * @param above What stands over it.
 * @param cover Gives the text with what was found covered: there, a mark parts nothing.
 */
export function readLines(
  text: string,
  from: number,
  above: Above,
  rules: Rules,
  cells: NamedFinding[],
  cover = () => text,
): Above {
  let table = above;
  let at = from;
  let mark = -1;
  let covered = '';
  while (at < text.length) {
    if (mark < at) mark = nextMark(text, at);
    if (table === NOTHING) {
      if (mark === Infinity) break;
      at = text.lastIndexOf('\n', mark) + 1;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (end - at <= MAX_ROW) {
      const line = text.slice(at, end);
      if (table === NOTHING) table = readHeader(line, rules);
      else if (table.columns.length > 0) {
        covered ||= cover();
        table = readRow(line, covered.slice(at, end), at, table, rules, cells);
      } else if (mark > end) table = NOTHING;
    }
    at = end + 1;
  }
  return table;
}

function nextMark(text: string, from: number): number {
  MARK.lastIndex = from;
  return MARK.test(text) ? MARK.lastIndex - 1 : Infinity;
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
function readRow(
  line: string,
  covered: string,
  start: number,
  above: Above,
  rules: Rules,
  found: NamedFinding[],
): Above {
  if (!line.trim()) return NOTHING;
  const cells = cellsOf(covered, above.mark);
  if (cells.length !== above.columns.length) return above;
  let at = 0;
  for (const [index, { name, rule }] of above.columns.entries()) {
    const cell = cells[index] as string;
    const content = rule && CONTENT.exec(cell);
    if (content) {
      const [shown] = content;
      const from = at + content.index;
      const text = line.slice(from, from + shown.length);
      if (isValueOf(text, name, rule) || isPartlyFound(text, shown))
        addNamed(found, rule, text, start + from, rules);
    }
    at += cell.length + 1;
  }
  return above;
}

/** Whether a cell holds a finding, or its placeholder, and more: without it, the rest may look like a value. */
function isPartlyFound(text: string, shown: string): boolean {
  return (shown !== text && /[^[]/.test(shown)) || isInsidePlaceholder(text, text.lastIndexOf(']'));
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
