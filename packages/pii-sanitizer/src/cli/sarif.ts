// SARIF 2.1.0 (OASIS), the form that code hosts read. The tool comes after the results, when all types are known.
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printableJson } from './printable.ts';
import type { PlacedFinding } from './scan-chunks.ts';
import { VERSION } from './version.ts';

const INFORMATION = 'https://github.com/portcullis/portcullis/tree/main/packages/pii-sanitizer';

/** Everything before the first result. */
export function sarifHead(): string {
  const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  return `{"$schema":${JSON.stringify(schema)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`;
}

/** One result. */
export function sarifResult(path: string, finding: PlacedFinding, show: boolean): string {
  const { type, line, column, endLine, endColumn, start, end, confidence, value } = finding;
  const region = {
    ...{
      startLine: line,
      startColumn: column,
      endLine,
      endColumn,
      charOffset: start,
      charLength: end - start,
    },
    ...(show && { snippet: { text: value } }),
  };
  return printableJson({
    ruleId: type,
    level: 'warning',
    message: { text: `${type} found` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) }, region } }],
    properties: { confidence },
  });
}

/** Everything after the last result, with a rule for each type that was found. */
export function sarifTail(types: ReadonlySet<string>): string {
  const rules = [...types]
    .sort()
    .map((id) => ({ id, shortDescription: { text: `Personal data or secret of type ${id}` } }));
  const driver = { name: 'pii-sanitizer', version: VERSION, informationUri: INFORMATION, rules };
  return `\n],"tool":${JSON.stringify({ driver })}}]}\n`;
}

function uriOf(path: string): string {
  if (path === '-') return 'stdin';
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
