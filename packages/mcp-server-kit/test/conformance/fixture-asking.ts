// Tools that ask the client in the middle of a call, as clients of both eras are asked.
import { z } from 'zod';
import { defineTool, elicit, type InputRequest, inputRequired, sample } from '../../src/index.ts';
import { objectOf } from './fixture-forms.ts';

/** Makes a tool that asks one question and then says what the answer was. */
function asking(name: string, description: string, request: InputRequest) {
  return defineTool({
    name,
    description,
    handler: (_input, { inputResponses }) =>
      inputResponses?.answer === undefined
        ? inputRequired({ inputRequests: { answer: request } })
        : `Completed: ${JSON.stringify(inputResponses.answer)}`,
  });
}

const titled = (...choices: [value: string, title: string][]) =>
  choices.map(([value, title]) => ({ const: value, title }));

export const askingTools = [
  defineTool({
    name: 'test_sampling',
    description: "Asks the client's model.",
    input: z.object({ prompt: z.string() }),
    handler: ({ prompt }, { inputResponses }) => {
      if (inputResponses?.answer === undefined) {
        return inputRequired({
          inputRequests: {
            answer: sample({
              messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
              maxTokens: 100,
            }),
          },
        });
      }
      const { content } = z.object({ content: z.object({ text: z.string() }) }).parse(inputResponses.answer);
      return `LLM response: ${content.text}`;
    },
  }),
  defineTool({
    name: 'test_elicitation',
    description: 'Asks the person at the client.',
    input: z.object({ message: z.string() }),
    handler: ({ message }, { inputResponses }) => {
      if (inputResponses?.answer !== undefined)
        return `User response: ${JSON.stringify(inputResponses.answer)}`;
      const form = objectOf({
        username: { type: 'string', description: "User's response" },
        email: { type: 'string', description: "User's email address" },
      });
      return inputRequired({ inputRequests: { answer: elicit(message, form) } });
    },
  }),
  asking(
    'test_elicitation_sep1034_defaults',
    'Asks with a default for every primitive type.',
    elicit('Please review', {
      type: 'object',
      properties: {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      },
    }),
  ),
  asking(
    'test_elicitation_sep1330_enums',
    'Asks with every form of a choice.',
    elicit('Please choose', {
      type: 'object',
      properties: {
        untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
        titledSingle: {
          type: 'string',
          oneOf: titled(['value1', 'First Option'], ['value2', 'Second Option'], ['value3', 'Third Option']),
        },
        legacyEnum: {
          type: 'string',
          enum: ['opt1', 'opt2', 'opt3'],
          enumNames: ['Option One', 'Option Two', 'Option Three'],
        },
        untitledMulti: {
          type: 'array',
          items: { type: 'string', enum: ['option1', 'option2', 'option3'] },
        },
        titledMulti: {
          type: 'array',
          items: {
            anyOf: titled(
              ['value1', 'First Choice'],
              ['value2', 'Second Choice'],
              ['value3', 'Third Choice'],
            ),
          },
        },
      },
    }),
  ),
  asking(
    'test_missing_capability',
    'Needs sampling and is refused without it.',
    sample({ messages: [{ role: 'user', content: { type: 'text', text: 'Hello' } }], maxTokens: 10 }),
  ),
  asking(
    'test_streaming_elicitation',
    'Asks for a confirmation.',
    elicit('Please confirm', objectOf({ ok: { type: 'boolean' } })),
  ),
];
