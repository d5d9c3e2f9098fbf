// The whole run: each era on a connection of its own, then what concerns the endpoint or the process.
import { type Caller, createCaller } from './checks/caller.ts';
import { checkDefinitions } from './checks/definitions.ts';
import { checkHttp } from './checks/http.ts';
import { type Listing, listEverything } from './checks/lists.ts';
import { checkPrompts } from './checks/prompts.ts';
import { checkResources } from './checks/resources.ts';
import { checkServer, missingInfo } from './checks/server.ts';
import { checkTools } from './checks/tools.ts';
import {
  nameOf,
  type ResolvedOptions,
  type ResolvedTarget,
  resolveOptions,
  resolveTarget,
  type Target,
  type ValidateOptions,
} from './options.ts';
import { type Collector, createCollector, type Era, type EraReport, type Report } from './report.ts';
import type { OpenFailure, Session } from './session/session.ts';
import { open2025 } from './session/session-2025.ts';
import { open2026, type Session2026 } from './session/session-2026.ts';
import { StdioTransport } from './session/stdio-transport.ts';

const NOTHING_LISTED = { tools: 0, resources: 0, templates: 0, prompts: 0 };

/**
 * Connects to an MCP server in the 2025 era (2025-11-25 and before) and in 2026-07-28, lists everything, calls
 * everything with good and with bad input, and reports what is wrong. What a server does wrong is a finding; it
 * never makes this function throw.
 *
 * Tools are really called. Those with `destructiveHint: true` are left out unless `callDestructive` is set.
 *
 * @param target - URL of a streamable HTTP endpoint, or a command to spawn
 * @param options - see `ValidateOptions`
 * @throws UsageError when the target or an option is wrong
 */
export async function validate(target: Target, options: ValidateOptions = {}): Promise<Report> {
  const where = resolveTarget(target);
  const settings = resolveOptions(options);
  const collector = createCollector();
  const wanted: readonly Era[] = settings.era === 'both' ? ['2025', '2026'] : [settings.era];
  const eras: EraReport[] = [];
  for (const era of wanted) eras.push(await validateEra(era, where, settings, collector));
  reportEras(eras, collector);
  const working = eras.filter((era) => era.supported).map(({ era }) => era);
  if (where.kind === 'http' && working.length > 0)
    await checkHttp({ url: where.url, options: settings, collector, eras: working });
  return collector.finish(nameOf(where), eras);
}

async function validateEra(
  era: Era,
  target: ResolvedTarget,
  options: ResolvedOptions,
  collector: Collector,
): Promise<EraReport> {
  const processes: StdioTransport[] = [];
  const createStdio = () => {
    if (target.kind !== 'stdio') return undefined;
    const transport = new StdioTransport(target, options);
    processes.push(transport);
    return transport;
  };
  const opened =
    era === '2025'
      ? await open2025(target, options, createStdio())
      : await open2026(target, options, createStdio);
  let report: EraReport;
  if ('reason' in opened) {
    report = { era, supported: false, reason: reasonOf(opened, processes), listed: NOTHING_LISTED };
    if (opened.serverInfo !== undefined) reportInfo(opened.serverInfo, era, collector);
  } else {
    report = await checkSession(opened, options, collector).finally(() => opened.close());
  }
  reportProcesses(processes, era, report.supported, collector);
  return report;
}

async function checkSession(
  session: Session | Session2026,
  options: ResolvedOptions,
  collector: Collector,
): Promise<EraReport> {
  const caller = createCaller(session, options, collector);
  await checkServer(caller, 'discoverMissing' in session ? session.discoverMissing : undefined);
  const listing = await listEverything(caller);
  checkDefinitions(caller, listing);
  if (options.call) await callEverything(caller, listing);
  const { era, protocolVersion, serverInfo } = session;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const [name, version] = [text(serverInfo?.name), text(serverInfo?.version)];
  return {
    era,
    supported: true,
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    ...(serverInfo === undefined
      ? {}
      : {
          server: { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) },
        }),
    listed: {
      tools: listing.tools.length,
      resources: listing.resources.length,
      templates: listing.templates.length,
      prompts: listing.prompts.length,
    },
  };
}

async function callEverything(caller: Caller, listing: Listing): Promise<void> {
  await checkTools(caller, listing.tools);
  await checkResources(caller, listing);
  await checkPrompts(caller, listing.prompts);
}

function reportEras(eras: readonly EraReport[], collector: Collector): void {
  const failed = eras.filter((era) => !era.supported);
  if (failed.length === eras.length) {
    for (const { era, reason } of failed) collector.add('connection/no-era', 'server', reason ?? '', era);
    return;
  }
  for (const { era, reason } of failed)
    collector.add('connection/era-unsupported', 'server', reason ?? '', era);
}

function reportInfo(info: NonNullable<OpenFailure['serverInfo']>, era: Era, collector: Collector): void {
  const message = missingInfo(info);
  if (message !== undefined) collector.add('connection/server-info', 'server', message, era);
}

function reportProcesses(
  processes: StdioTransport[],
  era: Era,
  supported: boolean,
  collector: Collector,
): void {
  for (const { record } of processes) {
    for (const line of record.noise) collector.add('stdio/stdout-noise', 'stdout', `"${line}"`, era);
    // A process that does not speak the era may have been given up in the middle of a request.
    if (supported && !record.exitedInTime)
      collector.add('stdio/no-exit', 'process', 'still running after stdin was closed; it was killed', era);
  }
}

function reasonOf(failure: OpenFailure, processes: readonly StdioTransport[]): string {
  const tail = processes.map(({ record }) => record.stderrTail).find((line) => line !== '');
  const reason = failure.reason.replace(/\s+/g, ' ').slice(0, 300);
  return tail === undefined ? reason : `${reason} (last line on stderr: ${tail})`;
}
