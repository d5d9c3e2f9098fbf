// What a session's streams have sent, so that a client that lost its connection can ask for the rest.
import type { EventStore } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

interface StoredEvent {
  readonly streamId: string;
  readonly message: JSONRPCMessage;
  readonly chars: number;
}

/**
 * Makes the memory of one session. The oldest events go first when there are more than `maxEvents`, or when
 * together they hold more than `maxChars` characters.
 */
export function createEventStore(maxEvents = 1000, maxChars = 4 * 1024 * 1024): EventStore {
  // A Map keeps the order of insertion: its first key is the oldest event.
  const events = new Map<string, StoredEvent>();
  let lastId = 0;
  let chars = 0;
  return {
    async storeEvent(streamId, message) {
      const id = `${streamId}_${++lastId}`;
      const event = { streamId, message, chars: JSON.stringify(message).length };
      events.set(id, event);
      chars += event.chars;
      for (const [oldest, { chars: freed }] of events) {
        if (events.size <= maxEvents && chars <= maxChars) break;
        events.delete(oldest);
        chars -= freed;
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
  };
}
