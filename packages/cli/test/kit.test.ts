// A server made with the kit, over HTTP and stdio: it has a tool that fails with internals in its text and one that
// answers with personal data, and neither comes out.
import { expect, test } from 'vitest';
import type { Report } from '../src/report.ts';
import { validate } from '../src/validate.ts';
import { commandOf, startChild } from './fixtures/child.ts';

function check(report: Report): void {
  const seen = report.findings.map(({ rule, era, where }) => `${rule} ${era} ${where}`);
  expect(seen).toEqual([
    'behaviour/good-input-tool-error 2025 tool leaky',
    'behaviour/good-input-tool-error 2026 tool leaky',
  ]);
  expect(report.skipped).toEqual([]);
  const listed = { tools: 3, resources: 1, templates: 1, prompts: 1 };
  for (const era of report.eras) expect(era).toMatchObject({ supported: true, listed });
}

test('over HTTP', async () => {
  const server = await startChild('kit.mjs', 'ignore');
  try {
    check(await validate(server.url));
  } finally {
    await server.close();
  }
});

test('over stdio', async () => check(await validate(commandOf('kit.mjs', 'stdio'))));
