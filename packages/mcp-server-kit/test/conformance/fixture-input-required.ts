// Tools for the multi round-trip requests of 2026-07-28.
import { z } from 'zod';
import { defineTool, elicit, type InputRequest, inputRequired, listRoots, sample } from '../../src/index.ts';
import { fieldOf, objectOf } from './fixture-forms.ts';

const prefix = 'test_input_required_result';

const askName = elicit('What is your name?', objectOf({ name: { type: 'string' } }));
const askConfirmation = elicit('Please confirm', objectOf({ ok: { type: 'boolean' } }));
const askModel = (text: string, maxTokens: number): InputRequest =>
  sample({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens });

const Sampled = z.object({ content: z.object({ text: z.string() }) });
const Roots = z.object({ roots: z.array(z.object({ uri: z.string() })) });
const Round = z.object({ round: z.number(), name: z.string().optional() });

export const inputRequiredTools = [
  defineTool({
    name: `${prefix}_elicitation`,
    description: 'Asks for a name and greets.',
    handler: (_input, { inputResponses }) => {
      const name = fieldOf(inputResponses?.user_name, 'name', z.string());
      if (name === undefined) return inputRequired({ inputRequests: { user_name: askName } });
      return `Hello, ${name}!`;
    },
  }),
  defineTool({
    name: `${prefix}_sampling`,
    description: "Asks the client's model for a capital.",
    handler: (_input, { inputResponses }) => {
      const answer = Sampled.safeParse(inputResponses?.capital_question).data;
      if (answer !== undefined) return answer.content.text;
      return inputRequired({
        inputRequests: { capital_question: askModel('What is the capital of France?', 100) },
      });
    },
  }),
  defineTool({
    name: `${prefix}_list_roots`,
    description: 'Asks which folders the client works in.',
    handler: (_input, { inputResponses }) => {
      const answer = Roots.safeParse(inputResponses?.client_roots).data;
      if (answer === undefined) return inputRequired({ inputRequests: { client_roots: listRoots() } });
      return `Roots: ${answer.roots.map(({ uri }) => uri).join(', ')}`;
    },
  }),
  defineTool({
    name: `${prefix}_request_state`,
    description: 'Asks for a confirmation and has its state back.',
    handler: (_input, { inputResponses, state }) => {
      const ok = fieldOf(inputResponses?.confirm, 'ok', z.boolean());
      if (ok === undefined || state !== 'asked')
        return inputRequired({ inputRequests: { confirm: askConfirmation }, state: 'asked' });
      return `state-ok, confirmed: ${ok}`;
    },
  }),
  defineTool({
    name: `${prefix}_tampered_state`,
    description: 'Asks for a confirmation with state that must come back untouched.',
    handler: (_input, { inputResponses, state }) => {
      const ok = fieldOf(inputResponses?.confirm, 'ok', z.boolean());
      if (ok === undefined || state !== 'asked')
        return inputRequired({ inputRequests: { confirm: askConfirmation }, state: 'asked' });
      return `Confirmed: ${ok}`;
    },
  }),
  defineTool({
    name: `${prefix}_multiple_inputs`,
    description: 'Asks for a name, a greeting and the roots at once.',
    handler: (_input, { inputResponses }) => {
      const name = fieldOf(inputResponses?.user_name, 'name', z.string());
      const greeting = Sampled.safeParse(inputResponses?.greeting).data;
      const roots = Roots.safeParse(inputResponses?.client_roots).data;
      if (name === undefined || greeting === undefined || roots === undefined) {
        const inputRequests = {
          user_name: askName,
          greeting: askModel('Generate a greeting', 50),
          client_roots: listRoots(),
        };
        return inputRequired({ inputRequests, state: 'asked' });
      }
      return `${greeting.content.text} ${name}, ${roots.roots.length} roots`;
    },
  }),
  defineTool({
    name: `${prefix}_multi_round`,
    description: 'Asks for a name, then for a colour.',
    handler: (_input, { inputResponses, state }) => {
      const before = Round.safeParse(state).data;
      if (before?.round === 2) {
        const color = fieldOf(inputResponses?.step2, 'color', z.string());
        if (color !== undefined) return `${before.name} likes ${color}.`;
      }
      const name = before?.name ?? fieldOf(inputResponses?.step1, 'name', z.string());
      if (before === undefined || name === undefined) {
        const step1 = elicit('Step 1: What is your name?', objectOf({ name: { type: 'string' } }));
        return inputRequired({ inputRequests: { step1 }, state: { round: 1 } });
      }
      const step2 = elicit('Step 2: What is your favorite color?', objectOf({ color: { type: 'string' } }));
      return inputRequired({ inputRequests: { step2 }, state: { round: 2, name } });
    },
  }),
  defineTool({
    name: `${prefix}_capabilities`,
    description: 'Asks only for what the client can do.',
    handler: (_input, { inputResponses, clientCapabilities = {} }) => {
      if (inputResponses !== undefined) return `Answered: ${Object.keys(inputResponses).join(', ')}`;
      const inputRequests = {
        ...('elicitation' in clientCapabilities && { user_name: askName }),
        ...('sampling' in clientCapabilities && { greeting: askModel('Generate a greeting', 50) }),
        ...('roots' in clientCapabilities && { client_roots: listRoots() }),
      };
      return Object.keys(inputRequests).length > 0
        ? inputRequired({ inputRequests })
        : 'The client can do nothing.';
    },
  }),
];
