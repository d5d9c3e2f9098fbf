// A server that announces changes and logs when it is told to.
import { z } from 'zod';
import { LOG_LEVELS } from '../../src/definitions/context.ts';
import { definePrompt, defineResource, defineServer, defineTool } from '../../src/index.ts';

/** Announces that one resource, or a list, has changed. */
const announce = defineTool({
  name: 'announce',
  description: 'Announces a change: of a URI, or of the list of tools, prompts or resources.',
  input: z.object({ change: z.string() }),
  handler: ({ change }, { notify }) => {
    if (change === 'tools') notify.toolListChanged();
    else if (change === 'prompts') notify.promptListChanged();
    else if (change === 'resources') notify.resourceListChanged();
    else notify.resourceUpdated(change);
    return 'Announced.';
  },
});

const speak = defineTool({
  name: 'speak',
  description: 'Sends one log message at every level.',
  handler: (_input, context) => {
    for (const level of LOG_LEVELS) context.log(level, `a message at ${level}`, 'speaker');
    return 'Spoken.';
  },
});

export const notices = defineServer({
  name: 'notices',
  version: '1.0.0',
  tools: [announce, speak],
  prompts: [definePrompt({ name: 'greet', handler: () => 'Hello' })],
  resources: [
    defineResource({ name: 'first', uri: 'note://first', handler: () => 'first' }),
    defineResource({ name: 'last', uri: 'note://last', handler: () => 'last' }),
    defineResource({ name: 'item', uri: 'note://items/{id}', handler: ({ params }) => `item ${params.id}` }),
  ],
});
