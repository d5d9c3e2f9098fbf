// The prompts that the suites get.
import { z } from 'zod';
import { definePrompt, elicit, inputRequired } from '../../src/index.ts';
import { fieldOf, objectOf } from './fixture-forms.ts';
import { PNG } from './samples.ts';

export const prompts = [
  definePrompt({
    name: 'test_simple_prompt',
    description: 'A prompt without arguments.',
    handler: () => 'This is a simple prompt for testing.',
  }),
  definePrompt({
    name: 'test_prompt_with_arguments',
    description: 'A prompt with two arguments.',
    args: z.object({
      arg1: z.string().describe('First test argument'),
      arg2: z.string().describe('Second test argument'),
    }),
    complete: { arg1: (typed) => ['paris', 'park', 'party'].filter((value) => value.startsWith(typed)) },
    handler: ({ arg1, arg2 }) => `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`,
  }),
  definePrompt({
    name: 'test_prompt_with_embedded_resource',
    description: 'A prompt with a resource inside.',
    args: z.object({ resourceUri: z.string().describe('URI of the resource to embed') }),
    handler: ({ resourceUri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: {
              uri: resourceUri,
              mimeType: 'text/plain',
              text: 'Embedded resource content for testing.',
            },
          },
        },
        { role: 'user', content: { type: 'text', text: 'Please process the embedded resource above.' } },
      ],
    }),
  }),
  definePrompt({
    name: 'test_prompt_with_image',
    description: 'A prompt with an image.',
    handler: () => ({
      messages: [
        { role: 'user', content: { type: 'image', data: PNG, mimeType: 'image/png' } },
        { role: 'user', content: { type: 'text', text: 'Please analyze the image above.' } },
      ],
    }),
  }),
  definePrompt({
    name: 'test_input_required_result_prompt',
    description: 'A prompt that has to ask first.',
    handler: (_args, { inputResponses }) => {
      const context = fieldOf(inputResponses?.user_context, 'context', z.string());
      if (context !== undefined) return `Context: ${context}`;
      const question = elicit(
        'What context should the prompt use?',
        objectOf({ context: { type: 'string' } }),
      );
      return inputRequired({ inputRequests: { user_context: question } });
    },
  }),
];
