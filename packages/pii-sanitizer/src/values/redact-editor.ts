// A text of unknown kind, read in pieces: JSON as far as it is JSON, and plain text from where it is not.
import { beginsLikeJson, type Edit, MAX_BLANKS } from './edits.ts';
import { JsonEditor } from './json-editor.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import { TextEditor } from './text-editor.ts';

export class RedactEditor {
  readonly #rules: Rules;
  readonly #run: Run;
  readonly #depth: number;
  readonly #key: string | undefined;
  #start: string | undefined = '';
  #json: JsonEditor | undefined;
  #plain: TextEditor | undefined;

  constructor(rules: Rules, run: Run, depth: number, key?: string) {
    this.#rules = rules;
    this.#run = run;
    this.#depth = depth;
    this.#key = key;
  }

  /** Offset before which everything is settled. */
  get settled(): number {
    return this.#plain?.settled ?? this.#json?.settled ?? 0;
  }

  /** Reads on, and adds the edits that are settled. */
  push(chunk: string, last: boolean, edits: Edit[]): void {
    let text: string | undefined = chunk;
    if (this.#start !== undefined) {
      text = this.#start + chunk;
      const isBlank = !last && text.length < MAX_BLANKS && text.trim() === '';
      this.#start = isBlank ? text : undefined;
      if (isBlank) return;
      if (beginsLikeJson(text)) this.#json = new JsonEditor(this.#rules, this.#run, this.#depth, this.#key);
    }
    if (this.#json !== undefined) {
      text = this.#json.push(text, last, edits);
      if (text === undefined) return;
    }
    this.#plain ??= new TextEditor(this.#rules, this.#run, this.settled, this.#key);
    this.#json = undefined;
    this.#plain.push(text, last, edits);
  }
}
