// The command `generate`: a new server, or a tool, a resource or a prompt for one.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import { safeText } from '../output/safe-text.ts';
import { checkName, KINDS, type Kind } from './names.ts';
import { nextSteps } from './next-steps.ts';
import { planFiles } from './plan.ts';
import { writeFiles } from './write-files.ts';

const HELP_TAIL = `
A server becomes a folder <name> in DIR: a whole project, with one tool and its tests. A tool, a resource or a
prompt becomes a definition and its test in the project DIR; what to add to the server is printed. Nothing that is
there is changed.

A name is a letter and up to 127 more letters, digits, "_", "-" or ".", without "..".

Exit codes: 0 made, 2 wrong usage.`;

/**
 * Adds the command to the program.
 *
 * @param out - writes to standard output
 * @param rest - what follows `--`, where nothing may be
 */
export function addGenerateCommand(
  program: Command,
  out: (text: string) => void,
  rest: readonly string[] | undefined,
): void {
  program
    .command('generate')
    .description(
      'Write the beginnings of a server made with @portcullis/mcp-server-kit, or of a part of one.',
    )
    .addArgument(new Argument('<kind>', 'what to make').choices(KINDS))
    .argument('<name>', 'what it is called, such as find_order')
    .option('--dir <dir>', 'the folder in which it is made', '.')
    .addHelpText('after', HELP_TAIL)
    .action(async (kind: Kind, name: string, { dir }: { readonly dir: string }) => {
      if (rest !== undefined)
        throw new UsageError('Expected nothing after `--`: `generate` starts no command');
      out(await generate(kind, name, dir));
    });
}

async function generate(kind: Kind, name: string, dir: string): Promise<string> {
  checkName(name);
  if (dir === '') throw new UsageError('Expected `--dir` to be a folder that is there, got an empty text');
  const target = resolve(dir);
  if (kind === 'server' && existsSync(join(target, name))) {
    throw new UsageError(`Already in ${safeText(target)}: ${name}; nothing was written`);
  }
  if (kind !== 'server' && !existsSync(join(target, 'package.json'))) {
    throw new UsageError(
      `Expected a project with a package.json in ${safeText(target)}; give its folder with \`--dir\``,
    );
  }
  const files = planFiles(kind, name);
  await writeFiles(target, files);
  return nextSteps(kind, name, target, files);
}
