// Tells what kind of container a value is, and lays out its parts.
import { emptyError, errorKeys } from './errors.ts';
import { ARRAY, ERROR, type Frame, MAP, RECORD, SET, SHOWN } from './frame.ts';
import { emptyLike, ownKeys, readPart, UNREADABLE } from './parts.ts';

/** The value is a container, and the frame is ready. */
export const OPEN = Symbol('open');

/** Makes the frame ready for a container and gives OPEN; otherwise the simpler value that it stands for, or itself. */
export function openFrame(frame: Frame, value: object, copyAll: boolean): unknown {
  try {
    return open(frame, value, copyAll);
  } catch {
    // A proxy that refuses to be looked at.
    return UNREADABLE;
  }
}

function open(frame: Frame, value: object, copyAll: boolean): unknown {
  if (Array.isArray(value)) {
    start(frame, ARRAY, value, value.length);
    if (copyAll) frame.copy = [];
    return OPEN;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const special = openSpecial(frame, value, copyAll);
    if (special !== undefined) return special;
  }
  const shown = readPart(value, 'toJSON');
  if (typeof shown === 'function') return openShown(frame, value, copyAll);
  return openRecord(frame, value, copyAll);
}

function openRecord(frame: Frame, value: object, copyAll: boolean): unknown {
  const keys = ownKeys(value);
  start(frame, RECORD, value, keys.length);
  frame.keys = keys;
  if (copyAll) frame.copy = emptyLike(value);
  return OPEN;
}

function openSpecial(frame: Frame, value: object, copyAll: boolean): unknown {
  if (value instanceof Date) return value;
  if (isBinary(value)) return value;
  if (value instanceof String || value instanceof Number || value instanceof BigInt) return value.valueOf();
  if (value instanceof Map) {
    const parts = [...value].flat();
    return collect(frame, MAP, value, parts, copyAll ? new Map() : undefined);
  }
  if (value instanceof Set) return collect(frame, SET, value, [...value], copyAll ? new Set() : undefined);
  if (value instanceof Error) {
    const keys = errorKeys(value);
    const parts = keys.map((key) => readPart(value, key));
    frame.keys = keys;
    return collect(frame, ERROR, value, parts, copyAll ? emptyError(value) : undefined);
  }
  return undefined;
}

/** An object that says how it is serialised (a URL, a decimal) is judged by what it would show. */
function openShown(frame: Frame, value: object, copyAll: boolean): unknown {
  let shown: unknown;
  try {
    shown = (value as { toJSON: () => unknown }).toJSON();
  } catch {
    return UNREADABLE;
  }
  if (shown === value) return openRecord(frame, value, copyAll);
  if (typeof shown !== 'object' || shown === null) return shown;
  return collect(frame, SHOWN, value, [shown], undefined);
}

function collect(
  frame: Frame,
  kind: number,
  value: object,
  parts: unknown[],
  copy: object | undefined,
): unknown {
  start(frame, kind, value, parts.length);
  frame.parts = parts;
  frame.copy = copy;
  return OPEN;
}

function start(frame: Frame, kind: number, value: object, length: number): void {
  frame.kind = kind;
  frame.source = value;
  frame.length = length;
  frame.index = 0;
  frame.changed = false;
}

/** Bytes: an ArrayBuffer, a typed array, a Buffer. */
export function isBinary(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}
