// Reads one HTTP/1.1 response from the bytes of a connection. A client's full parser would be busier than the server.

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * The response that `text`, one character a byte, begins with; `undefined` while it is not all there.
 * @throws {Error} for a response whose end only the end of the connection would tell.
 */
export function readResponse(text: string): HttpResponse | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = text.slice(0, end);
  const status = Number(head.slice(9, 12));
  const start = end + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const stop = start + Number(length);
    return text.length < stop ? undefined : { status, body: text.slice(start, stop) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error(`No length: ${JSON.stringify(head)}`);
  const body = readChunks(text, start);
  return body === undefined ? undefined : { status, body };
}

function readChunks(text: string, start: number): string | undefined {
  let body = '';
  let at = start;
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (text.length < next) return undefined;
    if (size === 0) return body;
    body += text.slice(lineEnd + 2, next - 2);
    at = next;
  }
}
