// Who makes the calls, whatever the transport.
import type { PreparedRequest } from '../session/session.ts';
import type { Answer } from './answer.ts';

/** Makes the prepared call over and over. */
export interface Caller {
  /** Makes one call. Never rejects. `deadline` is on the clock of `performance.now()`. */
  call(deadline: number): Promise<Answer>;
  /** Why no call can be made any more. */
  readonly lost: string | undefined;
  /** Gives up all outstanding calls; they fail. */
  stop(): void;
}

/** Ids all have the same number of digits, so that a call has the same length each time. */
export const FIRST_ID = 1_000_000_000;

/** The text of a request up to its id, and after it. */
export function splitAtId({ message }: PreparedRequest): readonly [before: string, after: string] {
  const { id: _id, ...rest } = message;
  return ['{"id":', `,${JSON.stringify(rest).slice(1)}`];
}
