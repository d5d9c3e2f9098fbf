// Checks what was listed, without calling it.
import { compileSchema } from '../schema/check.ts';
import { isTemplateValid } from '../schema/uri-template.ts';
import { findNetworkRefs, findUndescribed } from '../schema/walk.ts';
import { isJson, type Json } from '../session/session.ts';
import type { Caller } from './caller.ts';
import type { Listing } from './lists.ts';

const TOOL_NAME = /^[A-Za-z0-9_.-]{1,128}$/;

/** Checks every tool, resource, template and prompt. */
export function checkDefinitions(caller: Caller, listing: Listing): void {
  for (const tool of listing.tools) checkTool(caller, tool);
  for (const resource of listing.resources) checkResource(caller, resource);
  for (const template of listing.templates) checkTemplate(caller, template);
  for (const prompt of listing.prompts)
    if (!isFilled(prompt.name)) caller.add('definitions/name', 'prompts/list', 'a prompt has no name');
}

function checkTool(caller: Caller, tool: Json): void {
  const where = `tool ${String(tool.name)}`;
  if (typeof tool.name !== 'string' || !TOOL_NAME.test(tool.name))
    caller.add('definitions/name', where, 'the name is not 1 to 128 of `A-Z a-z 0-9 _ . -`');
  if (!isFilled(tool.description)) caller.add('definitions/tool-description', where, 'no description');
  if (!isJson(tool.inputSchema) || tool.inputSchema.type !== 'object')
    caller.add('definitions/input-schema', where, '`inputSchema.type` is not "object"');
  else checkSchema(caller, where, 'inputSchema', tool.inputSchema);
  if (tool.outputSchema !== undefined) checkSchema(caller, where, 'outputSchema', tool.outputSchema);
  for (const path of findUndescribed(tool.inputSchema))
    caller.add('definitions/property-description', where, `\`${path}\` has no description`);
}

function checkSchema(caller: Caller, where: string, name: string, schema: unknown): void {
  const refs = findNetworkRefs(schema);
  for (const ref of refs)
    caller.add('definitions/schema-network-ref', where, `${name} refers to ${ref.slice(0, 200)}`);
  if (refs.length > 0) return;
  const check = compileSchema(schema);
  if (typeof check === 'string') caller.add('definitions/schema-invalid', where, `${name}: ${check}`);
}

function checkResource(caller: Caller, resource: Json): void {
  const where = `resource ${String(resource.uri)}`;
  if (typeof resource.uri !== 'string' || !URL.canParse(resource.uri))
    caller.add('definitions/uri-invalid', where, 'the URI is not absolute');
  if (!isFilled(resource.name)) caller.add('definitions/name', where, 'the resource has no name');
  if (!isFilled(resource.mimeType)) caller.add('definitions/mime-type', where, 'no mimeType in the list');
}

function checkTemplate(caller: Caller, template: Json): void {
  const where = `template ${String(template.uriTemplate)}`;
  if (typeof template.uriTemplate !== 'string' || !isTemplateValid(template.uriTemplate))
    caller.add('definitions/template-invalid', where, 'not a valid URI template');
  if (!isFilled(template.name)) caller.add('definitions/name', where, 'the template has no name');
  if (!isFilled(template.mimeType)) caller.add('definitions/mime-type', where, 'no mimeType in the list');
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
