// Turns the `policies` option into one look-up for one sink.
import { SanitizerOptionError } from '../errors.ts';
import type { Policies, Policy, TypePolicies } from './policy.ts';

/** The policy for a type; 'placeholder' when nothing else is said. */
export type PolicyOf = (type: string) => Policy;

/**
 * The policies that hold for a sink, or for no sink.
 * @throws {SanitizerOptionError} For a policy that is none.
 */
export function resolvePolicies(policies: Policies, sink?: string): PolicyOf {
  const own = ofSink(policies, sink);
  const types = new Map(
    Object.entries({ ...(own?.all === undefined ? policies.types : undefined), ...own?.types }),
  );
  const all = own?.all ?? policies.all ?? 'placeholder';
  return types.size === 0 ? () => all : (type) => types.get(type) ?? all;
}

/** The policy for bytes, which only one that names them touches. */
export function binaryPolicy(policies: Policies, sink?: string): Policy | undefined {
  return ofSink(policies, sink)?.types?.BINARY ?? policies.types?.BINARY;
}

/** Checks every policy of every sink, so that a mistake shows when the sanitizer is made. */
export function checkPolicies(policies: Policies): void {
  checkTypes('policies', policies);
  for (const [sink, own] of Object.entries(policies.sinks ?? {})) checkTypes(`policies.sinks.${sink}`, own);
}

function ofSink(policies: Policies, sink: string | undefined): TypePolicies | undefined {
  return sink === undefined ? undefined : policies.sinks?.[sink];
}

function checkTypes(path: string, from: TypePolicies): void {
  if (from.all !== undefined) check(`${path}.all`, from.all);
  for (const [type, policy] of Object.entries(from.types ?? {})) check(`${path}.types.${type}`, policy);
}

function check(path: string, policy: unknown): void {
  if (policy === 'placeholder' || policy === 'drop' || policy === 'block') return;
  if (typeof policy === 'function') return;
  throw new SanitizerOptionError(
    `Expected \`${path}\` to be 'placeholder', 'drop', 'block' or a function, got ${String(policy)}`,
  );
}
