// Pages of a list, with an opaque cursor.
import { ProtocolFault, RPC } from './protocol-fault.ts';

/** Takes one page out of `items`. The cursor names a position, so it stays good on every replica. */
export function pageOf<T>(
  items: Iterable<T>,
  cursor: unknown,
  pageSize: number,
): { items: T[]; nextCursor?: string } {
  const start = cursor === undefined ? 0 : decode(cursor);
  const page: T[] = [];
  let index = 0;
  for (const item of items) {
    if (index >= start + pageSize) return { items: page, nextCursor: encode(start + pageSize) };
    if (index >= start) page.push(item);
    index++;
  }
  return { items: page };
}

function encode(position: number): string {
  return Buffer.from(`p${position}`).toString('base64url');
}

function decode(cursor: unknown): number {
  const text =
    typeof cursor === 'string' && cursor.length <= 32 ? Buffer.from(cursor, 'base64url').toString() : '';
  const position = Number(/^p(\d{1,12})$/.exec(text)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(position)) {
    throw new ProtocolFault(
      RPC.invalidParams,
      'Invalid cursor: use the nextCursor of an earlier page, or none',
    );
  }
  return position;
}
