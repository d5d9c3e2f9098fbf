// The edits of JSON text on their way out. They wait until it is certain that the text before them is JSON.
import type { Edit } from './edits.ts';
import type { EscapedText } from './escaped-text.ts';
import type { Run } from './run.ts';

/** How far back a text that turns out not to be JSON is read again as plain text. */
export const HOLD = 1024;

export class JsonOutput {
  /** Offset before which everything is settled. */
  settled = 0;
  /** Where settled edits go. */
  edits: Edit[] = [];
  readonly #run: Run;
  #pending: Edit[] = [];
  /** How many findings are settled. */
  #known: number;

  constructor(run: Run) {
    this.#run = run;
    this.#known = this.noteCount;
  }

  edit(start: number, end: number, text: string): void {
    this.#pending.push({ start, end, text });
  }

  /** Edits the inside of the string whose content begins at `start`. */
  editInside(start: number, escaped: EscapedText, { start: from, end, text }: Edit): void {
    const inner = JSON.stringify(text).slice(1, -1);
    this.edit(start + escaped.toRaw(from), start + escaped.toRaw(end), inner);
  }

  /** Takes out [start, end), with all edits in it. */
  cutOut(start: number, end: number): void {
    while ((this.#pending.at(-1)?.start ?? -1) >= start) this.#pending.pop();
    this.edit(start, end, '');
  }

  /** Everything before `offset` is certain. */
  settle(offset: number): void {
    for (const edit of this.#pending) this.edits.push(edit);
    this.#pending = [];
    this.#known = this.noteCount;
    this.settled = offset;
  }

  settleIfDue(offset: number): void {
    if (offset - this.settled >= HOLD) this.settle(offset);
  }

  /** Forgets what is not certain. */
  cancel(): void {
    this.#pending = [];
    if (this.#run.findings !== undefined) this.#run.findings.length = this.#known;
  }

  /** How many findings there are by now. */
  get noteCount(): number {
    return this.#run.noteCount;
  }

  /** Moves the findings from the `from`th on to where they stand in the whole text. */
  moveNotes(from: number, move: (offset: number) => number): void {
    for (const finding of this.#run.notesFrom(from)) {
      if (finding.type === 'LIMIT') continue;
      finding.start = move(finding.start);
      finding.end = move(finding.end);
    }
  }
}
