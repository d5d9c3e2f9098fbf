// The promise on the size of what a browser loads, kept on what the build makes of the source, minified and gzipped.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { compact } from '../scripts/compact.ts';
import { INTERNAL_NAMES } from '../scripts/internal-names.ts';
import type { Identifier } from '../src/identifiers/identifier.ts';
import { IDENTIFIERS } from '../src/identifiers/identifiers.ts';
import * as source from '../src/index.ts';
import * as policies from '../src/policies.ts';
import { VENDOR_KEYS, type VendorKey } from '../src/secrets/vendors/table.ts';

/** What a browser loads at most. */
const MAX_BYTES = 60_000;

/** Where the interfaces stand that users see. */
const PUBLIC = [
  ...['types.ts', 'errors.ts', 'policies/policy.ts', 'policies/vault.ts', 'policies/lists.ts'],
  ...['custom/custom-detector.ts', 'custom/detector-definition.ts', 'custom/context-words.ts'],
  ...['recognizers/recognizer.ts', 'recognizers/async-sanitizer.ts', 'recognizers/compromise-recognizer.ts'],
];

/** Something for every scanner. */
const TEXTS = [
  'Jane wrote from jane.doe@example.com, tel. (212) 555-0123, and j\u200bane [at] example [dot] org.',
  'Card 4111 1111 1111 1111, SSN 219-09-9999, IBAN DE89 3704 0044 0532 0130 00, BIC: DEUTDEFF',
  '+44 20 7946 0958 ext. 12; 06 12 34 56 78; CPF 529.982.247-25; NHS number 943 476 5919; Steuer-ID 65929970489',
  'from 192.168.10.4 and 2001:db8::8a2e:370:7334, 00:1a:2b:3c:4d:5e; 550e8400-e29b-41d4-a716-446655440000',
  'password=hunter2hunter2 Authorization: Bearer abcdef0123456789abcdef postgres://app:s3cr3tpw@db/prod',
  'Dear Mr. John Smith, patient: Mary Jones, born 1980-01-02, 12 Main Street, Springfield; Bluebird',
  '{"firstName": "Jane", "note": "bc1qar0srr7xfkvy5l643lydnw9re59gtzzwf5mdq"} ０１２３ %40 &#64;',
];

/** A module with everything that it imports, as a bundler makes one file of it. */
async function bundle(path: string): Promise<{ code: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    plugins: [compact],
    ...{ bundle: true, minify: true, write: false, metafile: true, logLevel: 'error' },
    ...{ format: 'esm', platform: 'neutral', target: 'es2023' },
  });
  return { code: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

async function load(path: string): Promise<Record<string, unknown>> {
  const { code } = await bundle(path);
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

describe('the root entry as it is published', () => {
  it(`is under ${MAX_BYTES} bytes minified and gzipped, and needs no package`, async () => {
    const { code, inputs } = await bundle('dist/index.js');
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(MAX_BYTES);
    expect(inputs.filter((path) => !path.startsWith('dist/'))).toEqual([]);
  });

  it('does what the source does, though its properties have other names', async () => {
    const published = (name: string) => import(new URL(`../dist/${name}.js`, import.meta.url).href);
    const results = (
      { createSanitizer, sanitizePii }: typeof source,
      { createVault, pseudonym, keepLast }: typeof policies,
    ) => {
      const vault = createVault();
      const types = { EMAIL: pseudonym(vault), CREDIT_CARD: keepLast(4), US_SSN: 'drop' as const };
      const sanitizer = createSanitizer({ policies: { types }, keys: ['codename'], deny: ['Bluebird'] });
      const redacted = TEXTS.map((text) => sanitizer.redact(text));
      return {
        findings: TEXTS.map((text) => sanitizer.detect(text)),
        ...{ redacted, restored: vault.restore(redacted) },
        inspected: sanitizer.inspect({
          texts: TEXTS,
          codename: 'x',
          dob: 19_800_102,
          [TEXTS[0] ?? '']: new Map([['ssn', 1]]),
        }),
        json: sanitizer.redact(
          JSON.stringify({ rows: TEXTS, password: 'hunter2', deep: { phone: 2_125_550_123 } }),
        ),
        limited: createSanitizer({ limits: { maxDepth: 2 } }).inspect([[[['x']]]]),
        standard: sanitizePii({ note: TEXTS }),
      };
    };
    expect(results(await published('index'), await published('policies'))).toEqual(results(source, policies));
  });
});

describe('the build', () => {
  it('shortens no name that a user passes or gets', () => {
    // Members of the interfaces that are public, one a line.
    const members = PUBLIC.flatMap((path) => {
      const text = readFileSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), 'utf8');
      return [...text.matchAll(/^ +(?:readonly )?(\w+)\??[:(<]/gm)].map(([, name = '']) => name);
    });
    expect(members).toEqual(
      expect.arrayContaining(['confidence', 'byKey', 'restore', 'recognize', 'maxNodes']),
    );
    expect(members.filter((name) => INTERNAL_NAMES.test(name))).toEqual([]);
  });

  it('leaves out of the tables what only the catalogue needs', async () => {
    const vendors = (await load('src/secrets/vendors/table.ts')).VENDOR_KEYS as readonly VendorKey[];
    const byPrefix = (keys: readonly VendorKey[]) => keys.toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
    const rules = VENDOR_KEYS.map(({ prefix, body }) => ({ prefix, body, name: '', source: '' }));
    expect(byPrefix(vendors)).toEqual(byPrefix(rules));
    const identifiers = (await load('src/identifiers/identifiers.ts')).IDENTIFIERS as readonly Identifier[];
    const rule = ({ check: _check, source: _source, ...rest }: Identifier) => rest;
    expect(identifiers.map(rule)).toEqual(IDENTIFIERS.map(rule));
  });
});
