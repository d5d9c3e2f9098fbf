// Runs each example of the README: what it logs has to be what the comment at the end of the line says.
import { readFileSync } from 'node:fs';
import * as pino from 'pino';
import { describe, expect, it } from 'vitest';
import * as compromise from '../src/compromise.ts';
import * as detectors from '../src/detectors.ts';
import * as root from '../src/index.ts';
import * as policies from '../src/policies.ts';
import * as recognizers from '../src/recognizers.ts';
import { run } from './cli/command.ts';

const modules = {
  '@portcullis/pii-sanitizer': root,
  '@portcullis/pii-sanitizer/compromise': compromise,
  '@portcullis/pii-sanitizer/detectors': detectors,
  '@portcullis/pii-sanitizer/policies': policies,
  '@portcullis/pii-sanitizer/recognizers': recognizers,
  pino,
};
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1] ?? '');

describe('README', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThan(3));

  it.each(examples)('example %#', async (code) => {
    const logged: string[] = [];
    const fake = {
      log: (value: unknown) => logged.push(typeof value === 'string' ? value : JSON.stringify(value)),
    };
    const body = code.replace(/import (\{.*?\}) from ('[^']+');/gs, 'const $1 = modules[$2];');
    const example = new Function('modules', 'console', `return (async () => { ${body} })()`);
    await example(modules, fake);
    expect(logged).toEqual([...code.matchAll(/console\.log\(.*\);\s*\/\/ (.*)$/gm)].map((match) => match[1]));
    expect(logged.length).toBeGreaterThan(0);
  });

  it('names options of the command that there are', async () => {
    const { out } = await run(['--help']);
    const [section = ''] = /## On the command line.*?\n## /s.exec(readme) ?? [];
    const named = new Set(section.match(/--[a-z-]+/g));
    expect(named.size).toBeGreaterThan(8);
    for (const option of named) expect(out).toContain(option);
  });

  it('tells the types of the catalogue', () => {
    const catalogue = readFileSync(new URL('../pii-patterns.json', import.meta.url), 'utf8');
    const [section = ''] = /## What is found.*?\*\*Not found/s.exec(readme) ?? [];
    for (const [, type] of section.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g))
      expect(catalogue).toContain(`"${type}"`);
  });
});
