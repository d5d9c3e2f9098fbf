// The written forms of all identifiers, as a tree of group sizes and separators: one walk over a run finds every form that fits.
import type { Identifier } from '../identifiers/identifier.ts';
import { classOf } from '../text/chars.ts';
import { contextWords } from './context-words.ts';
import * as KIND from './kind.ts';
import type { Run } from './run.ts';
import * as SEP from './sep.ts';

/** One form of one identifier. */
export interface Form {
  readonly identifier: Identifier;
  /** Id of its context words. */
  readonly context: number;
  /** Whether the form and the check are proof enough. */
  readonly isProven: boolean;
}

/** The forms that are written alike. */
export interface Shape {
  readonly pattern: string;
  readonly forms: Form[];
  /** Whether it allows letters, and whether it has to have some. */
  readonly hasLetters: boolean;
  readonly needsLetters: boolean;
  /** Whether one of the forms is proof by itself. */
  hasProven: boolean;
}

/** The shapes that end with one group, and how they go on. */
export interface Node {
  /** By the `KIND` of this group. */
  readonly shapes: readonly Shape[][];
  /** By the `step` that leads there. */
  readonly next: Node[];
  /** The kinds that this group may be of, as a set of bits. */
  kinds: number;
  /** The separators behind which letters may follow, as a set of bits. */
  lettersBehind: number;
}

/** The marks that separate groups, in the order of their `SEP`. */
const SEPARATORS = ' -./';

export class FormIndex {
  /** Leads to all first groups, as behind no separator. */
  readonly #root = emptyNode();
  /** How shapes go on whose first group is letters. */
  readonly #afterLetters = new Set<number>();

  constructor(identifiers: readonly Identifier[]) {
    for (const identifier of identifiers) {
      const context = contextWords.idOf(identifier.context);
      for (const pattern of identifier.proven) this.#add(pattern, { identifier, context, isProven: true });
      for (const pattern of identifier.inContext)
        this.#add(pattern, { identifier, context, isProven: false });
    }
  }

  /** Where shapes begin whose first group has the size and kind of the run's group `first`. */
  start(run: Run, first: number): Node | undefined {
    return fitting(this.#root.next[step(SEP.none, run.size(first))], run, first);
  }

  /** Whether the run, which is one group, has the size and kind of a whole shape. */
  isShape(run: Run): boolean {
    return (this.start(run, 0)?.shapes[run.kinds[0] as number]?.length ?? 0) > 0;
  }

  /** Whether a shape has a first group of this size and kind, this separator, and then letters. */
  leadsToLetters(size: number, kind: number, sep: number): boolean {
    const root = this.#root.next[step(SEP.none, size)];
    return root !== undefined && ((root.kinds >> kind) & 1) === 1 && ((root.lettersBehind >> sep) & 1) === 1;
  }

  /** Whether a shape has letters, this separator, and then a group of this size. */
  followsLetters(sep: number, size: number): boolean {
    return this.#afterLetters.has(step(sep, size));
  }

  /** Where those that `node` leads to go on with group `next` of the run. */
  step(node: Node, run: Run, next: number): Node | undefined {
    if (next >= run.count) return undefined;
    return fitting(node.next[step(run.seps[next - 1] as number, run.size(next))], run, next);
  }

  #add(pattern: string, form: Form): void {
    let node = this.#root;
    let sep: number = SEP.none;
    let last = 0;
    for (const part of pattern.split(/([ \-./])/)) {
      const mark = SEPARATORS.indexOf(part);
      if (mark >= 0) {
        sep = SEP.space + mark;
        continue;
      }
      last = kindsOf(part);
      const key = step(sep, part.length);
      if (/^A+[ \-./]/.test(pattern)) this.#afterLetters.add(key);
      if (!part.startsWith('#')) node.lettersBehind |= 1 << sep;
      node = node.next[key] ??= emptyNode();
      node.kinds |= last;
    }
    const known = node.shapes.flat().find((shape) => shape.pattern === pattern);
    if (known !== undefined) {
      known.forms.push(form);
      known.hasProven ||= form.isProven;
      return;
    }
    const shape = {
      pattern,
      forms: [form],
      hasLetters: /[A*]/.test(pattern),
      needsLetters: pattern.includes('A'),
      hasProven: form.isProven,
    };
    for (const kind of [KIND.digits, KIND.letters, KIND.mixed])
      if (((last >> kind) & 1) === 1) node.shapes[kind]?.push(shape);
  }
}

function emptyNode(): Node {
  return {
    shapes: Array.from({ length: KIND.mixed + 1 }, () => []),
    next: [],
    kinds: 0,
    lettersBehind: 0,
  };
}

function fitting(node: Node | undefined, run: Run, index: number): Node | undefined {
  return node !== undefined && ((node.kinds >> (run.kinds[index] as number)) & 1) === 1 ? node : undefined;
}

/** Which kinds a part of a shape allows. */
function kindsOf(part: string): number {
  if (part.includes('*')) return (1 << KIND.digits) | (1 << KIND.letters) | (1 << KIND.mixed);
  if (!part.includes('#')) return 1 << KIND.letters;
  return part.includes('A') ? 1 << KIND.mixed : 1 << KIND.digits;
}

/** A number for a separator and the size of the group behind it. */
function step(sep: number, size: number): number {
  return size * 8 + sep;
}

/** Whether the characters from `start` are of the classes that the shape asks for; its length fits already. */
export function fits(codes: Uint8Array, start: number, shape: string): boolean {
  for (let index = 0; index < shape.length; index += 1) {
    const want = shape.charCodeAt(index);
    const is = classOf(codes[start + index] as number);
    if (want === 35 ? is !== 1 : want === 65 ? is < 2 : want === 42 ? is === 0 : is !== 0) return false;
  }
  return true;
}
