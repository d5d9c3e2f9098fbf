// Makes the result of a container whose parts have all been walked.
import { emptyCopy } from './empty-copy.ts';
import { setErrorPart } from './errors.ts';
import { ERROR, type Frame, RECORD, SET, SHOWN } from './frame.ts';
import { DROPPED } from './replacement.ts';

/** The source when nothing changed, else a copy. */
export function closeFrame(frame: Frame, copyAll: boolean): unknown {
  const { kind, source, parts, keys } = frame;
  if (kind <= RECORD) return frame.copy ?? source;
  if (!frame.changed && !copyAll) return source;
  if (kind === SHOWN) return parts[0] === DROPPED ? null : parts[0];
  const copy = frame.copy ?? emptyCopy(kind, source);
  for (const [index, part] of parts.entries()) {
    if (part === DROPPED) continue;
    if (kind === SET) (copy as Set<unknown>).add(part);
    else if (kind === ERROR) setErrorPart(copy as Error, source as Error, keys[index] as PropertyKey, part);
    else if (index % 2 === 1) (copy as Map<unknown, unknown>).set(parts[index - 1], part);
  }
  return copy;
}
