// Collects the text in what a server sent, up to a limit.
import { isJson } from '../session/session.ts';

const MAX_TEXT = 256 * 1024;
const MAX_NODES = 20_000;

/** All strings in a value, one to a line, keys left out. Cut at 256 Ki characters. */
export function textOf(value: unknown): string {
  const queue: unknown[] = [value];
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; index < queue.length && index < MAX_NODES && length < MAX_TEXT; index += 1) {
    const node = queue[index];
    if (typeof node === 'string') {
      parts.push(node.slice(0, MAX_TEXT - length));
      length += node.length;
    } else if (Array.isArray(node) || isJson(node)) {
      for (const child of Object.values(node)) {
        if (queue.length >= MAX_NODES) break;
        queue.push(child);
      }
    }
  }
  return parts.join('\n');
}
