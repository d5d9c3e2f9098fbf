// JSON Pointers (RFC 6901) to where a walk is.
import { type Frame, SHOWN } from './frame.ts';
import { nameOf } from './parts.ts';

/** The pointer through the parts at hand of the first `depth` frames. */
export function toPointer(frames: readonly Frame[], depth: number): string {
  let pointer = '';
  for (let index = 0; index < depth; index += 1) {
    const frame = frames[index];
    if (frame === undefined || frame.kind === SHOWN) continue;
    pointer += `/${nameOf(frame.name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}
