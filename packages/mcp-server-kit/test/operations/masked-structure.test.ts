// Structured content that no longer fits its schema once personal data is masked: clients would refuse the whole answer.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineTool } from '../../src/index.ts';
import { connect, ERAS } from '../guards/probe.ts';

const MISFIT = {
  type: 'text',
  text: 'With personal data masked, the structured result does not fit the output schema and is left out.',
};
const handler = () => ({ structuredContent: { pin: 1234, city: 'Ulm' } });
const tool = (output: z.ZodType) => defineTool({ name: 'find', description: 'x', output, handler });

describe.each(ERAS)('%s', (era) => {
  test('is left out, as the model and the log are told', async () => {
    const { ask, client, log } = await connect(era, {
      tools: [tool(z.object({ pin: z.number(), city: z.string() }))],
    });
    // From then on the client knows the schema.
    await client.listTools();
    const { result } = await ask('tools/call', { name: 'find' });
    expect(result).toMatchObject({
      isError: true,
      content: [{ type: 'text', text: '{"pin":"[REDACTED]","city":"Ulm"}' }, MISFIT],
    });
    expect(result).not.toHaveProperty('structuredContent');
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        target: 'find',
        problems: 'pin: Invalid input: expected number, received string',
      }),
    );
  });

  test.each([
    ['where it still fits', z.object({ pin: z.union([z.number(), z.string()]), city: z.string() })],
    [
      'where a check has to be waited for',
      z.object({ pin: z.union([z.number(), z.string()]), city: z.string().refine(async () => true) }),
    ],
  ])('stays %s', async (_name, output) => {
    const { ask, client } = await connect(era, { tools: [tool(output)] });
    await client.listTools();
    const { result } = await ask('tools/call', { name: 'find' });
    expect(result).toMatchObject({ structuredContent: { pin: '[REDACTED]', city: 'Ulm' } });
    expect(result).not.toHaveProperty('isError');
  });
});
