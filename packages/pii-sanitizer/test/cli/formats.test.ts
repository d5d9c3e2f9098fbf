import { describe, expect, it } from 'vitest';
import { folder, run } from './command.ts';

const files = { 'a b.txt': 'x\nmail jane@example.com, 123-45-6789\n', 'c.txt': 'clean' };

describe('--format json', () => {
  it('is an array of places', async () => {
    const { code, out } = await run(['scan', '--format', 'json', '.'], { cwd: folder(files) });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        ...{ path: 'a b.txt', type: 'EMAIL', start: 7, end: 23, confidence: expect.any(Number) },
        ...{ line: 2, column: 6, endLine: 2, endColumn: 22 },
      },
      expect.objectContaining({ type: 'US_SSN', line: 2, column: 24 }),
    ]);
    expect(out).not.toContain('jane');
  });

  it('has the value with --show', async () => {
    const { out } = await run(['scan', '--format', 'json', '--show'], { input: 'jane@example.com' });
    expect(JSON.parse(out)[0].value).toBe('jane@example.com');
  });

  it('is an empty array when nothing is found', async () => {
    expect(JSON.parse((await run(['scan', '--format', 'json'], { input: 'clean' })).out)).toEqual([]);
  });
});

describe('--format sarif', () => {
  it('is a log of SARIF 2.1.0', async () => {
    const { out } = await run(['scan', '--format', 'sarif', '.'], { cwd: folder(files) });
    const log = JSON.parse(out);
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toContain('sarif-schema-2.1.0.json');
    const [scan] = log.runs;
    expect(scan.columnKind).toBe('utf16CodeUnits');
    expect(scan.tool.driver).toMatchObject({ name: 'pii-sanitizer', version: expect.stringMatching(/^\d/) });
    expect(scan.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['EMAIL', 'US_SSN']);
    expect(scan.results).toHaveLength(2);
    expect(scan.results[0]).toEqual({
      ruleId: 'EMAIL',
      level: 'warning',
      message: { text: 'EMAIL found' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.txt' },
            region: {
              startLine: 2,
              startColumn: 6,
              endLine: 2,
              endColumn: 22,
              charOffset: 7,
              charLength: 16,
            },
          },
        },
      ],
      properties: { confidence: expect.any(Number) },
    });
    expect(out).not.toContain('jane');
  });

  it('is valid when nothing is found', async () => {
    const log = JSON.parse((await run(['scan', '--format', 'sarif'], { input: 'clean' })).out);
    expect(log.runs[0].results).toEqual([]);
    expect(log.runs[0].tool.driver.rules).toEqual([]);
  });
});
