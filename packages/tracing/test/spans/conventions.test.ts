import { describe, expect, test } from 'vitest';
import { callAttributes, spanName } from '../../src/spans/conventions.ts';

describe('spanName', () => {
  test.each([
    ['tools/call', 'search', 'tools/call search'],
    ['prompts/get', 'review', 'prompts/get review'],
    ['tools/call', undefined, 'tools/call'],
    ['resources/read', 'file:///etc/hosts', 'resources/read'],
    ['initialize', undefined, 'initialize'],
  ])('%s %s', (method, target, name) => {
    expect(spanName({ method, target, transport: 'http', resourceUri: 'file:///etc/hosts' })).toBe(name);
  });
});

describe('callAttributes', () => {
  // A tool call over HTTP: wire.test.ts.
  test('a prompt over stdio', () => {
    const call = { method: 'prompts/get', target: 'review', requestId: 'r', transport: 'stdio' } as const;
    expect(callAttributes(call)).toEqual({
      'mcp.method.name': 'prompts/get',
      'gen_ai.prompt.name': 'review',
      'jsonrpc.request.id': 'r',
      'network.transport': 'pipe',
    });
  });

  test('a resource in memory, as a notification', () => {
    const call = {
      method: 'resources/read',
      resourceUri: 'a://b',
      transport: 'memory',
      clientPort: 1,
    } as const;
    expect(callAttributes(call)).toEqual({
      'mcp.method.name': 'resources/read',
      'mcp.resource.uri': 'a://b',
    });
  });

  test.each([
    ['2024-11-05', true],
    ['2025-11-25', true],
    [undefined, true],
    ['2026-07-28', false],
    ['2027-01-01', false],
  ])('session id on %s: %s', (protocolVersion, recorded) => {
    const call = { method: 'ping', protocolVersion, sessionId: 's', transport: 'http' } as const;
    expect('mcp.session.id' in callAttributes(call)).toBe(recorded);
  });

  test('id zero is an id', () => {
    expect(callAttributes({ method: 'ping', requestId: 0, transport: 'memory' })['jsonrpc.request.id']).toBe(
      '0',
    );
  });
});
