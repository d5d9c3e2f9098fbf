// The table of rules as text, for `--rules`.
import { RULES } from '../rules.ts';

/** Writes every rule: severity, id, what is wrong, how to mend it. */
export function formatRules(): string {
  const width = Math.max(...RULES.map(({ id }) => id.length));
  const rows = RULES.map(
    ({ id, severity, title, mend }) =>
      `${severity.padEnd(7)}  ${id.padEnd(width)}  ${title}\n${' '.repeat(11 + width)}-> ${mend}`,
  );
  return `${rows.join('\n')}\n`;
}
