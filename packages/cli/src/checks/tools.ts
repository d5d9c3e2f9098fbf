// Calls every tool, with good input and with bad input.
import { makeBadInputs } from '../schema/bad-inputs.ts';
import { type Check, compileSchema } from '../schema/check.ts';
import { generate } from '../schema/generate.ts';
import { isJson, type Json } from '../session/session.ts';
import type { Caller } from './caller.ts';
import { judgeBad, judgeGood } from './replies.ts';

const UNKNOWN_TOOL = 'portcullis-validate-unknown-tool';

/** Calls each tool that may be called, and one that does not exist. */
export async function checkTools(caller: Caller, tools: readonly Json[]): Promise<void> {
  for (const tool of tools) {
    const where = `tool ${String(tool.name)}`;
    const reason = typeof tool.name === 'string' ? reasonNotToCall(caller, tool) : 'it has no name';
    if (reason === undefined) await checkTool(caller, tool, where);
    else caller.skip(where, reason);
  }
  if (!isJson(caller.session.capabilities.tools)) return;
  const where = `tool ${UNKNOWN_TOOL}`;
  const reply = await caller.call(where, (session) =>
    session.request('tools/call', { name: UNKNOWN_TOOL, arguments: {} }),
  );
  if (reply !== undefined) judgeBad(caller, where, reply, 'a tool that does not exist');
}

function reasonNotToCall({ options }: Caller, tool: Json): string | undefined {
  const hints = isJson(tool.annotations) ? tool.annotations : {};
  if (hints.destructiveHint === true && !options.callDestructive) return 'it says destructiveHint: true';
  if (options.readOnly && hints.readOnlyHint !== true) return 'it does not say readOnlyHint: true';
  return undefined;
}

async function checkTool(caller: Caller, tool: Json, where: string): Promise<void> {
  const compiled = compileSchema(tool.inputSchema);
  if (typeof compiled === 'string') {
    caller.skip(where, 'its input schema cannot be compiled');
    return;
  }
  const inputs = goodInputs(tool.inputSchema, compiled);
  if (inputs.length === 0) caller.add('behaviour/no-good-input', where, 'no valid input could be made');
  const output = tool.outputSchema === undefined ? undefined : compileSchema(tool.outputSchema);
  for (const { args, what } of inputs) {
    const reply = await caller.call(where, (session) => session.callTool(tool, args));
    // A tool that hangs once would hang for each input.
    if (reply === undefined || reply.kind === 'silence') return;
    const result = judgeGood(caller, where, reply, what);
    if (result !== undefined) checkOutput(caller, where, result, output);
  }
  for (const { args, what } of makeBadInputs(tool.inputSchema, inputs[0]?.args)) {
    if (compiled(args).kind !== 'invalid') continue;
    const reply = await caller.call(where, (session) => session.callTool(tool, args));
    if (reply === undefined || reply.kind === 'silence') return;
    judgeBad(caller, where, reply, what);
  }
}

function goodInputs(schema: unknown, check: Check): { args: unknown; what: string }[] {
  const least = { args: generate(schema, 'required'), what: 'input with the required properties' };
  const most = { args: generate(schema, 'all'), what: 'input with all properties' };
  const same = JSON.stringify(least.args) === JSON.stringify(most.args);
  return (same ? [least] : [least, most]).filter(({ args }) => check(args).kind === 'valid');
}

function checkOutput(caller: Caller, where: string, result: Json, output: Check | string | undefined): void {
  if (output === undefined) return;
  if (result.structuredContent === undefined) {
    caller.add('behaviour/output-missing', where, 'no structuredContent, but the tool has an output schema');
    return;
  }
  // Already reported with the definition.
  if (typeof output === 'string') return;
  const verdict = output(result.structuredContent);
  if (verdict.kind !== 'valid') caller.add('behaviour/output-mismatch', where, verdict.message);
}
