// Reads a Dockerfile as far as the deployment check needs it.

/** One instruction, with its continuation lines joined. */
interface Instruction {
  keyword: string;
  rest: string;
}

/** What the deployment check wants to know of a Dockerfile. */
export interface DockerfileFacts {
  /** Paths copied from the build context, over all stages. */
  copied: string[];
  /** Of the last stage. */
  env: Record<string, string>;
  exposed: number[];
  user: string | undefined;
  command: string[];
  /** The path that HEALTHCHECK asks for, if it asks one. */
  healthPath: string | undefined;
}

/** Reads the facts; CMD counts only in its exec form, because only then does the server get SIGTERM. */
export function readDockerfile(text: string): DockerfileFacts {
  const instructions = split(text);
  const last = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'));
  const of = (keyword: string) => last.filter((instruction) => instruction.keyword === keyword);

  const env: Record<string, string> = {};
  for (const { rest } of of('ENV')) {
    for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=("[^"]*"|\S*)/g)) {
      env[name] = value.replace(/^"(.*)"$/, '$1');
    }
  }
  const command = of('CMD').at(-1)?.rest ?? '';
  return {
    copied: instructions
      .filter(({ keyword, rest }) => keyword === 'COPY' && !rest.includes('--from='))
      .flatMap(sources),
    env,
    exposed: of('EXPOSE').flatMap(({ rest }) => rest.split(/\s+/).map((port) => Number.parseInt(port, 10))),
    user: of('USER').at(-1)?.rest,
    command: command.startsWith('[') ? (JSON.parse(command) as string[]) : [],
    healthPath: /\$\{process\.env\.PORT\}(\/[\w/-]+)/.exec(of('HEALTHCHECK').at(-1)?.rest ?? '')?.[1],
  };
}

function split(text: string): Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => /^(\w+)\s+(.*)$/.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, keyword = '', rest = '']) => ({ keyword: keyword.toUpperCase(), rest }));
}

function sources({ rest }: Instruction): string[] {
  return rest
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'))
    .slice(0, -1);
}
