// Reads server-sent events (HTML standard, section 9.2) as far as MCP uses them: the data of each event.
import { createLineReader } from '../session/line-reader.ts';

/**
 * Creates a function to feed chunks to. It returns false once a line is over `maxBytes`; feed it no more then.
 * Lines end with LF or CRLF, as all MCP servers write them.
 */
export function createEventReader(maxBytes: number, onData: (data: string) => void) {
  let data: string[] = [];
  return createLineReader(maxBytes, (line) => {
    if (line.startsWith('data:')) data.push(line.slice('data:'.length));
    if (line !== '' || data.length === 0) return;
    const text = data.join('\n');
    data = [];
    onData(text);
  });
}
