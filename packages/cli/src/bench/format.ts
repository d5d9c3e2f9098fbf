// The report of `bench` as text for people.
import { createColours } from '../output/colours.ts';
import type { FormatOptions } from '../output/human.ts';
import { safeText } from '../output/safe-text.ts';
import type { BenchErrorKind } from './answer.ts';
import type { BenchError, BenchReport } from './report.ts';

const KIND_NAMES: Record<BenchErrorKind, string> = {
  http: 'HTTP',
  rpc: 'JSON-RPC error',
  tool: 'tool error (isError)',
  'input-required': 'input required',
  timeout: 'timeout',
  connection: 'connection',
  invalid: 'no valid answer',
  'too-large': 'answer too large',
};

/**
 * Writes a report as text. Control characters of the server are replaced, so the text is safe for a terminal.
 *
 * @param report - what `bench` returned
 * @param options - see `FormatOptions`
 */
export function formatBench(report: BenchReport, options: FormatOptions = {}): string {
  const colours = createColours(options.colour === true);
  const { errors, latencyMs, bytesPerAnswer, limited, clientUtilization } = report;
  const early = report.endedEarly ? ', ended early' : '';
  const lines = [
    colours.bold(safeText(report.target)),
    `  ${serverLine(report)}`,
    `  ${safeText(report.call, 200)}, ${loopOf(report)}, ${(report.elapsedMs / 1_000).toFixed(1)} s${early}`,
    '',
    row('calls', `${report.calls}, ${report.callsPerSecond.toFixed(1)} a second answered without error`),
    ...(latencyMs === undefined
      ? []
      : [
          row(
            'latency',
            Object.entries(latencyMs)
              .map(([name, ms]) => `${name === 'p999' ? 'p99.9' : name} ${ms}`)
              .join('  '),
            'ms',
          ),
        ]),
    ...(bytesPerAnswer === undefined ? [] : [row('size', `${bytesPerAnswer} bytes an answer`)]),
    row('client', `${Math.round(clientUtilization * 100)} % busy`),
    ...(errors === 0 ? [] : ['', colours.red(`${errors} ${errors === 1 ? 'error' : 'errors'}`)]),
    ...report.errorsByKind.map(errorLine),
    ...(limited === undefined ? [] : ['', colours.yellow(limitLine(limited))]),
    ...report.warnings.flatMap((warning) => ['', `${colours.yellow('warning')} ${safeText(warning)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function row(name: string, text: string, unit?: string): string {
  return `${name.padEnd(9)}${text}${unit === undefined ? '' : `  ${unit}`}`;
}

function serverLine({ era, protocolVersion, server }: BenchReport): string {
  if (era === undefined) return 'not reached';
  const name = [server?.name, server?.version].filter(Boolean).join(' ');
  return safeText(`${protocolVersion ?? era}, ${name || 'anonymous'}`, 200);
}

function loopOf({ connections, ratePerSecond }: BenchReport): string {
  const loop = ratePerSecond === undefined ? 'closed loop' : `open loop of ${ratePerSecond} a second`;
  return `${connections} ${connections === 1 ? 'connection' : 'connections'}, ${loop}`;
}

function errorLine({ kind, code, count, example }: BenchError): string {
  const name = code === undefined ? KIND_NAMES[kind] : `${KIND_NAMES[kind]} ${code}`;
  return `  ${count} x ${name}${example === '' ? '' : `: ${safeText(example)}`}`;
}

function limitLine({ calls, retryAfterMs }: NonNullable<BenchReport['limited']>): string {
  const wait =
    retryAfterMs === undefined ? '' : ` It asks to try again after ${Math.ceil(retryAfterMs / 1_000)} s.`;
  return `The server limits calls: it refused ${calls}.${wait} What is measured here is its limiter.`;
}
