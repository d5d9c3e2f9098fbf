// The whole run: connect, warm up, measure, report.
import { performance } from 'node:perf_hooks';
import { nameOf, resolveTarget, type Target } from '../options.ts';
import { type Connection, connect } from './connect.ts';
import { type BenchOptions, type ResolvedBenchOptions, resolveBenchOptions } from './options.ts';
import { type PhaseOptions, runPhase } from './phase.ts';
import { Recorder } from './recorder.ts';
import type { BenchReport } from './report.ts';
import { createSchedule } from './schedule.ts';
import { createRedactor } from './secrets.ts';

/** Above this share of busy time the client cannot be told from the server. */
const BUSY = 0.9;

/**
 * Measures how fast an MCP server answers one call that is made over and over, as a client of one protocol era. Without
 * `call` it lists the tools: a tool is called only when it is named. What the server does wrong is counted, and never
 * makes this function throw.
 *
 * The client shares the event loop of this process: `clientUtilization` says how busy that was.
 *
 * @param target - URL of a streamable HTTP endpoint, or a command to spawn
 * @param options - see `BenchOptions`
 * @throws UsageError when the target or an option is wrong
 */
export async function bench(target: Target, options: BenchOptions = {}): Promise<BenchReport> {
  const where = resolveTarget(target);
  const settings = resolveBenchOptions(options);
  const sent = [
    ...Object.values(settings.headers),
    ...(where.kind === 'stdio' ? Object.values(where.env) : []),
  ];
  const redact = createRedactor(sent);
  const recorder = new Recorder(redact);
  const connected = await connect(where, settings);
  const common = {
    target: nameOf(where),
    call: describeCall(settings),
    connections: settings.connections,
    ...(settings.ratePerSecond === undefined ? {} : { ratePerSecond: settings.ratePerSecond }),
  };
  if ('reason' in connected) {
    recorder.fail({ kind: 'connection', detail: connected.reason });
    return { ...common, ...NOTHING, ...recorder.totals(), endedEarly: settings.signal.aborted };
  }
  try {
    const measured = await measure(connected, settings, recorder);
    return { ...common, ...aboutServer(connected, redact), ...measured };
  } finally {
    await connected.close();
  }
}

const NOTHING = { elapsedMs: 0, callsPerSecond: 0, clientUtilization: 0, warnings: [] };

async function measure(
  { caller, noise }: Connection,
  settings: ResolvedBenchOptions,
  recorder: Recorder,
): Promise<Omit<BenchReport, 'target' | 'call' | 'connections'>> {
  const { connections, timeoutMs, signal } = settings;
  const phase = { caller, connections, timeoutMs, signal };
  if (settings.warmupMs > 0) await warmUp(phase, settings);
  const before = performance.eventLoopUtilization();
  const schedule = createSchedule(settings, performance.now());
  await runPhase({ ...phase, schedule, onAnswer: (answer, latency) => recorder.record(answer, latency) });
  const clientUtilization = round(performance.eventLoopUtilization(before).utilization);
  const isLost = caller.lost !== undefined && !signal.aborted;
  if (isLost && !recorder.hasFailed('connection'))
    recorder.fail({ kind: 'connection', detail: caller.lost ?? '' });
  const endedAt = signal.aborted ? performance.now() : Math.max(recorder.lastEndedAt, schedule.startedAt);
  const elapsedMs = endedAt - schedule.startedAt;
  const isCutShort = isLost || signal.aborted;
  // The last call of an open loop is begun before the time of the loop is over.
  const rateMs = isCutShort ? elapsedMs : Math.max(elapsedMs, schedule.plannedMs);
  return {
    ...recorder.totals(),
    elapsedMs: Math.round(elapsedMs),
    callsPerSecond: rateMs === 0 ? 0 : round(recorder.answered / (rateMs / 1_000)),
    clientUtilization,
    endedEarly: signal.aborted,
    warnings: [
      ...(clientUtilization > BUSY ? [BUSY_WARNING] : []),
      ...(isLost ? ['The process ended before the run did.'] : []),
      ...(recorder.streamsLeftOpen > 0 ? [streamWarning(recorder.streamsLeftOpen)] : []),
      ...(noise.length > 0 ? [NOISE_WARNING] : []),
    ],
  };
}

const BUSY_WARNING =
  'The client was busy for more than 90 % of the time: the server may be faster than these figures. Measure with fewer connections or a lower rate, on a machine with a core to spare.';
const NOISE_WARNING =
  'Something on stdout is not a JSON-RPC line: stdout belongs to the protocol. `portcullis validate` shows it.';

function streamWarning(count: number): string {
  return `${count} ${count === 1 ? 'answer' : 'answers'} came on a stream that the server left open: its connection was closed, which costs time.`;
}

async function warmUp(
  phase: Omit<PhaseOptions, 'schedule' | 'onAnswer'>,
  { warmupMs: durationMs, ratePerSecond }: ResolvedBenchOptions,
): Promise<void> {
  const requests = Number.POSITIVE_INFINITY;
  const schedule = createSchedule({ durationMs, requests, ratePerSecond }, performance.now());
  await runPhase({ ...phase, schedule, onAnswer: () => {} });
}

function aboutServer({ session }: Connection, redact: (text: string) => string) {
  const { era, protocolVersion, serverInfo } = session;
  const text = (value: unknown) => (typeof value === 'string' ? redact(value) : undefined);
  const [name, version] = [text(serverInfo?.name), text(serverInfo?.version)];
  const server = { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) };
  return {
    era,
    ...(protocolVersion === undefined ? {} : { protocolVersion: redact(protocolVersion) }),
    server,
  };
}

function describeCall({ call }: ResolvedBenchOptions): string {
  if (call === undefined) return 'tools/list';
  if ('tool' in call) return `tools/call ${call.tool}`;
  return 'prompt' in call ? `prompts/get ${call.prompt}` : `resources/read ${call.resource}`;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
