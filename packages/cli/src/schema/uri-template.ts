// RFC 6570: is a template valid, and what does it look like with its variables filled.

const EXPRESSION =
  /^[+#./;?&]?[A-Za-z0-9_.%]{1,200}(?::[1-9]\d{0,3}|\*)?(?:,[A-Za-z0-9_.%]{1,200}(?::[1-9]\d{0,3}|\*)?){0,50}$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{0,50}:/;

/** True for a template whose braces match, whose expressions are valid, and that starts with a scheme. */
export function isTemplateValid(template: string): boolean {
  const parts = split(template);
  return parts?.every((part) => part.literal || EXPRESSION.test(part.text)) === true && SCHEME.test(template);
}

/** Fills each expression with one value. For a valid template only. */
export function fillTemplate(template: string, value: string): string {
  return (split(template) ?? []).map((part) => (part.literal ? part.text : fill(part.text, value))).join('');
}

function fill(expression: string, value: string): string {
  const operator = /^[+#./;?&]/.exec(expression)?.[0] ?? '';
  const names = expression.slice(operator.length).split(',');
  const first = operator === '+' ? '' : operator;
  const separator =
    operator === '' || operator === '+' || operator === '#' ? ',' : operator === '?' ? '&' : operator;
  const named = operator === ';' || operator === '?' || operator === '&';
  return (
    first + names.map((name) => (named ? `${name.replace(/[:*].*$/, '')}=${value}` : value)).join(separator)
  );
}

function split(template: string): { text: string; literal: boolean }[] | undefined {
  const parts: { text: string; literal: boolean }[] = [];
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf('{', at);
    const literal = template.slice(at, open === -1 ? undefined : open);
    if (literal.includes('}')) return undefined;
    if (literal !== '') parts.push({ text: literal, literal: true });
    if (open === -1) break;
    const close = template.indexOf('}', open);
    if (close === -1) return undefined;
    parts.push({ text: template.slice(open + 1, close), literal: false });
    at = close + 1;
  }
  return parts;
}
