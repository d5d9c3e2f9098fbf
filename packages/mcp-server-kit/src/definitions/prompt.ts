// Defines a prompt: a template that a person picks and a model reads.
import type { z } from 'zod';
import { checkDuration } from '../checks.ts';
import { DefinitionError } from '../errors.ts';
import { type CachePolicy, cachePolicyOf, type ResolvedCachePolicy } from './cache-policy.ts';
import type { PromptMessage } from './content.ts';
import type { HandlerContext } from './context.ts';
import { deepFreeze, frozenCopy } from './freeze.ts';
import type { InputRequired } from './input-required.ts';
import { toObjectJsonSchema } from './json-schema.ts';
import { checkMetadata } from './metadata.ts';
import { nameIn } from './names.ts';
import { type Completer, completersOf } from './resource.ts';

/** A prompt in full. A plain string stands for one message of the user. */
export interface PromptResult {
  description?: string;
  messages: PromptMessage[];
}

/** What {@link definePrompt} takes. */
export interface PromptOptions<Args extends z.ZodType> {
  /** 1 to 128 letters, digits, `_`, `-` or `.`. */
  name: string;
  /** A name for people. Default: none. */
  title?: string;
  /** What it is for. Default: none. */
  description?: string;
  /** Icons for the client to show, as MCP has them. Default: none. */
  icons?: readonly Record<string, unknown>[];
  /** Sent with the prompt's entry in `prompts/list`. Default: none. */
  _meta?: Record<string, unknown>;
  /** The arguments, a `z.object()` of strings; clients see their `description` and `title`. Default: none. */
  args?: Args;
  /** Completion of the arguments. */
  complete?: Readonly<Record<string, Completer>>;
  /**
   * Sends a prompt again to calls with equal arguments, for a handler whose result depends on nothing else. Default: each
   * call runs the handler.
   */
  cache?: CachePolicy;
  /** How long it may take, in milliseconds. Default: the server's `timeoutMs`. */
  timeoutMs?: number;
  /** Scopes that a caller's token has to have for it, where the server authenticates its callers. Default: none. */
  scopes?: readonly string[];
  /** Writes the prompt. */
  handler: (
    args: z.output<Args>,
    context: HandlerContext,
  ) => string | PromptResult | InputRequired | Promise<string | PromptResult | InputRequired>;
}

/** One argument, as `prompts/list` shows it. */
interface PromptArgument {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly required: boolean;
}

/** A prompt, as {@link defineServer} takes it. Made by {@link definePrompt}. */
export interface PromptDefinition {
  readonly kind: 'prompt';
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly icons: readonly Record<string, unknown>[] | undefined;
  readonly _meta: Record<string, unknown> | undefined;
  readonly args: z.ZodType | undefined;
  readonly arguments: readonly PromptArgument[];
  readonly complete: Readonly<Record<string, Completer>>;
  readonly cache: ResolvedCachePolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly scopes: readonly string[];
  readonly handler: (args: never, context: HandlerContext) => unknown;
}

/**
 * Defines a prompt.
 *
 * @returns A frozen {@link PromptDefinition}.
 * @throws {DefinitionError} for a bad name, an unsafe schema, an argument that is no text, a completion for an argument that
 * is not there, or a field that is not of its kind.
 * @see https://modelcontextprotocol.io/specification/2025-11-25/server/prompts
 */
export function definePrompt<Args extends z.ZodType = z.ZodObject<Record<never, never>>>(
  options: PromptOptions<Args>,
): PromptDefinition {
  const name = nameIn('prompt', options);
  if (typeof options.handler !== 'function')
    throw new DefinitionError(`The prompt "${name}" needs a handler`);
  checkMetadata(`prompt "${name}"`, options);
  checkDuration(`timeoutMs of prompt "${name}"`, options.timeoutMs);
  const promptArguments = argumentsOf(name, options.args);
  const complete = completersOf(`prompt "${name}"`, options.complete);
  for (const argument of Object.keys(complete)) {
    if (!promptArguments.some((known) => known.name === argument)) {
      throw new DefinitionError(
        `The prompt "${name}" completes "${argument}", which is not one of its arguments`,
      );
    }
  }
  return Object.freeze({
    kind: 'prompt',
    name,
    title: options.title,
    description: options.description,
    icons: options.icons && frozenCopy(options.icons),
    _meta: options._meta && frozenCopy(options._meta),
    args: options.args,
    arguments: promptArguments,
    complete,
    cache: cachePolicyOf(`prompt "${name}"`, options),
    timeoutMs: options.timeoutMs,
    scopes: Object.freeze([...(options.scopes ?? [])]),
    handler: options.handler as PromptDefinition['handler'],
  });
}

function argumentsOf(name: string, args: z.ZodType | undefined): readonly PromptArgument[] {
  if (args === undefined) return [];
  const schema = toObjectJsonSchema(`prompt "${name}" args`, args, 'input');
  const { shape = {} } = args._zod.def as { shape?: Readonly<Record<string, z.core.$ZodType>> };
  for (const [argument, part] of Object.entries(shape)) {
    if (takesText(part)) continue;
    throw new DefinitionError(
      `The prompt "${name}" takes no text as "${argument}", and clients send nothing else: use z.coerce or a transform`,
    );
  }
  const required = (schema.required ?? []) as readonly string[];
  return deepFreeze(
    Object.entries((schema.properties ?? {}) as Record<string, { title?: string; description?: string }>).map(
      ([argument, { title, description }]) => ({
        name: argument,
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        required: required.includes(argument),
      }),
    ),
  );
}

const NEVER_TEXT = ['array', 'bigint', 'boolean', 'date', 'number', 'object', 'record', 'tuple'];

/** Whether `schema` may accept a string. */
function takesText(schema: z.core.$ZodType): boolean {
  const {
    type,
    coerce,
    innerType,
    in: first,
  } = schema._zod.def as z.core.$ZodTypeDef & {
    coerce?: boolean;
    innerType?: z.core.$ZodType;
    in?: z.core.$ZodType;
  };
  const inner = innerType ?? first;
  return inner === undefined ? coerce === true || !NEVER_TEXT.includes(type) : takesText(inner);
}
