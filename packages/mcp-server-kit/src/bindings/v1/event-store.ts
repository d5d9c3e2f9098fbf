// What a session's streams have sent, so that a client that lost its connection can ask for the rest.
import type { EventStore } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { EventBudget, Kept } from './event-budget.ts';

interface StoredEvent extends Kept {
  readonly streamId: string;
  readonly message: JSONRPCMessage;
}

/** The memory of one session. */
export interface SessionEvents extends EventStore {
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
  return {
    async storeEvent(streamId, message) {
      const id = `${streamId}_${++lastId}`;
      const event: StoredEvent = {
        streamId,
        message,
        chars: JSON.stringify(message).length,
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
      let isAfter = false;
      for (const [id, event] of [...events]) {
        if (isAfter && event.streamId === streamId) await send(id, event.message);
        isAfter ||= id === lastEventId;
      }
      return streamId;
    },
    clear() {
      for (const event of events.values()) budget.remove(event);
    },
  };
}
