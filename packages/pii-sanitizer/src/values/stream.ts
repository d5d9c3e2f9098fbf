// Text in chunks cut anywhere, with the output of the whole.
import { applyEdits, type Edit } from './edits.ts';
import { RedactEditor } from './redact-editor.ts';
import type { Rules } from './rules.ts';
import { Run } from './run.ts';

/** A stream has no size: only its depth is bounded. */
const HIGH_SURROGATE = /[\ud800-\udbff]/;
const UNBOUNDED = { maxNodes: Infinity, maxMs: Infinity };

/** A transform stream that redacts by the rules. */
export function createRedactStream(rules: Rules): TransformStream<string, string> {
  const run = new Run({ ...rules.limits, ...UNBOUNDED });
  const editor = new RedactEditor(rules, run, 0);
  let held = '';
  let base = 0;

  const read = (chunk: string, last: boolean, controller: TransformStreamDefaultController<string>): void => {
    held += chunk;
    const edits: Edit[] = [];
    editor.push(chunk, last, edits);
    let size = last ? held.length : editor.settled - base;
    if (!last && HIGH_SURROGATE.test(held.charAt(size - 1)) && edits.at(-1)?.end !== base + size) size -= 1;
    for (const edit of edits) {
      edit.start -= base;
      edit.end -= base;
    }
    const output = applyEdits(held.slice(0, size), edits);
    held = held.slice(size);
    base += size;
    if (output !== '') controller.enqueue(output);
  };

  return new TransformStream({
    transform: (chunk, controller) => read(String(chunk), false, controller),
    flush: (controller) => read('', true, controller),
  });
}
