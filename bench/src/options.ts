// The command line.
import { parseArgs } from 'node:util';

export interface Options {
  readonly rounds: number;
  /** Before the first round each server gets so many calls, or calls for so long: its code has to be compiled. */
  readonly warmUpCalls: number;
  readonly maxWarmUpMs: number;
  readonly windowMs: number;
  /** Connections over HTTP, and calls outstanding over stdio. */
  readonly concurrency: number;
  /** Names of contestants, or parts of them; empty: all. */
  readonly only: readonly string[];
  readonly json: boolean;
  /** Where every server leaves a CPU profile; `undefined`: none is made. */
  readonly profileDirectory: string | undefined;
}

export const USAGE = `Usage: npm run bench -- [options]
       npm run bench -- limiter [--rounds <n>]    rate limiters in memory instead of servers
       npm run bench -- pii [--quick]             detectors of personal data: accuracy and speed
       npm run bench -- tracing                   what a span and its scrubbing cost
  --quick          one round of 1.5 seconds: to see that it works, not to quote
  --rounds <n>     how often every server is measured (5)
  --seconds <n>    how long each time (2)
  --only <names>   only servers whose name contains one of these, separated by commas, and what they are compared with
  --json           every sample as JSON instead of the table
  --profile <dir>  each server writes a CPU profile (.cpuprofile) there; its figures are then too low`;

/** @throws {TypeError} for an option that there is not, or a number that cannot be. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    // pnpm hands on the `--` that npm was given.
    args: args.filter((arg) => arg !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const windowMs = 1000 * positive('seconds', values.seconds, values.quick ? 1.5 : 2);
  return {
    rounds: Math.ceil(positive('rounds', values.rounds, values.quick ? 1 : 5)),
    warmUpCalls: 30_000,
    maxWarmUpMs: values.quick ? 2000 : 12_000,
    windowMs,
    concurrency: 64,
    only: values.only.split(',').filter(Boolean),
    json: values.json,
    profileDirectory: values.profile,
  };
}

function positive(name: string, given: string | undefined, fallback: number): number {
  const value = given === undefined ? fallback : Number(given);
  if (value > 0 && value <= 3600) return value;
  throw new TypeError(`Expected \`--${name}\` to be a number from 0 to 3600, got ${given}`);
}
