// The table of all rules, in the order in which they are printed.
import { BEHAVIOUR_RULES } from './rules/behaviour.ts';
import { CONNECTION_RULES } from './rules/connection.ts';
import { DEFINITION_RULES } from './rules/definitions.ts';
import { HTTP_RULES } from './rules/http.ts';
import type { Rule } from './rules/rule.ts';
import { STDIO_RULES } from './rules/stdio.ts';

const TABLE = [
  ...CONNECTION_RULES,
  ...DEFINITION_RULES,
  ...BEHAVIOUR_RULES,
  ...HTTP_RULES,
  ...STDIO_RULES,
] as const;

/** The id of a rule, such as `definitions/tool-description`. */
export type RuleId = (typeof TABLE)[number]['id'];

/** Every rule that `validate` can report, with severity, title and how to mend it. */
export const RULES: readonly Rule[] = Object.freeze(TABLE.map((rule) => Object.freeze({ ...rule })));

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The entry of the table for an id. */
export function ruleOf(id: RuleId): Rule {
  const rule = BY_ID.get(id);
  if (rule === undefined) throw new Error(`Expected a known rule id, got ${id}`);
  return rule;
}
