// One container that the walk is inside of. Frames are kept and used again, so that a clean value costs no memory.
import type { UniqueNames } from './unique-names.ts';

export const ARRAY = 0;
/** Any object by its own keys. */
export const RECORD = 1;
// The others are read into a list of parts, and built anew when a part changed.
/** Parts are keys and values by turns. */
export const MAP = 2;
export const SET = 3;
export const ERROR = 4;
/** What an object gives for `toJSON`, its only part. */
export const SHOWN = 5;

const NOTHING: readonly unknown[] = [];

export class Frame {
  kind = ARRAY;
  source: object = NOTHING;
  /** Names of the parts of a record or an error. */
  keys: readonly PropertyKey[] = [];
  /** The parts, for all but arrays and records. */
  parts: unknown[] = [];
  length = 0;
  index = 0;
  /** Whether a part changed. */
  changed = false;
  /** What the parent gets in place of the source, once something changed or from the start. */
  copy: object | undefined;
  names: UniqueNames | undefined;
  /** The key under which the container stands: context for items that have no key. */
  key: string | undefined;
  /** The name, after sanitising, and the value of the part at hand. */
  name: PropertyKey = '';
  item: unknown;

  /** Lets go of everything. */
  clear(): void {
    this.source = NOTHING;
    this.keys = NOTHING as readonly PropertyKey[];
    this.item = undefined;
    this.copy = undefined;
    if (this.kind > RECORD) this.parts = [];
    this.names = undefined;
  }
}
