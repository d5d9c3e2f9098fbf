// A string in JSON text that is too long to be held: its content is edited piece by piece as a text of its own.
import type { Edit } from './edits.ts';
import { EscapedText, endOfWhole } from './escaped-text.ts';
import type { JsonOutput } from './json-output.ts';
import { endOfString } from './json-tokens.ts';
import type { RedactEditor } from './redact-editor.ts';

export class JsonLongString {
  /** Whether the closing quote has been read. */
  isClosed = false;
  readonly #editor: RedactEditor;
  readonly #out: JsonOutput;
  /** Offset of the content. */
  readonly #start: number;
  readonly #escaped = new EscapedText();

  constructor(editor: RedactEditor, out: JsonOutput, start: number) {
    this.#editor = editor;
    this.#out = out;
    this.#start = start;
  }

  /** Reads on at text[at], and gives the index where the next step begins. An escape that is cut off is left for then. */
  read(text: string, at: number, last: boolean): number {
    const quote = endOfString(text, at - 1, at) - 1;
    this.isClosed = quote >= at;
    const stop = this.isClosed ? quote : last ? text.length : endOfWhole(text, at, text.length);
    this.#push(this.#escaped.decode(text.slice(at, stop)), this.isClosed || last);
    return this.isClosed ? stop + 1 : stop;
  }

  /** The input ended inside the string. */
  finish(): void {
    this.#push('', true);
  }

  #push(content: string, last: boolean): void {
    const out = this.#out;
    const escaped = this.#escaped;
    const start = this.#start;
    const editor = this.#editor;
    const from = out.noteCount;
    const edits: Edit[] = [];
    editor.push(content, last, edits);
    for (const edit of edits) out.editInside(start, escaped, edit);
    out.moveNotes(from, (offset) => start + escaped.toRaw(offset));
    out.settle(Math.max(out.settled, start + escaped.toRaw(editor.settled)));
    if (!last) escaped.forget(editor.settled);
  }
}
