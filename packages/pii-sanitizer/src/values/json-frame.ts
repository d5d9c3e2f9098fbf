// One open container of JSON text, and the names that its keys are given.
import { OPEN_BRACKET } from '../text/ascii.ts';
import { UniqueNames } from './unique-names.ts';

/** Most keys that are remembered because they look like a name given to a changed one. */
const MAX_MARKED = 10_000;

export class JsonFrame {
  readonly isObject: boolean;
  /** The key under which it stands: context for the items of an array. */
  readonly key: string | undefined;
  /** Whether a member before the one at hand stays. */
  hasKept = false;
  /** Whether the next comma goes with the member that was dropped before it. */
  swallowsComma = false;
  /** What a member names another. */
  name: string | undefined;
  #names: UniqueNames | undefined;
  #marked: Set<string> | undefined;

  constructor(isObject: boolean, key: string | undefined) {
    this.isObject = isObject;
    this.key = key;
  }

  /** A name for a key that changed, apart from the others so far. */
  nameFor(clean: string): string {
    this.#names ??= new UniqueNames();
    return this.#names.next(clean, (candidate) => this.#marked?.has(candidate) === true);
  }

  /** A name for a key that did not change: another only when a changed one was given it before. */
  keepName(name: string): string {
    if (name.charCodeAt(0) !== OPEN_BRACKET) return name;
    if (this.#names?.mayHaveGiven(name)) return this.nameFor(name);
    this.#marked ??= new Set();
    if (this.#marked.size < MAX_MARKED) this.#marked.add(name);
    return name;
  }
}
