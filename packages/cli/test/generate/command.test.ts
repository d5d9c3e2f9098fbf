// The command `generate`: what it makes, what it says, and what it refuses.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, generate, temporaryFolder, temporaryProject } from './run-generate.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

test('a server is a folder of its own, and the next steps are printed', async () => {
  const dir = temporaryFolder();
  const { code, out, err } = await generate('server', 'Shop.2', '--dir', dir);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`Made in ${dir}:
  Shop.2/package.json
  Shop.2/.gitignore
  Shop.2/README.md
  Shop.2/tsconfig.json
  Shop.2/tsconfig.build.json
  Shop.2/src/main.ts
  Shop.2/src/server.ts
  Shop.2/test/server.test.ts
  Shop.2/src/tools/find_records.ts
  Shop.2/test/tools/find_records.test.ts

Next, in the folder Shop.2:
  npm install
  npm test
  npm run build
  npm start
`);
  const content = contentOf(dir);
  const files = Object.keys(content).filter((path) => content[path] !== 'folder');
  expect(files).toHaveLength(10);
  for (const path of files) expect(out).toContain(`  ${path}\n`);
  expect(JSON.parse(content['Shop.2/package.json'] ?? '')).toMatchObject({ name: 'shop.2', type: 'module' });
  expect(content['Shop.2/src/server.ts']).toContain("name: 'Shop.2'");
  expect(content['Shop.2/README.md']).toMatch(/^# Shop\.2\n/);
  expect(Object.values(content).join('\n')).not.toContain('example-server');
});

test.each([
  ['tool', 'find_order', 'tools', 'findOrderTool', 'find_order'],
  ['resource', 'order', 'resources', 'orderResource', 'order'],
  ['prompt', 'explain.order', 'prompts', 'explainOrderPrompt', 'explain-order'],
])('a %s is a definition and its test', async (kind, name, folder, identifier, file) => {
  const dir = temporaryProject();
  const { code, out } = await generate(kind, name, '--dir', dir);
  expect(code).toBe(0);
  expect(out).toBe(`Made in ${dir}:
  src/${folder}/${file}.ts
  test/${folder}/${file}.test.ts

Next, in the file that calls defineServer, such as src/server.ts:
  import { ${identifier} } from './${folder}/${file}.ts';
and among the \`${folder}\` of defineServer:
  ${folder}: [${identifier}],
`);
  const content = contentOf(dir);
  const definition = content[`src/${folder}/${file}.ts`];
  expect(definition).toContain(`export const ${identifier} = define`);
  expect(definition).toContain(`  name: '${name}',\n`);
  const test = content[`test/${folder}/${file}.test.ts`];
  expect(test).toContain(`import { ${identifier} } from '../../src/${folder}/${file}.ts';`);
  for (const text of [definition, test]) {
    expect(text).not.toMatch(/find.?records|stored.?record|explain.?record/i);
  }
});

test('a name that holds another placeholder stays as it is', async () => {
  const dir = temporaryProject();
  await generate('tool', 'find_records_tool', '--dir', dir);
  const text = contentOf(dir)['src/tools/find_records_tool.ts'];
  expect(text).toContain("name: 'find_records_tool'");
  expect(text).toContain('export const findRecordsToolTool =');
  expect(text).toContain("title: 'Find records tool'");
});

test('without --dir it is made in the current folder', async () => {
  const dir = temporaryFolder();
  const argv = [main, 'generate', 'server', 'shop'];
  const { status, stdout } = spawnSync(process.execPath, argv, { cwd: dir, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain(`Made in ${dir}:\n  shop/package.json`);
  expect(Object.keys(contentOf(dir))).toContain('shop/package.json');
});

test('--dir may be relative, and a symbolic link', async () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'real'));
  symlinkSync('real', join(dir, 'link'));
  const { code } = await generate('server', 'shop', '--dir', relative(process.cwd(), join(dir, 'link')));
  expect(code).toBe(0);
  expect(Object.keys(contentOf(join(dir, 'real')))).toContain('shop/package.json');
});

test.each([
  [[], /missing required argument 'kind'/],
  [['tool'], /missing required argument 'name'/],
  [['robot', 'a'], /Allowed choices are server, tool, resource, prompt/],
  [['tool', 'a', 'b'], /too many arguments/i],
  [['tool', 'a', '--force'], /unknown option/],
  [['tool', 'a', '--dir'], /argument missing/],
  [['tool', 'a', '--dir', ''], /Expected `--dir` to be a folder that is there/],
  [['tool', 'a', '--', 'node'], /Expected nothing after `--`/],
  [['server', '../a'], /Expected the name to be a letter/],
  [['server', 'a/b'], /Expected the name to be a letter/],
  [['tool', '..'], /Expected the name to be a letter/],
  [['tool', 'a\u001b[2J'], /got "a·\[2J"/],
])('2: wrong usage, %o', async (argv, message) => {
  const { code, out, err } = await generate(...argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^error: /);
  expect(err).toMatch(message);
});

test('a folder that is not there is refused', async () => {
  const dir = join(temporaryFolder(), 'missing');
  const server = await generate('server', 'shop', '--dir', dir);
  expect(server).toMatchObject({ code: 2, err: expect.stringContaining('a folder that is there, got ') });
  const tool = await generate('tool', 'a', '--dir', dir);
  expect(tool).toMatchObject({ code: 2, err: expect.stringContaining('a project with a package.json in ') });
});

test('a file is no folder', async () => {
  const dir = temporaryProject();
  const { code, err } = await generate('server', 'shop', '--dir', join(dir, 'package.json'));
  expect(code).toBe(2);
  expect(err).toContain('Expected `--dir` to be a folder that is there');
});

test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a file', (path: string) => writeFileSync(path, 'mine')],
  ['a symbolic link', (path: string) => symlinkSync('.', path)],
  ['a symbolic link to nothing', (path: string) => symlinkSync('nowhere', path)],
])('a server is not made where there is %s', async (_what, make) => {
  const dir = temporaryFolder();
  make(join(dir, 'shop'));
  const before = contentOf(dir);
  const { code, err } = await generate('server', 'shop', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toMatch(/^error: .*shop/);
  expect(err).toContain('nothing was written');
  expect(contentOf(dir)).toEqual(before);
});

test.each(['src/tools/a.ts', 'test/tools/a.test.ts'])('%s is not overwritten', async (path) => {
  const dir = temporaryProject();
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), 'mine');
  const before = contentOf(dir);
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toBe(`error: Already in ${dir}: ${path}; nothing was written\n`);
  expect(contentOf(dir)).toEqual(before);
});

test('a second time all files are named', async () => {
  const dir = temporaryProject();
  await generate('tool', 'a', '--dir', dir);
  const before = contentOf(dir);
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toContain(`Already in ${dir}: src/tools/a.ts, test/tools/a.test.ts;`);
  expect(contentOf(dir)).toEqual(before);
});

test('a symbolic link in the place of a file is there', async () => {
  const [dir, outside] = [temporaryProject(), temporaryFolder()];
  mkdirSync(join(dir, 'src/tools'), { recursive: true });
  symlinkSync(join(outside, 'new.ts'), join(dir, 'src/tools/a.ts'));
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toContain('src/tools/a.ts');
  expect(contentOf(outside)).toEqual({});
});

test.each(['src', 'src/tools', 'test', 'test/tools'])('%s may not lead out of the project', async (link) => {
  const [dir, outside] = [temporaryProject(), temporaryFolder()];
  mkdirSync(dirname(join(dir, link)), { recursive: true });
  symlinkSync(outside, join(dir, link));
  const before = contentOf(dir);
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toContain(`${join(dir, link)} is a symbolic link that leads out of the folder`);
  expect(contentOf(outside)).toEqual({});
  expect(contentOf(dir)).toEqual(before);
});

test('a folder beside the project with its name in front is outside', async () => {
  const parent = temporaryFolder();
  for (const name of ['app', 'app-2']) mkdirSync(join(parent, name));
  writeFileSync(join(parent, 'app/package.json'), '{}');
  symlinkSync('../app-2', join(parent, 'app/src'));
  expect((await generate('tool', 'a', '--dir', join(parent, 'app'))).code).toBe(2);
  expect(contentOf(join(parent, 'app-2'))).toEqual({});
});

test('a symbolic link to nothing is refused', async () => {
  const dir = temporaryProject();
  symlinkSync('nowhere', join(dir, 'src'));
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toContain(join(dir, 'src'));
});

test('a symbolic link within the project is followed', async () => {
  const dir = temporaryProject();
  mkdirSync(join(dir, 'lib'));
  symlinkSync('lib', join(dir, 'src'));
  expect((await generate('tool', 'a', '--dir', dir)).code).toBe(0);
  expect(Object.keys(contentOf(dir))).toContain('lib/tools/a.ts');
});

test('a file in the place of a folder is refused', async () => {
  const dir = temporaryProject();
  writeFileSync(join(dir, 'test'), 'mine');
  const before = contentOf(dir);
  const { code, err } = await generate('tool', 'a', '--dir', dir);
  expect(code).toBe(2);
  expect(err).toContain(`${join(dir, 'test')} has to be a folder`);
  expect(contentOf(dir)).toEqual(before);
});

test('when a write fails, what was written before it is removed', async () => {
  const dir = temporaryProject();
  mkdirSync(join(dir, 'src'));
  const before = contentOf(dir);
  // Of one block: the first files fit, the README does not.
  const script = `ulimit -f 1; exec "$0" "$@"`;
  const argv = ['-c', script, process.execPath, main, 'generate', 'server', 'shop', '--dir', dir];
  const { status, stdout, stderr } = spawnSync('bash', argv, { encoding: 'utf8' });
  expect(stderr).toMatch(/^error: EFBIG: .*; nothing was left behind$/m);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(contentOf(dir)).toEqual(before);
});

test('whatever the name, nothing is written but what was asked for', async () => {
  const parent = temporaryFolder();
  const dir = join(parent, 'app');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tool', 'resource', 'prompt', 'server'),
      fc.oneof(fc.string(), fc.stringMatching(/^[a-z./\\_-]{0,6}$/)).filter((name) => !name.startsWith('-')),
      async (kind, name) => {
        rmSync(dir, { recursive: true, force: true });
        mkdirSync(dir);
        writeFileSync(join(dir, 'package.json'), '{}');
        const { code } = await generate(kind, name, '--dir', dir);
        const made = Object.keys(contentOf(parent)).filter(
          (path) => path !== 'app' && path !== 'app/package.json',
        );
        if (code === 2) expect(made).toEqual([]);
        else if (kind === 'server') expect(made).toContain(`app/${name}/package.json`);
        else expect(made).toContain(`app/src/${kind}s/${name.replaceAll('.', '-')}.ts`);
      },
    ),
    { numRuns: 60 },
  );
});

test('--help says what is made, and the rule for names', async () => {
  const { code, out } = await generate('--help');
  expect(code).toBe(0);
  expect(out).toContain('generate [options] <kind> <name>');
  expect(out).toContain('A name is a letter and up to 127 more letters');
  expect(out).toContain('Exit codes: 0 made, 2 wrong usage.');
});
