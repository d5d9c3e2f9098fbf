// The messages that a server writes on its output, one a line.
import type { PassThrough } from 'node:stream';

/** Collects what comes out of `output`, for as long as it is open. */
export function collectMessages<Message>(output: PassThrough): Message[] {
  const seen: Message[] = [];
  let rest = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    seen.push(...lines.map((line) => JSON.parse(line) as Message));
  });
  return seen;
}
