// What a session's streams have sent, so that a client that lost its connection can ask for the rest.
import type { EventStore } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { RequestId } from '../messages.ts';
import type { EventBudget, Kept } from './event-budget.ts';

/** What the SDK calls the stream of a session that answers no request. */
const STANDALONE = '_GET_stream';

interface StoredEvent extends Kept {
  readonly streamId: string;
  /** The message as JSON: objects would take many times what their characters say. */
  readonly text: string;
  /** Nothing comes after it on its stream. */
  readonly isLast: boolean;
  /** It ends its stream and is not for the client. */
  readonly isSilent: boolean;
}

/** The memory of one session. */
export interface SessionEvents extends EventStore {
  /** From now on an answer may be one of several on its stream: a batch has come. */
  expectBatches(): void;
  /** The request was cancelled: the SDK needs an answer to it, and the client gets none (MCP, cancellation). */
  silence(id: RequestId): void;
  /**
   * What came after an event on a stream that is over, as JSON, by the ids of the events; `undefined` where more may
   * come.
   */
  restAfter(lastEventId: string): ReadonlyMap<string, string> | undefined;
  /** Whether an answer is known to be still to come on the stream of an event. */
  isAnswerDue(lastEventId: string): boolean;
  /** Forgets everything. */
  clear(): void;
}

/**
 * Makes the memory of one session. The oldest events go first when there are more than `maxEvents`, or when
 * together they hold more than `maxChars` characters; and when all sessions together hold more than `budget` allows.
 */
export function createEventStore(
  budget: EventBudget,
  maxEvents = 1000,
  maxChars = 4 * 1024 * 1024,
): SessionEvents {
  // A Map keeps the order of insertion: its first key is the oldest event.
  const events = new Map<string, StoredEvent>();
  let lastId = 0;
  let chars = 0;
  let hasBatches = false;
  const silent = new Set<unknown>();
  function* after(lastEventId: string): Generator<[string, StoredEvent]> {
    const streamId = events.get(lastEventId)?.streamId;
    let isAfter = false;
    for (const [id, event] of [...events]) {
      if (isAfter && event.streamId === streamId) yield [id, event];
      isAfter ||= id === lastEventId;
    }
  }
  const isOver = (lastEventId: string, rest: readonly [string, StoredEvent][]): boolean =>
    (rest.at(-1)?.[1] ?? events.get(lastEventId))?.isLast === true;
  return {
    expectBatches() {
      hasBatches = true;
    },
    silence: (id) => void silent.add(id),
    async storeEvent(streamId, message) {
      const id = `${streamId}_${++lastId}`;
      const isAnswer = 'id' in message && !('method' in message);
      const text = JSON.stringify(message);
      const event: StoredEvent = {
        streamId,
        text,
        isLast: isAnswer && !hasBatches,
        isSilent: isAnswer && silent.delete(message.id),
        chars: text.length,
        drop() {
          if (events.delete(id)) chars -= event.chars;
        },
      };
      events.set(id, event);
      chars += event.chars;
      budget.add(event);
      for (const oldest of events.values()) {
        if (events.size <= maxEvents && chars <= maxChars) break;
        budget.remove(oldest);
      }
      return id;
    },
    async getStreamIdForEventId(eventId) {
      return events.get(eventId)?.streamId;
    },
    async replayEventsAfter(lastEventId, { send }) {
      const streamId = events.get(lastEventId)?.streamId ?? '';
      for (const [id, { text, isSilent }] of after(lastEventId)) {
        if (!isSilent) await send(id, JSON.parse(text) as JSONRPCMessage);
      }
      return streamId;
    },
    restAfter(lastEventId) {
      const rest = [...after(lastEventId)];
      if (!isOver(lastEventId, rest)) return undefined;
      return new Map(rest.flatMap(([id, { text, isSilent }]) => (isSilent ? [] : [[id, text]])));
    },
    isAnswerDue(lastEventId) {
      const streamId = events.get(lastEventId)?.streamId;
      if (streamId === undefined || streamId === STANDALONE || hasBatches) return false;
      return !isOver(lastEventId, [...after(lastEventId)]);
    },
    clear() {
      for (const event of events.values()) budget.remove(event);
    },
  };
}
