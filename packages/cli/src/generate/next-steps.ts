// What the command says when it is done: what there is now, and what is left to do.
import { safeText } from '../output/safe-text.ts';
import { type DefinitionKind, fileNameOf, identifierOf, type Kind } from './names.ts';
import type { PlannedFile } from './plan.ts';

/**
 * The text for a terminal.
 *
 * @param target - the folder in which it was made
 */
export function nextSteps(kind: Kind, name: string, target: string, files: readonly PlannedFile[]): string {
  const made = files.map(({ path }) => `  ${path}`).join('\n');
  const steps = kind === 'server' ? serverSteps(name) : definitionSteps(kind, name);
  return `Made in ${safeText(target)}:\n${made}\n\n${steps}\n`;
}

function serverSteps(name: string): string {
  return `Next, in the folder ${name}:
  npm install
  npm test
  npm run build
  npm start`;
}

function definitionSteps(kind: DefinitionKind, name: string): string {
  const identifier = identifierOf(kind, name);
  return `Next, in the file that calls defineServer, such as src/server.ts:
  import { ${identifier} } from './${kind}s/${fileNameOf(name)}.ts';
and among the \`${kind}s\` of defineServer:
  ${kind}s: [${identifier}],`;
}
