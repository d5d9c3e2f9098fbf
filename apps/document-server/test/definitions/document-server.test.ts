// What a client of either era sees of the definitions.

import { createLogger } from '@portcullis/mcp-server-kit';
import { connectTestClient } from '@portcullis/mcp-server-kit/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { documentId } from '../../src/documents/document-id.ts';
import { serverOver } from '../support/test-library.ts';

const FILES = {
  'travel.md':
    '---\ntitle: Travel policy\ncreated_at: 2026-01-02\n---\nBook trains. Ask jane@example.com or 218-555-0172.',
  'food.md': '# Canteen\nSoup on Monday.',
};
const TRAVEL = documentId('travel.md');
const UNKNOWN = documentId('unknown.md');

/** The calls that both SDKs' clients have in common. */
interface Calls {
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  listTools(): Promise<unknown>;
  listResources(): Promise<unknown>;
  readResource(params: { uri: string }): Promise<unknown>;
  getPrompt(params: { name: string; arguments: Record<string, string> }): Promise<unknown>;
  complete(params: {
    ref: { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
  }): Promise<{ completion: { values: string[] } }>;
}

describe.each(['2025', '2026'] as const)('a client of %s', (era) => {
  async function connect(files: Readonly<Record<string, string>> = FILES) {
    const { server, store } = await serverOver(files);
    const options = { logger: createLogger({ level: 'silent' }), audit: false as const };
    const client =
      era === '2025'
        ? await connectTestClient(server, { ...options, era: '2025' })
        : await connectTestClient(server, { ...options, era: '2026' });
    onTestFinished(() => client.close());
    const search = async (query: unknown, limit?: unknown) =>
      (await client.callTool({
        name: 'search_documents',
        arguments: { query, ...(limit === undefined ? {} : { limit }) } as Record<string, unknown>,
      })) as {
        isError?: boolean;
        structuredContent?: {
          query: string;
          total: number;
          message?: string;
          results: Record<string, unknown>[];
        };
        content: { type: string; text?: string; uri?: string }[];
      };
    return { client: client as unknown as Calls, store, search };
  }

  test('a snippet holds whole placeholders, wherever it is cut', async () => {
    const words = (count: number, of: string) =>
      Array.from({ length: count }, (_, at) => `${of}${at}`).join(' ');
    const files: Record<string, string> = {};
    // 32 words a snippet, and an address at every distance from the one that is looked for.
    for (let gap = 10; gap < 40; gap++) {
      files[`${gap}.md`] =
        `# ${gap}\n${words(60, 'a')} 192.168.7.9 ${words(gap, 'b')} needle ${words(gap, 'c')} 192.168.7.9 ${words(60, 'd')}`;
    }
    const { search } = await connect(files);
    const { structuredContent } = await search('needle', 100);
    const snippets = structuredContent?.results.map(({ snippet }) => String(snippet)) ?? [];
    expect(snippets).toHaveLength(30);
    for (const snippet of snippets)
      expect(snippet.replaceAll('[IP_ADDRESS]', '')).not.toMatch(/[[\]]|ADDRESS/);
  });

  test('finds a document: as structure, as text and as a link', async () => {
    const { search } = await connect();
    const { structuredContent, content, isError } = await search(' trains ');
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({ query: 'trains', total: 1 });
    expect(structuredContent?.results[0]).toEqual({
      id: TRAVEL,
      title: 'Travel policy',
      uri: `resource://documents/${TRAVEL}`,
      score: expect.any(Number),
      snippet: 'Book trains. Ask [EMAIL] or [PHONE].',
      created_at: '2026-01-02T00:00:00.000Z',
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(JSON.parse(content[0]?.text ?? '')).toEqual(structuredContent);
    expect(content[1]).toMatchObject({ type: 'resource_link', uri: `resource://documents/${TRAVEL}` });
  });

  test.each(['', '   ', '\n\t'])('is refused the blank query %j', async (query) => {
    const { search } = await connect();
    const { isError, content } = await search(query);
    expect(isError).toBe(true);
    expect(content[0]?.text).toContain('Query cannot be empty or whitespace');
  });

  test('is held to the limits of the arguments at their edges', async () => {
    const { search } = await connect();
    for (const [query, limit] of [
      ['x'.repeat(500), 1],
      [`  ${'x'.repeat(500)}  `, 100],
      ['x', undefined],
    ] as const) {
      expect((await search(query, limit)).isError, `${limit}`).toBeFalsy();
    }
    for (const [query, limit] of [
      ['x'.repeat(501), 1],
      ['x', 0],
      ['x', 101],
      ['x', 1.5],
      ['x', '5'],
      [7, 1],
    ]) {
      expect((await search(query, limit)).isError, `${limit}`).toBe(true);
    }
  });

  test('has personal data of its query masked, and not searched for', async () => {
    const { search } = await connect({ ...FILES, 'email.md': '# Email\nwith 555 in it' });
    const result = await search('soup test@example.com 555-123-4567');
    expect(result.structuredContent).toMatchObject({ query: 'soup [EMAIL] [PHONE]', total: 1 });
    expect(JSON.stringify(result)).not.toMatch(/test@example|123-4567/);
  });

  test.each([
    ['jane@example.com', 'Personal data is masked'],
    ['"the" -- and?', 'no words to search for'],
    ['submarine', 'No document has any of these words'],
  ])('is told why %j finds nothing', async (query, message) => {
    const { search } = await connect();
    const { structuredContent, isError } = await search(query);
    expect(isError).toBeFalsy();
    expect(structuredContent).toMatchObject({
      total: 0,
      results: [],
      message: expect.stringContaining(message),
    });
  });

  test('learns that a search failed, and nothing about the inside', async () => {
    const { search, store } = await connect();
    await store.close();
    const { isError, content } = await search('trigger_error');
    expect(isError).toBe(true);
    expect(content[0]?.text).toBe('Search operation failed. Try again in a moment.');
  });

  test('reads a document and the list of them', async () => {
    const { client } = await connect();
    const read = async (uri: string) => {
      const { contents } = (await client.readResource({ uri })) as {
        contents: { text: string; mimeType: string }[];
      };
      expect(contents[0]?.mimeType).toBe('application/json');
      return JSON.parse(contents[0]?.text ?? '');
    };
    expect(await read(`resource://documents/${TRAVEL}`)).toEqual({
      id: TRAVEL,
      title: 'Travel policy',
      content: 'Book trains. Ask [EMAIL] or [PHONE].',
      created_at: '2026-01-02T00:00:00.000Z',
      updated_at: expect.any(String),
    });
    const list = await read('resource://documents');
    expect(list.total).toBe(2);
    expect(list.documents.map(({ title }: { title: string }) => title)).toEqual(['Canteen', 'Travel policy']);
    expect(JSON.stringify(await client.listResources())).toContain(`resource://documents/${TRAVEL}`);
  });

  test.each([
    ['resource://documents/nonsense', 'Invalid document ID format'],
    ['resource://documents/..%2F..%2Fetc%2Fpasswd', 'Invalid document ID format'],
    [`resource://documents/${UNKNOWN}`, 'Document not found'],
  ])('is refused %s', async (uri, message) => {
    const { client } = await connect();
    await expect(client.readResource({ uri })).rejects.toThrow(message);
  });

  test('gets the prompt with exactly this text', async () => {
    const { client } = await connect();
    const { messages } = (await client.getPrompt({
      name: 'summarize_document',
      arguments: { doc_id: TRAVEL },
    })) as { messages: { role: string; content: { text: string } }[] };
    expect(messages).toHaveLength(1);
    expect(messages[0]?.role).toBe('user');
    expect(messages[0]?.content.text).toBe(`Please provide a comprehensive summary of the following document:

Title: Travel policy
Created: 2026-01-02T00:00:00.000Z

Content:
Book trains. Ask [EMAIL] or [PHONE].

Generate a summary that includes:
1. Main topics and key points (3-5 bullet points)
2. Important conclusions or recommendations
3. Any action items or next steps mentioned

Keep the summary concise (2-3 paragraphs) but capture all essential information.`);
    await expect(
      client.getPrompt({ name: 'summarize_document', arguments: { doc_id: UNKNOWN } }),
    ).rejects.toThrow('Document not found');
  });

  test('completes the id in the prompt and in the resource', async () => {
    const { client } = await connect();
    for (const ref of [
      { type: 'ref/prompt', name: 'summarize_document' },
      { type: 'ref/resource', uri: 'resource://documents/{doc_id}' },
    ] as const) {
      for (const value of ['travel', TRAVEL.slice(0, 8)]) {
        const { completion } = await client.complete({ ref, argument: { name: 'doc_id', value } });
        expect(completion.values).toEqual([TRAVEL]);
      }
    }
  });

  test('is told what the tool does', async () => {
    const { client } = await connect();
    const { tools } = (await client.listTools()) as { tools: Record<string, unknown>[] };
    expect(tools).toHaveLength(1);
    expect(tools[0]).toMatchObject({
      name: 'search_documents',
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      inputSchema: {
        required: ['query'],
        properties: {
          query: { type: 'string', minLength: 1, maxLength: 500 },
          limit: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
        },
      },
      outputSchema: { required: ['query', 'total', 'results'] },
    });
    expect(tools[0]?.description).toMatch(/masked/);
  });
});
