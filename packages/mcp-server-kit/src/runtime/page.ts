// Pages of a list, with an opaque cursor.
import type { MaybePromise } from './maybe-promise.ts';
import { ProtocolFault, RPC } from './protocol-fault.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor?: string;
}

/** Takes one page out of `items`. The cursor names a position, so it stays good on every replica. */
export function pageOf<T>(items: Iterable<T>, cursor: unknown, pageSize: number): Page<T> {
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

/** Gives a part of one list: at most `limit` items from `offset` on. */
export type PageSource<T> = (range: {
  readonly offset: number;
  readonly limit: number;
}) => MaybePromise<Iterable<T>>;

/** Takes one page out of several lists, one after the other. The cursor names one of them and a position there. */
export async function pageAcross<T>(
  sources: readonly PageSource<T>[],
  cursor: unknown,
  pageSize: number,
): Promise<Page<T>> {
  let { list, position: offset } = cursor === undefined ? { list: 0, position: 0 } : decodePlace(cursor);
  const page: T[] = [];
  for (; list < sources.length; list++) {
    // One more than fits tells whether there is another page.
    for (const item of (await sources[list]?.({ offset, limit: pageSize + 1 - page.length })) ?? []) {
      if (page.length === pageSize) return { items: page, nextCursor: encode(offset, list) };
      page.push(item);
      offset++;
    }
    offset = 0;
  }
  return { items: page };
}

function encode(position: number, list = 0): string {
  return Buffer.from(list === 0 ? `p${position}` : `p${position}l${list}`).toString('base64url');
}

function decode(cursor: unknown): number {
  return decodePlace(cursor).position;
}

function decodePlace(cursor: unknown): { list: number; position: number } {
  const text =
    typeof cursor === 'string' && cursor.length <= 32 ? Buffer.from(cursor, 'base64url').toString() : '';
  const [, digits = '', list = '0'] = /^p(\d{1,12})(?:l(\d{1,6}))?$/.exec(text) ?? [];
  if (digits === '') {
    throw new ProtocolFault(
      RPC.invalidParams,
      'Invalid cursor: use the nextCursor of an earlier page, or none',
    );
  }
  return { list: Number(list), position: Number(digits) };
}
