// The places that data flows to: a sanitizer may have policies for each of them.
import type { SanitizerLike } from './options.ts';

/** The places, by the names that `policies.sinks` of `@portcullis/pii-sanitizer` has for them. */
const SINKS = ['tool_result', 'resource', 'prompt', 'error', 'log', 'audit'] as const;

/** The sanitizer of each place; what flows elsewhere is cleaned under the policies that name none. */
export type Sinks = Readonly<Record<(typeof SINKS)[number], SanitizerLike>>;

/** The sanitizer with the policies of `sink`, or itself where it knows none. */
export function forSink<T extends { for?(sink: string): T }>(sanitizer: T, sink: keyof Sinks): T {
  return sanitizer.for?.(sink) ?? sanitizer;
}

/** Asks for each place once, so that a call costs nothing more. */
export function createSinks(sanitizer: SanitizerLike): Sinks {
  return Object.fromEntries(SINKS.map((sink) => [sink, forSink(sanitizer, sink)])) as unknown as Sinks;
}
