// The outcome of one check, as a full report has it.
import { type CheckReport, createHealth, type HealthCheck } from '../../src/index.ts';

/** Asks it once. */
export async function ask(check: HealthCheck): Promise<Omit<CheckReport, 'time'> & { key: string }> {
  const { checks = {} } = await createHealth({ checks: [check] }).ready();
  const [[key, [report]] = ['', []]] = Object.entries(checks);
  if (report === undefined) throw new Error('No report');
  const { time: _time, ...rest } = report;
  return { key, ...rest };
}
