// Puts results in their places, copying a container when something in it changed for the first time.
import { ARRAY, ERROR, type Frame, RECORD } from './frame.ts';
import { emptyLike, readPart, setPart } from './parts.ts';
import { DROPPED } from './replacement.ts';
import { UniqueNames } from './unique-names.ts';

/** Puts the result of the part at hand in its place, and goes on to the next. */
export function putPart(frame: Frame, result: unknown): void {
  const { kind, index, item } = frame;
  const isSame = Object.is(result, item);
  frame.index = index + 1;
  if (kind === RECORD) {
    if (frame.copy === undefined) {
      if (isSame && frame.name === frame.keys[index]) return;
      frame.copy = copyBefore(frame, index);
    }
    if (result !== DROPPED) setPart(frame.copy, frame.name, result);
  } else if (kind === ARRAY) {
    if (frame.copy === undefined) {
      if (isSame) return;
      frame.copy = (frame.source as readonly unknown[]).slice(0, index);
    }
    // An item that is dropped leaves its place, so that the others keep theirs.
    (frame.copy as unknown[])[index] = result === DROPPED ? null : result;
  } else {
    frame.parts[index] = result;
    if (!isSame) frame.changed = true;
    if (kind === ERROR && frame.name !== frame.keys[index]) {
      frame.changed = true;
      frame.keys = frame.keys.with(index, frame.name);
    }
  }
}

function copyBefore(frame: Frame, index: number): object {
  const copy = emptyLike(frame.source);
  for (let before = 0; before < index; before += 1) {
    const key = frame.keys[before] as PropertyKey;
    setPart(copy, key, readPart(frame.source, key));
  }
  return copy;
}

/** A name for a part whose key changed, apart from all other keys. */
export function uniqueName(frame: Frame, clean: string): string {
  frame.names ??= new UniqueNames();
  const { source } = frame;
  return frame.names.next(clean, (candidate) =>
    source instanceof Map ? source.has(candidate) : Object.hasOwn(source, candidate),
  );
}
