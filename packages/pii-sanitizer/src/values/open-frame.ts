// Tells what kind of container a value is, and lays out its parts.
import { emptyCopy } from './empty-copy.ts';
import { errorKeys } from './errors.ts';
import { ARRAY, ERROR, type Frame, MAP, RECORD, SET, SHOWN } from './frame.ts';
import { ownKeys, readPart, UNREADABLE } from './parts.ts';

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
  if (Array.isArray(value)) return start(frame, ARRAY, value, value.length, copyAll);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const special = openSpecial(frame, value, copyAll);
    if (special !== undefined) return special;
  }
  return typeof readPart(value, 'toJSON') === 'function'
    ? openShown(frame, value, copyAll)
    : openRecord(frame, value, copyAll);
}

function openRecord(frame: Frame, value: object, copyAll: boolean): unknown {
  frame.keys = ownKeys(value);
  return start(frame, RECORD, value, frame.keys.length, copyAll);
}

function openSpecial(frame: Frame, value: object, copyAll: boolean): unknown {
  if (value instanceof Date || isBinary(value)) return value;
  if (value instanceof String || value instanceof Number || value instanceof BigInt) return value.valueOf();
  if (value instanceof Map) return collect(frame, MAP, value, [...value].flat(), copyAll);
  if (value instanceof Set) return collect(frame, SET, value, [...value], copyAll);
  if (value instanceof Error) {
    frame.keys = errorKeys(value);
    const parts = frame.keys.map((key) => readPart(value, key));
    return collect(frame, ERROR, value, parts, copyAll);
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
  return collect(frame, SHOWN, value, [shown], copyAll);
}

function collect(frame: Frame, kind: number, value: object, parts: unknown[], copyAll: boolean): unknown {
  frame.parts = parts;
  return start(frame, kind, value, parts.length, copyAll);
}

function start(frame: Frame, kind: number, value: object, length: number, copyAll: boolean): unknown {
  frame.kind = kind;
  frame.source = value;
  frame.length = length;
  frame.index = 0;
  frame.changed = false;
  if (copyAll) frame.copy = emptyCopy(kind, value);
  return OPEN;
}

/** Bytes: an ArrayBuffer, a typed array, a Buffer. */
export function isBinary(value: object): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}
