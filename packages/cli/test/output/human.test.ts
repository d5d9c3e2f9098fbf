import { expect, test } from 'vitest';
import { formatHuman } from '../../src/output/human.ts';
import { formatJson } from '../../src/output/json.ts';
import { safeText } from '../../src/output/safe-text.ts';
import { createCollector } from '../../src/report.ts';

const LISTED = { tools: 1, resources: 0, templates: 0, prompts: 0 };

test('a report as text', () => {
  const collector = createCollector();
  collector.add('definitions/mime-type', 'resource docs://a', 'no mimeType in the list', '2025');
  collector.add('http/origin', 'HTTP', 'answered with 200');
  collector.add('definitions/mime-type', 'resource docs://a', 'no mimeType in the list', '2026');
  collector.skip('2025', 'tool wipe', 'it says destructiveHint: true');
  collector.countRequest();
  const report = collector.finish('http://127.0.0.1:1/mcp', [
    { era: '2025', supported: true, protocolVersion: '2025-11-25', server: { name: 'a' }, listed: LISTED },
    { era: '2026', supported: false, listed: LISTED },
  ]);
  expect(formatHuman(report)).toBe(`http://127.0.0.1:1/mcp
  2025: 2025-11-25, a: 1 tools, 0 resources, 0 templates, 0 prompts
  2026: does not work

error   http/origin  A foreign Origin is not refused with 403
  HTTP: answered with 200
  -> Compare \`Origin\`, when it is there, with a list of allowed origins and answer 403.

warning definitions/mime-type  A resource, a template or the content of a resource has no mimeType
  resource docs://a (2025, 2026): no mimeType in the list
  -> Set \`mimeType\`, so that a client knows how to show the content.

Left out:
  tool wipe (2025): it says destructiveHint: true

1 error, 2 warnings, 0 infos in 1 request
`);
});

test('a server cannot write escape sequences to the terminal', () => {
  const collector = createCollector();
  const evil = 'a\u001b[2J\u009b\u202e\nb';
  collector.add('definitions/name', `tool ${evil}`, evil, '2025');
  collector.skip('2025', evil, evil);
  const listed = LISTED;
  const report = collector.finish(evil, [
    { era: '2025', supported: true, protocolVersion: evil, server: { name: evil }, listed },
  ]);
  const safe = /^[\n\x20-\x7e\u00b7]*$/;
  expect(formatHuman(report)).toMatch(safe);
  expect(formatHuman(report)).not.toMatch(/^b/m);
});

test('nor with JSON, which keeps the text', () => {
  const collector = createCollector();
  const evil = 'a\u001b[2J\u009b\u202eb';
  collector.add('definitions/name', `tool ${evil}`, evil);
  const json = formatJson(collector.finish('t', []));
  expect(json).toMatch(/^[\n\x20-\x7e]*$/);
  expect(JSON.parse(json).findings[0].message).toBe(evil);
});

test('long text is cut', () => {
  expect(safeText('x'.repeat(400))).toHaveLength(400);
  expect(safeText('x'.repeat(401))).toBe(`${'x'.repeat(400)}...`);
});

test('the same finding is kept once', () => {
  const collector = createCollector();
  for (let n = 0; n < 3; n += 1) collector.add('http/host', 'HTTP', 'answered with 200');
  expect(collector.finish('t', []).findings).toHaveLength(1);
});
