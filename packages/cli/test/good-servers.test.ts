// Servers made with the official SDKs, over HTTP and stdio: nothing wrong is found beyond what is known of them.
import { describe, expect, test } from 'vitest';
import type { Report } from '../src/report.ts';
import { validate } from '../src/validate.ts';
import { commandOf, startChild } from './fixtures/child.ts';

const seen = ({ findings }: Report) => findings.map(({ rule, era, where }) => `${rule} ${era} ${where}`);
const LISTED = { tools: 2, resources: 1, templates: 1, prompts: 1 };
const OTHER_ERA = ['connection/era-unsupported 2026 server'];
// v2 answers an unknown resource with -32602 in the 2025 era too.
const KNOWN_OF_V2 = ['behaviour/not-found-code 2025 resource portcullis-validate://unknown/resource'];

describe.each([
  ['good-v1.mjs', ['2025'], OTHER_ERA],
  ['good-v2.mjs', ['2025', '2026'], KNOWN_OF_V2],
])('%s', (name, eras, findings) => {
  const check = (report: Report) => {
    expect(seen(report)).toEqual(findings);
    expect(report.skipped).toEqual([]);
    const working = report.eras.filter(({ supported }) => supported);
    expect(working.map(({ era }) => era)).toEqual(eras);
    for (const era of working) expect(era.listed).toEqual(LISTED);
    for (const era of working) expect(era.server).toEqual({ name: name.slice(0, -4), version: '1.0.0' });
  };

  test('over HTTP', async () => {
    const server = await startChild(name);
    try {
      check(await validate(server.url));
    } finally {
      await server.close();
    }
  });

  test('over stdio', async () => check(await validate(commandOf(name, 'stdio'))));
});
