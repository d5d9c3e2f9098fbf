// Defines a tool: plain frozen data and a handler.
import type { z } from 'zod';
import { checkDuration, checkLimit } from '../checks.ts';
import { DefinitionError } from '../errors.ts';
import { type CachePolicy, cachePolicyOf, type ResolvedCachePolicy } from './cache-policy.ts';
import type { ContentBlock } from './content.ts';
import type { HandlerContext } from './context.ts';
import { frozenCopy } from './freeze.ts';
import { type HeaderParam, headerParams } from './header-params.ts';
import type { InputRequired } from './input-required.ts';
import { type ObjectJsonSchema, toObjectJsonSchema } from './json-schema.ts';
import { checkMetadata } from './metadata.ts';
import { nameIn } from './names.ts';

/** How many calls a key may make in any window of the given length. */
export interface CallLimit {
  limit: number;
  windowMs: number;
}

/** Hints for the client about what a tool does (MCP, tool annotations). */
export interface ToolAnnotations {
  title?: string;
  readOnlyHint?: boolean;
  destructiveHint?: boolean;
  idempotentHint?: boolean;
  openWorldHint?: boolean;
}

/** A tool's result in full. A plain string stands for one text block, where the tool has no `output` schema. */
export interface ToolResult<Structured = Record<string, unknown>> {
  content?: ContentBlock[];
  /** Has to fit the tool's `output` schema. Its JSON is added as text when `content` is absent. */
  structuredContent?: Structured;
  /** `true`: the tool itself failed and says so to the model. */
  isError?: boolean;
  _meta?: Record<string, unknown>;
}

/** What {@link defineTool} takes. */
export interface ToolOptions<Input extends z.ZodType, Output extends z.ZodType> {
  /** 1 to 128 letters, digits, `_`, `-` or `.`. */
  name: string;
  /** A name for people. Default: none. */
  title?: string;
  /** What the tool does and when to use it, written for a language model. */
  description: string;
  /** The arguments, a `z.object()`. Default: none. */
  input?: Input;
  /**
   * The structured result, a `z.object()`: the handler returns `{ structuredContent }`. A result that does not fit is an
   * internal error. One that does not fit once personal data is masked (a telephone number in digits becomes a text) is
   * sent as text alone with `isError`, and the log names the fields. Default: none.
   */
  output?: Output;
  /** Hints about what it does, for the client. Default: none. */
  annotations?: ToolAnnotations;
  /** Icons for the client to show, as MCP has them. Default: none. */
  icons?: readonly Record<string, unknown>[];
  /** Sent with the tool's entry in `tools/list`. Default: none. */
  _meta?: Record<string, unknown>;
  /**
   * Sends a result again to calls with equal input, for a tool whose result depends on nothing else and that has
   * `readOnlyHint: true`. Default: each call runs the handler.
   */
  cache?: CachePolicy;
  /** How long a call may take, in milliseconds. Default: the server's `timeoutMs`. */
  timeoutMs?: number;
  /** A limit of this tool for each client, besides the server's own. Default: none. */
  rateLimit?: CallLimit;
  /** Scopes that a caller's token has to have for it, where the server authenticates its callers. Default: none. */
  scopes?: readonly string[];
  /** Does the work. `input` has been validated; what it returns is sanitised on its way out. */
  handler: (input: z.output<Input>, context: HandlerContext) => Returned<Output> | Promise<Returned<Output>>;
}

/** What a handler may return; text alone only where no structured result is promised. */
type Returned<Output extends z.ZodType> =
  | ToolResult<z.input<Output>>
  | InputRequired
  | (AnyRecord extends Output ? string : never);

type AnyRecord = z.ZodType<Record<string, unknown>, Record<string, unknown>>;

/** A tool, as {@link defineServer} takes it. Made by {@link defineTool}. */
export interface ToolDefinition {
  readonly kind: 'tool';
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string;
  readonly input: z.ZodType | undefined;
  readonly output: z.ZodType | undefined;
  readonly inputSchema: ObjectJsonSchema;
  readonly outputSchema: ObjectJsonSchema | undefined;
  readonly headerParams: readonly HeaderParam[];
  readonly annotations: ToolAnnotations | undefined;
  readonly icons: readonly Record<string, unknown>[] | undefined;
  readonly _meta: Record<string, unknown> | undefined;
  readonly cache: ResolvedCachePolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly scopes: readonly string[];
  readonly rateLimit: CallLimit | undefined;
  readonly handler: (input: never, context: HandlerContext) => unknown;
}

const NO_ARGUMENTS: ObjectJsonSchema = Object.freeze({ type: 'object', properties: Object.freeze({}) });

/**
 * Defines a tool.
 *
 * @returns A frozen {@link ToolDefinition}; it knows no transport and no SDK.
 * @throws {DefinitionError} for a bad name, an empty description, a missing handler, an unsafe schema, a cache for a
 * tool without `readOnlyHint: true`, or a field that is not of its kind.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/tools
 */
export function defineTool<
  Input extends z.ZodType = z.ZodObject<Record<never, never>>,
  Output extends z.ZodType = AnyRecord,
>(options: ToolOptions<Input, Output>): ToolDefinition {
  const name = nameIn('tool', options);
  if (typeof options.description !== 'string' || options.description.trim() === '') {
    throw new DefinitionError(`The tool "${name}" needs a description that tells a model when to use it`);
  }
  if (typeof options.handler !== 'function') {
    throw new DefinitionError(`The tool "${name}" needs a handler`);
  }
  checkMetadata(`tool "${name}"`, options);
  checkDuration(`timeoutMs of tool "${name}"`, options.timeoutMs);
  checkLimit((part) => `rateLimit.${part} of tool "${name}"`, options.rateLimit);
  const inputSchema = options.input
    ? toObjectJsonSchema(`tool "${name}" input`, options.input, 'input')
    : NO_ARGUMENTS;
  return Object.freeze({
    kind: 'tool',
    name,
    title: options.title,
    description: options.description,
    input: options.input,
    output: options.output,
    inputSchema,
    outputSchema: options.output && toObjectJsonSchema(`tool "${name}" output`, options.output, 'output'),
    headerParams: headerParams(`tool "${name}" input`, inputSchema),
    annotations: options.annotations && frozenCopy(options.annotations),
    icons: options.icons && frozenCopy(options.icons),
    _meta: options._meta && frozenCopy(options._meta),
    cache: cacheOf(name, options),
    timeoutMs: options.timeoutMs,
    scopes: Object.freeze([...(options.scopes ?? [])]),
    rateLimit: options.rateLimit && Object.freeze({ ...options.rateLimit }),
    handler: options.handler as ToolDefinition['handler'],
  });
}

function cacheOf(
  name: string,
  options: { cache?: CachePolicy; scopes?: readonly string[]; annotations?: ToolAnnotations },
): ResolvedCachePolicy | undefined {
  const policy = cachePolicyOf(`tool "${name}"`, options);
  if (policy === undefined || options.annotations?.readOnlyHint === true) return policy;
  throw new DefinitionError(
    `The tool "${name}" has a cache, and not \`annotations: { readOnlyHint: true }\`: what it does would be done once`,
  );
}
