// Walks a value and copies only what had to change, on a stack of its own, so that depth is no danger. A cycle with
// something to change in it is walked again in a mode that copies everything, since a clean-looking reference may lead
// back to the original.
import { REDACTED } from '../policies/placeholders.ts';
import type { ValueFinding } from '../types.ts';
import { closeFrame } from './close-frame.ts';
import { redactText } from './edits.ts';
import { isErrorPart } from './errors.ts';
import { ARRAY, ERROR, Frame, MAP, RECORD, SET, SHOWN } from './frame.ts';
import { isNamed, nameIn, ruleBeside } from './named-value.ts';
import { knownKey, redactKey } from './names.ts';
import { replaceCard } from './numbers.ts';
import { isBinary, OPEN, openFrame } from './open-frame.ts';
import { nameOf, readPart, UNREADABLE } from './parts.ts';
import { toPointer } from './pointer.ts';
import { putPart, uniqueName } from './put-part.ts';
import { DROPPED, replaceBinary, replaceKeyed } from './replacement.ts';
import type { Rules } from './rules.ts';
import { Run } from './run.ts';
import type { KeyRule } from './sensitive-keys.ts';

/** A container was opened: its result comes later. */
const OPENED = Symbol('opened');
/** Below this depth, a look at each ancestor finds cycles faster than a set does. */
const SHALLOW = 32;
/** The smallest number of 13 digits: no card is smaller. */
const LEAST_CARD = 1e12;

/** The value without personal data: the same reference when it had none. */
export function walk(value: unknown, rules: Rules, findings?: ValueFinding[]): unknown {
  const first = new Walker(rules, new Run(rules.limits, findings), false);
  const result = first.walk(value);
  if (!first.isCyclic || result === value) return result;
  if (findings !== undefined) findings.length = 0;
  return new Walker(rules, new Run(rules.limits, findings), true).walk(value);
}

/** Frames of walks that have ended. */
let spare: Frame[] = [];

class Walker {
  isCyclic = false;
  readonly #rules: Rules;
  readonly #run: Run;
  readonly #copies: Map<object, object> | undefined;
  readonly #frames: Frame[];
  #depth = 0;
  /** Open containers, once there are many. */
  #open: Set<object> | undefined;

  constructor(rules: Rules, run: Run, copyAll: boolean) {
    this.#rules = rules;
    this.#run = run;
    this.#copies = copyAll ? new Map() : undefined;
    this.#frames = spare;
    spare = [];
    run.pointer = () => toPointer(this.#frames, this.#depth);
  }

  walk(value: unknown): unknown {
    try {
      let result = this.#visit(value, undefined);
      if (result === DROPPED) return null;
      while (this.#depth > 0 && this.#run.exceeded === undefined) {
        const frame = this.#frames[this.#depth - 1] as Frame;
        if (this.#fill(frame)) continue;
        result = closeFrame(frame, this.#copies !== undefined);
        this.#open?.delete(frame.source);
        frame.clear();
        this.#depth -= 1;
        if (this.#depth > 0) putPart(this.#frames[this.#depth - 1] as Frame, result);
      }
      return this.#run.exceeded === undefined ? result : this.#giveUp(this.#run.exceeded);
    } finally {
      this.#leave();
      if (this.#frames.length <= 1000) spare = this.#frames;
    }
  }

  #giveUp(reason: 'nodes' | 'time'): string {
    const { findings } = this.#run;
    if (findings !== undefined) findings.length = 0;
    this.#leave();
    return this.#run.noteLimit(reason);
  }

  /** Lets go of the containers that are open. */
  #leave(): void {
    for (let index = 0; index < this.#depth; index += 1) this.#frames[index]?.clear();
    this.#depth = 0;
  }

  /** Goes through the parts of a container. True when one of them is a container that has to be walked first. */
  #fill(frame: Frame): boolean {
    const run = this.#run;
    if (frame.kind === RECORD) return this.#record(frame);
    if (frame.kind === ARRAY) return this.#array(frame);
    while (frame.index < frame.length && run.exceeded === undefined) {
      const result = this.#part(frame);
      if (result === OPENED) return true;
      putPart(frame, result);
    }
    return run.exceeded !== undefined;
  }

  /** Most of a value are leaves of objects and arrays that do not change: those go by without any note of them. */
  #record(frame: Frame): boolean {
    const { source, keys, length } = frame;
    const { knownKeys } = this.#rules;
    for (let index = frame.index; index < length && this.#run.exceeded === undefined; index += 1) {
      const key = keys[index] as string;
      const item = readPart(source, key);
      frame.index = index;
      frame.item = item;
      frame.name = key;
      const name = isNamed(key) ? nameBefore(frame) : undefined;
      const result =
        name && typeof item === 'string'
          ? this.#keyed(item, ruleBeside(name, item, this.#rules) ?? this.#rules.keys(key), name)
          : knownKeys.get(key) === null
            ? this.#visit(item, key)
            : this.#named(frame, key, item);
      if (result === OPENED) return true;
      if (frame.copy !== undefined || result !== item || frame.name !== key) putPart(frame, result);
    }
    frame.index = length;
    return this.#run.exceeded !== undefined;
  }

  #array(frame: Frame): boolean {
    const source = frame.source as readonly unknown[];
    const { key, length } = frame;
    for (let index = frame.index; index < length && this.#run.exceeded === undefined; index += 1) {
      const item = readPart(source, index);
      frame.index = index;
      frame.item = item;
      frame.name = index;
      const result = this.#visit(item, key);
      if (result === OPENED) return true;
      if (frame.copy !== undefined || result !== item) putPart(frame, result);
    }
    frame.index = length;
    return this.#run.exceeded !== undefined;
  }

  #part(frame: Frame): unknown {
    const { index, kind } = frame;
    const item = frame.parts[index];
    frame.item = item;
    if (kind === ERROR) {
      const key = frame.keys[index] as PropertyKey;
      if (!isErrorPart(key)) return this.#named(frame, key, item);
      frame.name = key;
      return this.#visit(item, undefined);
    }
    if (kind === MAP) {
      if (index % 2 === 1) {
        const key = frame.parts[index - 1];
        if (typeof key !== 'string') return this.#visit(item, undefined);
        return this.#keyed(item, knownKey(key, this.#rules) ?? this.#rules.keys(key), key);
      }
      frame.name = typeof item === 'string' ? item : index / 2;
      if (typeof item !== 'string') return this.#visit(item, undefined);
      if (knownKey(item, this.#rules) === undefined) this.#rename(frame, item, item);
      return frame.name;
    }
    if (kind === SET) frame.name = index;
    return this.#visit(item, kind === SHOWN ? frame.key : undefined);
  }

  /** A part under a name, which may itself have to change. */
  #named(frame: Frame, key: PropertyKey, item: unknown): unknown {
    const name = nameOf(key);
    const rule = knownKey(name, this.#rules);
    if (rule !== undefined) {
      frame.name = key;
      return rule === null ? this.#visit(item, name) : this.#keyed(item, rule, name);
    }
    return this.#keyed(item, this.#rules.keys(this.#rename(frame, key, name)), name);
  }

  /** Gives a part another name, apart from all others, and tells the name before numbering. */
  #rename(frame: Frame, key: unknown, name: string): string {
    const run = this.#run;
    const from = run.noteCount;
    frame.name = '';
    const clean = redactKey(name, this.#rules, run);
    frame.name = typeof key === 'symbol' ? Symbol(clean) : clean === name ? name : uniqueName(frame, clean);
    for (const finding of run.notesFrom(from)) finding.pointer = run.pointer();
    return clean;
  }

  /** The value under a key that has a rule. What the rule leaves alone is looked at like any other. */
  #keyed(item: unknown, rule: KeyRule | null, name: string): unknown {
    if (rule !== null) {
      const result = replaceKeyed(item, rule, this.#rules, this.#run);
      if (result !== undefined) {
        this.#run.count(0);
        return result;
      }
    }
    return this.#visit(item, name);
  }

  #visit(value: unknown, key: string | undefined): unknown {
    const rules = this.#rules;
    const run = this.#run;
    if (typeof value === 'string') {
      run.count(value.length);
      return this.#text(value, key);
    }
    run.count(0);
    switch (typeof value) {
      case 'number':
        if (value < LEAST_CARD || !Number.isSafeInteger(value)) return value;
        return replaceCard(String(value), key, rules, run) ?? value;
      case 'bigint':
        return replaceCard(String(value), key, rules, run) ?? value;
      case 'symbol':
        return value === UNREADABLE ? run.noteLimit('unreadable') : this.#symbol(value);
      case 'object':
        return value === null ? value : this.#enter(value, key);
      default:
        return value;
    }
  }

  #text(text: string, key: string | undefined): unknown {
    if (this.#rules.restored?.has(text)) return this.#rules.restored.get(text);
    return redactText(text, key, this.#rules, this.#run, this.#depth);
  }

  #symbol(value: symbol): symbol {
    const text = nameOf(value);
    const clean = redactText(text, undefined, this.#rules, this.#run, this.#depth);
    return clean === text ? value : Symbol(clean);
  }

  #enter(value: object, key: string | undefined): unknown {
    const copy = this.#copies?.get(value);
    if (copy !== undefined) return copy;
    if (this.#isOpen(value)) {
      this.isCyclic = true;
      // A cycle through `toJSON` has no copy to lead to.
      return this.#copies === undefined ? value : REDACTED;
    }
    const { binary } = this.#rules;
    if (binary !== undefined && isBinary(value)) return replaceBinary(value, binary, this.#run);
    if (this.#depth >= this.#rules.limits.maxDepth) return this.#run.noteLimit('depth');
    const frame = this.#frames[this.#depth] ?? new Frame();
    this.#frames[this.#depth] = frame;
    const leaf = openFrame(frame, value, this.#copies !== undefined);
    if (leaf !== OPEN) {
      // It stands for something simpler: what it shows in its place.
      if (leaf === value) return value;
      const clean = this.#visit(leaf, key);
      return clean === leaf ? value : clean;
    }
    frame.key = key;
    // An array may be longer than anything that it holds.
    if (frame.length > this.#rules.limits.maxNodes) this.#run.exceeded ??= 'nodes';
    if (this.#copies !== undefined && frame.copy !== undefined) this.#copies.set(value, frame.copy);
    this.#depth += 1;
    if (this.#depth === SHALLOW)
      this.#open = new Set(this.#frames.slice(0, SHALLOW).map(({ source }) => source));
    else if (this.#depth > SHALLOW) this.#open?.add(value);
    return OPENED;
  }

  #isOpen(value: object): boolean {
    if (this.#depth >= SHALLOW && this.#open !== undefined) return this.#open.has(value);
    for (let index = 0; index < this.#depth; index += 1) {
      if (this.#frames[index]?.source === value) return true;
    }
    return false;
  }
}

/** The name that a member before the one at hand gives it. */
function nameBefore({ source, keys, index }: Frame): string | undefined {
  for (let at = 0; at < index; at += 1) {
    const name = nameIn(keys[at], readPart(source, keys[at] as string));
    if (name !== undefined) return name;
  }
  return undefined;
}
