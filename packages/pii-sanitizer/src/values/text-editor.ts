// Text that is not JSON, read in pieces. It is judged in windows: what is found at a place depends on no more than 256
// characters on either side of it, so what lies far enough before the end of a window is settled.
import type { Finding } from '../types.ts';
import { type Edit, plainEdits } from './edits.ts';
import { findAll } from './named-finding.ts';
import { openSecretAt } from './open-secret.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import { MAX_ROW, NOTHING, readLines } from './table.ts';

/** The longest common finding, and how far a rule looks beyond it: to a cell, which is one when its whole row is read. */
const MAX_FINDING = 512;
const REACH = 256;
/** The longest key block or quoted secret. */
export const MAX_LONG = 16_384;
/** What is kept before the unsettled part. */
const CONTEXT = MAX_FINDING;
const HOLD = MAX_FINDING + REACH + MAX_ROW;
/** New text between two looks. */
const STEP = 256;

export class TextEditor {
  /** Offset before which everything is settled. */
  settled: number;
  readonly #rules: Rules;
  readonly #run: Run;
  readonly #key: string | undefined;
  /** Where the text begins. */
  readonly #origin: number;
  /** From `base`, up to what was read. */
  #text = '';
  #base: number;
  #looked: number;
  /** Whether the text begins within a line, which is too long for one of a table, and what stands over the first that is whole. */
  #isBroken = false;
  #above = NOTHING;

  constructor(rules: Rules, run: Run, origin: number, key?: string) {
    this.#rules = rules;
    this.#run = run;
    this.#key = key;
    this.#origin = origin;
    this.#base = origin;
    this.settled = origin;
    this.#looked = origin;
  }

  /** Reads on, and adds the edits that are settled. */
  push(chunk: string, last: boolean, edits: Edit[]): void {
    this.#text += chunk;
    const size = this.#text.length;
    const end = this.#base + size;
    if (!last && (end - this.settled < HOLD + STEP || end - this.#looked < STEP)) return;
    this.#looked = end;
    const from = this.settled - this.#base;
    let cut = last ? size : openSecretAt(this.#text, from, size - HOLD, MAX_LONG + HOLD);
    if (cut <= from && !last) return;
    // A window that is nothing but its one finding is no whole text: it has a name, if an empty one.
    const key = last && this.#base === this.#origin ? this.#key : (this.#key ?? '');
    const findings = findAll(
      (text) => this.#rules.detector.detect(text, key),
      this.#text,
      this.#rules,
      this.#firstLine,
      this.#above,
    );
    if (!last) cut = settledEnd(findings, from, cut, size);
    const kept: Finding[] = [];
    for (const finding of findings) {
      if (finding.end <= from || finding.start >= cut) continue;
      kept.push(finding.start < from ? { ...finding, start: from } : finding);
    }
    for (const edit of plainEdits(this.#text, kept, this.#rules, this.#run, this.#base)) edits.push(edit);
    this.settled = this.#base + cut;
    if (cut > CONTEXT) this.#forget(cut - CONTEXT);
  }

  /** Lets go of what lies before `spare`, but for the beginning of a line that may be one of a table. */
  #forget(spare: number): void {
    const line = this.#text.lastIndexOf('\n', spare - 1) + 1;
    const isBroken = spare - line > MAX_ROW || (line === 0 && this.#isBroken);
    const from = isBroken ? spare : line;
    const gone = this.#text.slice(0, from);
    this.#above = readLines(gone, this.#firstLine, this.#above, this.#rules, []);
    this.#text = this.#text.slice(from);
    this.#base += from;
    this.#isBroken = isBroken;
  }

  get #firstLine(): number {
    return this.#isBroken ? this.#text.indexOf('\n') + 1 || this.#text.length : 0;
  }
}

/** Moves the cut out of a finding: behind it, or before one that may go on beyond the window. */
function settledEnd(findings: readonly Finding[], from: number, cut: number, size: number): number {
  for (const { start, end } of findings) {
    if (start >= cut) break;
    if (end <= cut) continue;
    if (end <= size - REACH || end - start >= MAX_LONG) return end;
    return Math.max(from, start);
  }
  return cut;
}
