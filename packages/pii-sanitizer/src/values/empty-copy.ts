// Empty containers for the copies of containers.
import { emptyError } from './errors.ts';
import { ARRAY, ERROR, MAP, RECORD, SET } from './frame.ts';
import { emptyLike } from './parts.ts';

/** A container of a kind, of the same class as `source` where that shows; undefined for what has none of its own. */
export function emptyCopy(kind: number, source: object): object | undefined {
  switch (kind) {
    case ARRAY:
      return [];
    case RECORD:
      return emptyLike(source);
    case MAP:
      return new Map();
    case SET:
      return new Set();
    case ERROR:
      return emptyError(source as Error);
    default:
      return undefined;
  }
}
