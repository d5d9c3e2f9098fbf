// Makes the result of a container whose parts have all been walked.
import { emptyError, setErrorPart } from './errors.ts';
import { ERROR, type Frame, MAP, RECORD, SET, SHOWN } from './frame.ts';
import { DROPPED } from './replacement.ts';

/** The source when nothing changed, else a copy. */
export function closeFrame(frame: Frame, copyAll: boolean): unknown {
  const { kind, source, parts } = frame;
  if (kind > RECORD && !frame.changed && !copyAll) return source;
  switch (kind) {
    case MAP:
      return fillMap((frame.copy ?? new Map()) as Map<unknown, unknown>, parts);
    case SET: {
      const copy = (frame.copy ?? new Set()) as Set<unknown>;
      for (const part of parts) if (part !== DROPPED) copy.add(part);
      return copy;
    }
    case ERROR: {
      const error = source as Error;
      const copy = (frame.copy ?? emptyError(error)) as Error;
      for (const [index, key] of frame.keys.entries()) {
        if (parts[index] !== DROPPED) setErrorPart(copy, error, key, parts[index]);
      }
      return copy;
    }
    case SHOWN:
      return parts[0] === DROPPED ? null : parts[0];
    default:
      return frame.copy ?? source;
  }
}

function fillMap(copy: Map<unknown, unknown>, parts: readonly unknown[]): Map<unknown, unknown> {
  for (let index = 0; index < parts.length; index += 2) {
    if (parts[index + 1] !== DROPPED) copy.set(parts[index], parts[index + 1]);
  }
  return copy;
}
