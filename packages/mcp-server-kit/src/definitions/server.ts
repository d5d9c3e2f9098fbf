// Defines a server: what it is called and what it offers.
import { DefinitionError } from '../errors.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Invalidate, Notifier } from './context.ts';
import { frozenCopy } from './freeze.ts';
import { checkMetadata } from './metadata.ts';
import { checkUnique, nameIn } from './names.ts';
import type { PromptDefinition } from './prompt.ts';
import type { ResourceDefinition } from './resource.ts';
import type { ToolDefinition } from './tool.ts';

/** What {@link ServerOptions.onStart} is given. */
export interface StartContext {
  readonly notify: Notifier;
  readonly invalidate: Invalidate;
  readonly logger: Logger;
}

/** What {@link defineServer} takes. */
export interface ServerOptions {
  /** 1 to 128 letters, digits, `_`, `-` or `.`. */
  name: string;
  /** The server's own version, such as `1.0.0`; clients are shown it. */
  version: string;
  /** A name for people. Default: none. */
  title?: string;
  /** A page about the server. Default: none. */
  websiteUrl?: string;
  /** Icons for the client to show, as MCP has them. Default: none. */
  icons?: readonly Record<string, unknown>[];
  /** How to use the server, written for a language model. */
  instructions?: string;
  /** From `defineTool`, in the order of lists. Default: none. */
  tools?: readonly ToolDefinition[];
  /** From `defineResource`. Default: none. */
  resources?: readonly ResourceDefinition[];
  /** From `definePrompt`. Default: none. */
  prompts?: readonly PromptDefinition[];
  /** Runs once before the first request; if it throws, the server does not start. */
  onStart?: (context: StartContext) => void | Promise<void>;
  /** Runs once after the last request. */
  onStop?: () => void | Promise<void>;
}

/** A server, as the transports take it. Made by {@link defineServer}. */
export interface ServerDefinition {
  readonly kind: 'server';
  readonly name: string;
  readonly version: string;
  readonly title: string | undefined;
  readonly websiteUrl: string | undefined;
  readonly icons: readonly Record<string, unknown>[] | undefined;
  readonly instructions: string | undefined;
  readonly tools: readonly ToolDefinition[];
  readonly resources: readonly ResourceDefinition[];
  readonly prompts: readonly PromptDefinition[];
  readonly onStart: ServerOptions['onStart'];
  readonly onStop: ServerOptions['onStop'];
}

/**
 * Defines a server. Serve it with `serveHttp`, `serveStdio` or, in a test, `connectTestClient`.
 *
 * @returns A frozen {@link ServerDefinition}; the order of its tools, resources and prompts is the order of lists.
 * @throws {DefinitionError} for a bad name or version, something that is not a definition, a name used twice, two
 * templates of one shape, or a field that is not of its kind.
 */
export function defineServer(options: ServerOptions): ServerDefinition {
  const name = nameIn('server', options);
  if (typeof options.version !== 'string' || options.version === '') {
    throw new DefinitionError(`The server "${name}" needs a version`);
  }
  checkMetadata(`server "${name}"`, options);
  const tools = listOf('tool', options.tools);
  const resources = listOf('resource', options.resources);
  checkTemplates(resources);
  const prompts = listOf('prompt', options.prompts);
  return Object.freeze({
    kind: 'server',
    name,
    version: options.version,
    title: options.title,
    websiteUrl: options.websiteUrl,
    icons: options.icons && frozenCopy(options.icons),
    instructions: options.instructions,
    tools,
    resources,
    prompts,
    onStart: options.onStart,
    onStop: options.onStop,
  });
}

function listOf<Definition extends { kind: string; name: string; uri?: string }>(
  kind: Definition['kind'],
  definitions: readonly Definition[] = [],
): readonly Definition[] {
  if (!Array.isArray(definitions)) throw new DefinitionError(`Expected \`${kind}s\` to be a list`);
  for (const definition of definitions) {
    if (definition?.kind !== kind) {
      throw new DefinitionError(`Expected every ${kind} to be made by define${capital(kind)}()`);
    }
  }
  checkUnique(
    kind,
    definitions.map((definition) => definition.name),
  );
  checkUnique(
    `${kind} uri`,
    definitions.flatMap((definition) => definition.uri ?? []),
  );
  return Object.freeze([...definitions]);
}

/** Refuses a template that matches what another one does: nothing would ever reach it. */
function checkTemplates(resources: readonly ResourceDefinition[]): void {
  const seen = new Map<string, string>();
  for (const { uri, template } of resources) {
    if (template === undefined) continue;
    const shape = uri.replace(/\{\w+\}/g, '{}');
    const other = seen.get(shape);
    if (other !== undefined) {
      throw new DefinitionError(
        `The resource uri ${JSON.stringify(uri)} matches the same URIs as ${JSON.stringify(other)}`,
      );
    }
    seen.set(shape, uri);
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
