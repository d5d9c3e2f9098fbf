// The definitions: what a server offers. Nothing here imports an MCP SDK.

export type { CachePolicy } from './definitions/cache-policy.ts';
export type {
  ContentAnnotations,
  ContentBlock,
  EmbeddedContents,
  PromptMessage,
  ResourceListItem,
} from './definitions/content.ts';
export type { Era, HandlerContext, Invalidate, LogLevel, Notifier } from './definitions/context.ts';
export {
  elicit,
  elicitUrl,
  type InputRequest,
  type InputRequired,
  type InputRequiredOptions,
  inputRequired,
  listRoots,
  sample,
} from './definitions/input-required.ts';
export type { Principal } from './definitions/principal.ts';
export {
  definePrompt,
  type PromptDefinition,
  type PromptOptions,
  type PromptResult,
} from './definitions/prompt.ts';
export {
  type Completer,
  defineResource,
  type ListRange,
  type ResourceBody,
  type ResourceDefinition,
  type ResourceOptions,
} from './definitions/resource.ts';
export {
  defineServer,
  type ServerDefinition,
  type ServerOptions,
  type StartContext,
} from './definitions/server.ts';
export {
  type CallLimit,
  defineTool,
  type ToolAnnotations,
  type ToolDefinition,
  type ToolOptions,
  type ToolResult,
} from './definitions/tool.ts';
export { DefinitionError, invalidArgument, notFound, PublicError, type PublicErrorCode } from './errors.ts';
export type { AuditRecord } from './guards/audit.ts';
export { createLogger, type Logger, type LoggerOptions } from './runtime/logger.ts';
export type { RuntimeOptions, SanitizerLike } from './runtime/options.ts';
