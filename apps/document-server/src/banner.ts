// What a person sees in the terminal when the server is ready.
import type { ServerDefinition } from '@portcullis/mcp-server-kit';
import type { MaskCounts } from './documents/mask-text.ts';

/** What the banner tells. */
export interface BannerFacts {
  url: string;
  folder: string;
  documents: number;
  skipped: Readonly<Record<string, number>>;
  masked: MaskCounts;
  server: ServerDefinition;
}

/** The inspector that the last line calls; the version that this project tests with. */
const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';

/** Writes a few plain lines. */
export function bannerText({ url, folder, documents, skipped, masked, server }: BannerFacts): string {
  const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(', ');
  const uris = server.resources.map(({ uri }) => uri).join(', ');
  const left = countsText(skipped, (reason) => reason.replaceAll('_', ' '));
  const hidden = countsText(masked);
  return [
    `document-server ${server.version} is ready at ${url}`,
    `  documents  ${documents} from ${folder}${left === '' ? '' : ` (left out: ${left})`}`,
    `  tools      ${names(server.tools)}`,
    `  resources  ${uris}`,
    `  prompts    ${names(server.prompts)}`,
    `  masked     ${hidden === '' ? 'no personal data found' : hidden}`,
    'Try it:',
    `  npx ${INSPECTOR} --cli ${url} --method tools/call --tool-name search_documents --tool-arg query="rotate an access key"`,
    '',
  ].join('\n');
}

/** Counts in words, such as `2 EMAIL, 1 PHONE`. */
export function countsText(
  counts: Readonly<Record<string, number>>,
  say: (key: string) => string = (key) => key,
): string {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${count} ${say(key)}`)
    .join(', ');
}
