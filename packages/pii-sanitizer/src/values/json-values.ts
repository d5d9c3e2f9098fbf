// What becomes of the keys, strings and numbers of JSON text.
import { valueEdits } from './edits.ts';
import { EscapedText } from './escaped-text.ts';
import type { JsonFrame } from './json-frame.ts';
import type { JsonOutput } from './json-output.ts';
import { numberOf } from './json-tokens.ts';
import { isNamed, nameIn, ruleBeside } from './named-value.ts';
import { knownKey, redactKey } from './names.ts';
import { replaceCard } from './numbers.ts';
import { replaceKeyed } from './replacement.ts';
import type { Rules } from './rules.ts';
import type { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';

/** For a string without escapes, offsets are the same inside and out. */
const UNESCAPED = new EscapedText();

/** A key after its own personal data has been replaced, with its rule. */
export interface JsonKey {
  /** The key as it was. */
  original: string;
  clean: string;
  rule: KeyRule | null;
}

export class JsonValues {
  readonly #rules: Rules;
  readonly #run: Run;
  readonly #out: JsonOutput;

  constructor(rules: Rules, run: Run, out: JsonOutput) {
    this.#rules = rules;
    this.#run = run;
    this.#out = out;
  }

  /** @param start Offset of the content, which is the key between its quotes. */
  key(content: string, start: number): JsonKey {
    const original = content.includes('\\') ? new EscapedText().decode(content) : content;
    const known = knownKey(original, this.#rules);
    if (known !== undefined) return { original, clean: original, rule: known };
    const from = this.#out.noteCount;
    const clean = redactKey(original, this.#rules, this.#run);
    this.#out.moveNotes(from, (offset) => start + offset);
    return { original, clean, rule: this.#rules.keys(clean) };
  }

  /** Edits a string in `frame`. Gives what takes the place of the whole, if something does. */
  string(
    content: string,
    start: number,
    ownKey: string | undefined,
    ownRule: KeyRule | null,
    depth: number,
    frame: JsonFrame | undefined,
  ): unknown {
    const hasEscapes = content.includes('\\');
    const escaped = hasEscapes ? new EscapedText() : UNESCAPED;
    const value = hasEscapes ? escaped.decode(content) : content;
    const name = frame?.isObject && isNamed(ownKey) ? frame.name : undefined;
    const key = name ?? ownKey;
    const rule = (name && ruleBeside(name, value, this.#rules)) || ownRule;
    if (frame?.isObject) frame.name ??= nameIn(ownKey, value);
    const from = this.#out.noteCount;
    const whole = this.#keyed(value, rule) ?? this.#rules.restored?.get(value);
    if (whole === undefined) {
      const edits = valueEdits(value, key, this.#rules, this.#run, depth);
      for (const edit of edits) this.#out.editInside(start, escaped, edit);
    }
    this.#out.moveNotes(from, (offset) => start + escaped.toRaw(offset));
    return whole;
  }

  /** Gives what takes the place of a number, if something does. */
  number(text: string, start: number, key: string | undefined, rule: KeyRule | null): unknown {
    const from = this.#out.noteCount;
    const whole = this.#keyed(numberOf(text), rule) ?? replaceCard(text, key, this.#rules, this.#run);
    this.#out.moveNotes(from, (offset) => start + offset);
    return whole;
  }

  /** Gives what takes the place of a container or a long string, which begins at `start`. */
  whole(value: unknown, start: number, end: number, rule: KeyRule): unknown {
    const from = this.#out.noteCount;
    const whole = this.#keyed(value, rule);
    for (const finding of this.#run.notesFrom(from)) Object.assign(finding, { start, end });
    return whole;
  }

  #keyed(value: unknown, rule: KeyRule | null): unknown {
    return rule === null ? undefined : replaceKeyed(value, rule, this.#rules, this.#run);
  }
}
