// Tool parameters that clients of 2026-07-28 repeat as HTTP headers (`x-mcp-header` in the input schema).
import { DefinitionError } from '../errors.ts';
import { deepFreeze } from './freeze.ts';
import type { ObjectJsonSchema } from './json-schema.ts';

/** One parameter that has to arrive as `Mcp-Param-{header}` too. */
export interface HeaderParam {
  /** Where the value is in the arguments. */
  readonly path: readonly string[];
  /** The header's name in lower case, with its prefix. */
  readonly header: string;
  readonly type: string;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/**
 * Finds the annotated properties of a tool's input schema (MCP 2026-07-28, streamable HTTP: custom headers).
 * @throws {DefinitionError} when an annotation is not a header token, is used twice, or is on a non-primitive.
 */
export function headerParams(where: string, schema: ObjectJsonSchema): readonly HeaderParam[] {
  const found: HeaderParam[] = [];
  visit(schema, []);
  const headers = found.map((param) => param.header);
  if (new Set(headers).size !== headers.length) {
    throw new DefinitionError(`The ${where} schema uses one x-mcp-header twice`);
  }
  return Object.freeze(found);

  function visit(node: Readonly<Record<string, unknown>>, path: readonly string[]): void {
    const name = node['x-mcp-header'];
    if (name !== undefined) {
      if (typeof name !== 'string' || !TOKEN.test(name)) {
        throw new DefinitionError(`The ${where} schema has an x-mcp-header that is not a header token`);
      }
      const type = String(node.type);
      if (!['string', 'integer', 'boolean'].includes(type)) {
        throw new DefinitionError(
          `The ${where} schema has x-mcp-header ${JSON.stringify(name)} on type ${type}; only string, integer and boolean may have one`,
        );
      }
      found.push(deepFreeze({ path, header: `mcp-param-${name.toLowerCase()}`, type }));
    }
    const properties = node.properties;
    if (properties !== null && typeof properties === 'object') {
      for (const [key, child] of Object.entries(properties)) {
        if (child !== null && typeof child === 'object') visit(child, [...path, key]);
      }
    }
  }
}
