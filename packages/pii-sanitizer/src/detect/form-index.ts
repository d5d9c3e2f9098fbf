// The written forms of all identifiers, as a tree of group sizes and separators: one walk over a run finds every form that fits.
import type { Identifier } from '../identifiers/identifier.ts';
import { classOf } from '../text/chars.ts';
import { contextWords } from './context-words.ts';
import { type Run, SEP } from './run.ts';

/** One form of one identifier. */
export interface Form {
  readonly identifier: Identifier;
  /** Id of its context words. */
  readonly context: number;
  readonly shape: string;
  /** Whether the form and the check are proof enough. */
  readonly isProven: boolean;
}

interface Node {
  forms: Form[];
  next: Map<number, Node>;
}

const SEPARATORS: Readonly<Record<string, number>> = { ' ': SEP.space, '-': SEP.dash, '.': SEP.dot, '/': SEP.slash };
/** The most characters in a group. */
const MAX_SIZE = 40;

export class FormIndex {
  readonly #roots: (Node | undefined)[] = [];

  constructor(identifiers: readonly Identifier[]) {
    for (const identifier of identifiers) {
      const context = contextWords.idOf(identifier.context);
      for (const shape of identifier.proven) this.#add({ identifier, context, shape, isProven: true });
      for (const shape of identifier.inContext) this.#add({ identifier, context, shape, isProven: false });
    }
  }

  /** Calls `visit` with every form that groups of the run from `first` on have, and the last of these groups. */
  visit(text: string, run: Run, first: number, visit: (form: Form, last: number) => void): void {
    let node = this.#roots[run.size(first)];
    for (let last = first; node !== undefined; last += 1) {
      for (const form of node.forms) if (fits(text, run.starts[first] as number, form.shape)) visit(form, last);
      if (last + 1 >= run.count || node.next.size === 0) return;
      node = node.next.get(step(run.seps[last] as number, run.size(last + 1)));
    }
  }

  /** Whether some form starts with a group of this size and kind, to pass over most words quickly. */
  startsWith(size: number): boolean {
    return this.#roots[size] !== undefined;
  }

  #add(form: Form): void {
    let node: Node | undefined;
    let sep = 0;
    for (const part of form.shape.split(/([ \-./])/)) {
      const mark = SEPARATORS[part];
      if (mark !== undefined) {
        sep = mark;
        continue;
      }
      if (part.length === 0 || part.length > MAX_SIZE) throw new RangeError(`Bad form ${form.shape} of ${form.identifier.type}`);
      if (node === undefined) node = this.#roots[part.length] ??= { forms: [], next: new Map() };
      else {
        const key = step(sep, part.length);
        const next: Node = node.next.get(key) ?? { forms: [], next: new Map() };
        node.next.set(key, next);
        node = next;
      }
    }
    node?.forms.push(form);
  }
}

function step(sep: number, size: number): number {
  return sep * 64 + size;
}

/** Whether the characters from `start` are of the classes that the shape asks for; its length fits already. */
function fits(text: string, start: number, shape: string): boolean {
  for (let index = 0; index < shape.length; index += 1) {
    const want = shape.charCodeAt(index);
    const is = classOf(text.charCodeAt(start + index));
    if (want === 35 ? is !== 1 : want === 65 ? is < 2 : want === 42 ? is === 0 : is !== 0) return false;
  }
  return true;
}

/** A form's text without separators, in capitals: what `check` takes. */
export function compactOf(text: string, start: number, end: number): string {
  const form = text.slice(start, end);
  return (/[ \-./]/.test(form) ? form.replace(/[ \-./]/g, '') : form).toUpperCase();
}

