// What is on record of HTTP requests that were refused: no call has begun, so that no guard has seen them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RefusalReason, reasonOf } from '../bindings/refusal-reason.ts';
import type { ResolvedOptions } from '../runtime/options.ts';

/** A caller decides how often it is refused: the log has one line a reason in this time, with their number. */
const INTERVAL_MS = 1000;

/** Counts and logs. */
export interface Refusals {
  /** Looks at the answer once it has begun; does nothing unless it is a refusal. */
  note(req: IncomingMessage, res: ServerResponse): void;
  /** Notes what was refused before there was a request to hand on; without a status where there was no answer. */
  noteUnread(reason: RefusalReason, status?: number): void;
  /** Logs what has not been. */
  close(): void;
}

/** Refusals for one reason, of which the log has had a line a short while ago. */
interface Unlogged {
  requests: number;
  status: number | undefined;
  client: string | undefined;
}

/** @param keyOf - Names the client; never by its address. */
export function createRefusals(
  { logger, telemetry }: Pick<ResolvedOptions, 'logger' | 'telemetry'>,
  keyOf: (req: IncomingMessage) => string,
): Refusals {
  const counter = telemetry?.meter.createCounter('portcullis.server.refused_requests', {
    unit: '{request}',
    description: 'HTTP requests that were refused before they became a call, by reason.',
  });
  const recent = new Map<RefusalReason, Unlogged>();

  const log = (reason: RefusalReason, fields: Unlogged): void => {
    if (fields.requests > 0) logger.warn({ reason, ...fields }, 'HTTP requests were refused');
    fields.requests = 0;
  };
  const wait = (reason: RefusalReason, fields: Unlogged): void => {
    setTimeout(() => {
      const isOver = fields.requests === 0;
      log(reason, fields);
      if (isOver) recent.delete(reason);
      else wait(reason, fields);
    }, INTERVAL_MS).unref();
  };
  const note = (reason: RefusalReason, status?: number, client?: string): void => {
    counter?.add(1, {
      'portcullis.reason': reason,
      ...(status !== undefined && { 'http.response.status_code': status }),
    });
    const known = recent.get(reason);
    if (known !== undefined) {
      known.requests++;
      known.status = status;
      known.client = client;
      return;
    }
    const first = { requests: 1, status, client };
    recent.set(reason, first);
    log(reason, first);
    wait(reason, first);
  };

  return {
    note(req, res) {
      const reason = reasonOf(res);
      if (reason === undefined) return;
      try {
        note(reason, res.statusCode, keyOf(req));
      } catch (err) {
        // The answer is out; nobody waits for this.
        logger.error({ err }, 'a refusal could not be counted');
      }
    },
    noteUnread: note,
    close() {
      for (const [reason, fields] of recent) log(reason, fields);
    },
  };
}
