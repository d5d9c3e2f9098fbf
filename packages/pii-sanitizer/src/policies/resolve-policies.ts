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
export function checkPolicies({ sinks = {}, ...own }: Policies): void {
  checkTypes('policies', own);
  for (const [sink, policies] of Object.entries(sinks)) checkTypes(`policies.sinks.${sink}`, policies);
}

function ofSink(policies: Policies, sink: string | undefined): TypePolicies | undefined {
  return sink === undefined ? undefined : policies.sinks?.[sink];
}

function checkTypes(path: string, { all = 'placeholder', types = {}, ...rest }: TypePolicies): void {
  check(`${path}.all`, all);
  for (const [type, policy] of Object.entries(types)) check(`${path}.types.${type}`, policy);
  // Also of `'drop'` where `{ all: 'drop' }` is meant.
  for (const name of Object.keys(rest))
    throw new SanitizerOptionError(`Expected \`${path}\` to have \`all\` and \`types\`, got ${name}`);
}

function check(path: string, policy: unknown): void {
  if (policy === 'placeholder' || policy === 'drop' || policy === 'block') return;
  if (typeof policy === 'function') return;
  throw new SanitizerOptionError(
    `Expected \`${path}\` to be 'placeholder', 'drop', 'block' or a function, got ${String(policy)}`,
  );
}
