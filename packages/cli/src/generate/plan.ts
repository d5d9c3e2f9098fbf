// Decides which files are written, and what is in them: the templates, with their names replaced.
import { readFileSync } from 'node:fs';
import { PACKAGE_ROOT } from '../package-root.ts';
import { manifestOf } from './manifest.ts';
import { type DefinitionKind, fileNameOf, identifierOf, type Kind, schemeOf, titleOf } from './names.ts';

/** A file to write. */
export interface PlannedFile {
  /** Where, below the target, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** What a kind is called in the templates. */
const PLACEHOLDERS = {
  tool: 'find_records',
  resource: 'stored_record',
  prompt: 'explain_record',
} as const;

/** The name of the tool that a new server begins with. */
const EXAMPLE_TOOL = PLACEHOLDERS.tool;

const SERVER_TEMPLATES = [
  ['gitignore', '.gitignore'], // npm leaves .gitignore out of packages
  ['README.md', 'README.md'],
  ['tsconfig.json', 'tsconfig.json'],
  ['tsconfig.build.json', 'tsconfig.build.json'],
  ['src/main.ts', 'src/main.ts'],
  ['src/server.ts', 'src/server.ts'],
  ['test/server.test.ts', 'test/server.test.ts'],
] as const;

/** The files of what is to be made; `name` has been checked. */
export function planFiles(kind: Kind, name: string): PlannedFile[] {
  return kind === 'server' ? planServer(name) : planDefinition(kind, name);
}

function planServer(name: string): PlannedFile[] {
  const values = new Map([...namesOf('tool', EXAMPLE_TOOL), ['example-server', name]]);
  const files = [
    { path: 'package.json', text: manifestOf(name) },
    ...SERVER_TEMPLATES.map(([template, path]) => ({ path, text: fill(readTemplate(template), values) })),
    ...planDefinition('tool', EXAMPLE_TOOL),
  ];
  return files.map(({ path, text }) => ({ path: `${name}/${path}`, text }));
}

function planDefinition(kind: DefinitionKind, name: string): PlannedFile[] {
  const placeholder = PLACEHOLDERS[kind].replace('_', '-');
  const values = namesOf(kind, name);
  return [
    [`src/${kind}s`, '.ts'],
    [`test/${kind}s`, '.test.ts'],
  ].map(([folder, ending]) => ({
    path: `${folder}/${fileNameOf(name)}${ending}`,
    text: fill(readTemplate(`${folder}/${placeholder}${ending}`), values),
  }));
}

/** What stands in the templates of a kind, and what comes in its place. */
function namesOf(kind: DefinitionKind, name: string): Map<string, string> {
  const placeholder = PLACEHOLDERS[kind];
  return new Map([
    [`${schemeOf(placeholder)}://`, `${schemeOf(name)}://`],
    [placeholder.replace('_', '-'), fileNameOf(name)],
    [placeholder, name],
    [identifierOf(kind, placeholder), identifierOf(kind, name)],
    [titleOf(placeholder), titleOf(name)],
  ]);
}

function readTemplate(path: string): string {
  return readFileSync(new URL(`templates/${path}`, PACKAGE_ROOT), 'utf8');
}

/** Replaces all in one go, so that a name that holds another placeholder stays as it is. */
function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(
    new RegExp([...values.keys()].join('|'), 'g'),
    (found) => values.get(found) ?? found,
  );
}
