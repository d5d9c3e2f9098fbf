// What it costs to import the package, beside the API that it stands on: each time in a process of its own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from '../shared/median.ts';

const run = promisify(execFile);
const ROUNDS = 15;

/** Milliseconds that importing a package takes. */
async function importMs(specifier: string): Promise<number> {
  const program = `
    const before = performance.now();
    const { startTracing } = await import(${JSON.stringify(specifier)});
    await startTracing?.({ serviceName: 'bench' });
    process.stdout.write(String(performance.now() - before));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
  });
  return Number(stdout);
}

/** The medians of interleaved rounds, the package started without an endpoint: off. */
export async function measureImport(): Promise<{ apiMs: number; packageMs: number }> {
  const api: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    api.push(await importMs('@opentelemetry/api'));
    ours.push(await importMs('@portcullis/tracing'));
  }
  return { apiMs: median(api), packageMs: median(ours) };
}
