// Tools that return each kind of content, report while they run, or fail.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool, PublicError } from '../../src/index.ts';
import { PNG, WAV } from './samples.ts';

/** The delay between two notifications that the suite asks for, in milliseconds. */
const STEP_MS = 50;

export const contentTools = [
  defineTool({
    name: 'test_simple_text',
    description: 'Returns one block of text.',
    handler: () => 'This is a simple text response for testing.',
  }),
  defineTool({
    name: 'test_image_content',
    description: 'Returns an image.',
    handler: () => ({ content: [{ type: 'image', data: PNG, mimeType: 'image/png' }] }),
  }),
  defineTool({
    name: 'test_audio_content',
    description: 'Returns a sound.',
    handler: () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }),
  }),
  defineTool({
    name: 'test_embedded_resource',
    description: 'Returns a resource inside the result.',
    handler: () => ({
      content: [
        {
          type: 'resource',
          resource: {
            uri: 'test://embedded-resource',
            mimeType: 'text/plain',
            text: 'This is an embedded resource content.',
          },
        },
      ],
    }),
  }),
  defineTool({
    name: 'test_multiple_content_types',
    description: 'Returns text, an image and a resource.',
    handler: () => ({
      content: [
        { type: 'text', text: 'Multiple content types test:' },
        { type: 'image', data: PNG, mimeType: 'image/png' },
        {
          type: 'resource',
          resource: {
            uri: 'test://mixed-content-resource',
            mimeType: 'application/json',
            text: JSON.stringify({ test: 'data', value: 123 }),
          },
        },
      ],
    }),
  }),
  defineTool({
    name: 'test_error_handling',
    description: 'Fails every time.',
    handler: () => {
      throw new PublicError('unavailable', 'This tool intentionally returns an error for testing');
    },
  }),
  defineTool({
    name: 'test_tool_with_logging',
    description: 'Sends three log messages while it runs.',
    handler: async (_input, context) => {
      context.log('info', 'Tool execution started');
      await pause(STEP_MS);
      context.log('info', 'Tool processing data');
      await pause(STEP_MS);
      context.log('info', 'Tool execution completed');
      return 'Logged three messages.';
    },
  }),
  defineTool({
    name: 'test_logging_tool',
    description: 'Sends one log message if the request asks for it.',
    handler: (_input, context) => {
      context.log('info', 'Nobody sees this who did not ask for it');
      return 'Logged one message.';
    },
  }),
  defineTool({
    name: 'test_tool_with_progress',
    description: 'Reports progress three times.',
    handler: async (_input, context) => {
      context.progress(0, 100);
      await pause(STEP_MS);
      context.progress(50, 100);
      await pause(STEP_MS);
      context.progress(100, 100);
      return 'Reported progress three times.';
    },
  }),
  defineTool({
    name: 'test_reconnection',
    description: 'Closes its stream half-way, so that the client has to come back for the answer.',
    handler: async (_input, context) => {
      context.closeStream();
      await pause(2 * STEP_MS);
      return 'Reconnection test completed.';
    },
  }),
  defineTool({
    name: 'test_trigger_tool_change',
    description: 'Announces that the list of tools has changed.',
    handler: (_input, context) => {
      context.notify.toolListChanged();
      return 'Announced.';
    },
  }),
  defineTool({
    name: 'test_trigger_prompt_change',
    description: 'Announces that the list of prompts has changed.',
    handler: (_input, context) => {
      context.notify.promptListChanged();
      return 'Announced.';
    },
  }),
  defineTool({
    name: 'test_header_parameter',
    description: 'Returns a parameter that clients of 2026-07-28 repeat as a header.',
    input: z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) }),
    handler: ({ region }) => `Region: ${region}`,
  }),
];
