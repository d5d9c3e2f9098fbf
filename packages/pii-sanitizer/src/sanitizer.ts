// Puts a sanitizer together from its options.
import type { CustomDetector } from './custom/custom-detector.ts';
import { createDetector, type Detector } from './detect/detector.ts';
import { SanitizerOptionError } from './errors.ts';
import { IDENTIFIERS } from './identifiers/identifiers.ts';
import { createList, withLists } from './policies/lists.ts';
import { CORE_TYPES } from './policies/placeholders.ts';
import type { Policies } from './policies/policy.ts';
import { binaryPolicy, checkPolicies, resolvePolicies } from './policies/resolve-policies.ts';
import type { Sanitizer, SanitizerOptions, ValueFinding } from './types.ts';
import { editsOf, redactText } from './values/edits.ts';
import { resolveLimits } from './values/limits.ts';
import type { Rules } from './values/rules.ts';
import { Run } from './values/run.ts';
import { createWordMatcher, type KeyMatcher } from './values/sensitive-keys.ts';
import { createRedactStream } from './values/stream.ts';
import { walk } from './values/walk.ts';

/** What there is to find, with and without an identifier's own file. */
const TYPES = [...CORE_TYPES, ...IDENTIFIERS.map(({ type }) => type)];
const LOCALES = IDENTIFIERS.map(({ locale }) => locale);

/**
 * Makes a sanitizer.
 * @param options What to look for, what to do with it, and bounds on the work of one call; see `SanitizerOptions`.
 * @returns A sanitizer whose functions need no `this` and may be shared.
 * @throws {SanitizerOptionError} When an option is out of range, or names a type or a country that is not known.
 */
export function createSanitizer(options: SanitizerOptions = {}): Sanitizer {
  const { locales = 'all', detectors = [] } = options;
  const types = options.types === undefined ? undefined : new Set(texts('types', options.types));
  // A misspelt one would find nothing, and nobody would know.
  if (types !== undefined) checkKnown('types', types, [...TYPES, ...detectors.map(({ type }) => type)]);
  if (locales !== 'all') checkKnown('locales', new Set(texts('locales', locales)), LOCALES);
  const keys = createWordMatcher(texts('keys', options.keys ?? []), types);
  return sanitizerFrom(options, keys, createDetector(options));
}

/** A sanitizer whose keys are judged by a matcher, and texts by a detector; one with `restored` values puts them back. */
export function sanitizerFrom(
  options: SanitizerOptions,
  keys: KeyMatcher,
  engine: Detector,
  restored?: Rules['restored'],
): Sanitizer {
  const { detectors, policies = {} } = options;
  checkPolicies(policies);
  const allow = options.allow === undefined ? undefined : createList('allow', options.allow);
  const deny = options.deny === undefined ? undefined : createList('deny', options.deny);
  // Pseudonyms are placeholders, in which no list would let anything be found.
  const detector = restored === undefined ? withLists(engine, allow, deny) : engine;
  const isAllowed = (text: string): boolean => allow?.matches(text) === true && deny?.matches(text) !== true;
  const shared = {
    detector,
    keys,
    limits: resolveLimits(options.limits),
    isAllowed,
    knownKeys: new Map(),
    restored,
  };
  const sinks = new Map<string | undefined, Sanitizer>();
  const forSink = (sink?: string): Sanitizer => {
    let known = sinks.get(sink);
    if (known === undefined) {
      known = bind({ ...shared, ...policiesFor(policies, detectors, sink) }, forSink);
      sinks.set(sink, known);
    }
    return known;
  };
  return forSink();
}

function policiesFor(
  policies: Policies,
  detectors: readonly CustomDetector[] = [],
  sink?: string,
): Pick<Rules, 'policyOf' | 'binary'> {
  const policyOf = resolvePolicies(policies, sink);
  const own = new Map(detectors.map(({ type, placeholder }) => [type, () => placeholder]));
  return {
    policyOf: (type) => {
      const policy = policyOf(type);
      return policy === 'placeholder' ? (own.get(type) ?? policy) : policy;
    },
    binary: binaryPolicy(policies, sink),
  };
}

function bind(rules: Rules, forSink: Sanitizer['for']): Sanitizer {
  return {
    detect: (text) => [...rules.detector.detect(text)],
    redact: (text) => redactText(text, undefined, rules, new Run(rules.limits), 0, editsOf),
    sanitize: <T>(value: T): T => walk(value, rules) as T,
    inspect<T>(value: T) {
      const findings: ValueFinding[] = [];
      return { value: walk(value, rules, findings) as T, findings };
    },
    stream: () => createRedactStream(rules),
    for: forSink,
  };
}

function checkKnown(name: string, given: ReadonlySet<string>, known: readonly string[]): void {
  const wrong = [...given].find((item) => !known.includes(item));
  if (wrong !== undefined || (given.size === 0 && name === 'types'))
    throw new SanitizerOptionError(
      `Expected \`${name}\` to be some of ${[...new Set(known)].join(', ')}, got ${wrong ?? 'none'}`,
    );
}

function texts(name: string, value: readonly string[]): readonly string[] {
  if (Array.isArray(value) && value.every((text) => typeof text === 'string' && text.trim() !== ''))
    return value;
  throw new SanitizerOptionError(`Expected \`${name}\` to be an array of non-empty strings`);
}
