// What the checks of one era share: it sends, counts, stops at the limit and notices a lost connection.
import type { ResolvedOptions } from '../options.ts';
import type { Collector, Era } from '../report.ts';
import type { RuleId } from '../rules.ts';
import type { Reply, Session } from '../session/session.ts';

/** Sends requests of one era and takes findings about them. */
export interface Caller {
  readonly era: Era;
  readonly session: Session;
  readonly options: ResolvedOptions;
  /** Adds a finding of this era. */
  add(rule: RuleId, where: string, message: string): void;
  skip(where: string, reason: string): void;
  /** Sends one request; undefined when the limit is reached or the connection is lost. */
  call(where: string, send: (session: Session) => Promise<Reply>): Promise<Reply | undefined>;
  /** As `call`, for lists: not counted against `maxCalls`. */
  list(where: string, send: (session: Session) => Promise<Reply>): Promise<Reply | undefined>;
}

/** Creates the caller for an open session. */
export function createCaller(session: Session, options: ResolvedOptions, collector: Collector): Caller {
  let calls = 0;
  const { era } = session;
  let lossIsTold = false;
  const isLost = (where: string) => {
    if (!session.isLost()) return false;
    if (!lossIsTold)
      collector.add('connection/lost', where, 'the connection ended at or before this request', era);
    lossIsTold = true;
    return true;
  };
  const send: Caller['call'] = async (where, request) => {
    if (isLost(where)) return undefined;
    collector.countRequest();
    const reply = await request(session);
    if (!isLost(where) && reply.kind === 'silence')
      collector.add('behaviour/no-answer', where, reply.reason, era);
    return reply;
  };
  return {
    era,
    session,
    options,
    add: (rule, where, message) => collector.add(rule, where, message, era),
    skip: (where, reason) => collector.skip(era, where, reason),
    list: send,
    call(where, request) {
      if (calls >= options.maxCalls) {
        collector.skip(era, where, `the limit of ${options.maxCalls} calls is reached`);
        return Promise.resolve(undefined);
      }
      calls += 1;
      return send(where, request);
    },
  };
}
