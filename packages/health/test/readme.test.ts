// Runs each example of the README: what it logs has to be what the comment at the end of the line says.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as api from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map((match) => match[1] ?? '');

describe('README', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThan(0));

  it.each(examples)('example %#', async (code) => {
    const logged: string[] = [];
    const fake = {
      log: (value: unknown) => logged.push(typeof value === 'string' ? value : JSON.stringify(value)),
    };
    const body = code.replace(/import (\{.*?\}) from '[^']+';/s, 'const $1 = api;');
    const run = new Function('api', 'console', `return (async () => { ${body} })()`);
    await run(api, fake);
    expect(logged).toEqual([...code.matchAll(/console\.log\(.*\);\s*\/\/ (.*)$/gm)].map((match) => match[1]));
    expect(logged.length).toBeGreaterThan(0);
  });
});
