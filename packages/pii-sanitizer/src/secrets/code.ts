// Whether what stands behind a separator is a piece of a program: a call, an expression, a structure.

/** How much of it is looked at. */
export const MAX_CODE_CHARS = 128;

const CALL = /^(?:await |new |!)?[A-Za-z_$][\w$.:?>-]{0,80}[([{]/;
/** Operators, the end of a block behind a short name, the repetition of a grammar (`1*tchar`), a regular expression. */
const OPERATOR =
  /[!=]==|\?\?|\|\||&&|=>|^[A-Za-z_$][\w$.]*\+\+$|\?\.|^[\w$]{1,3}[}\]]|^[A-Za-z_$][\w$.]*[)\]}]\W|^\d*\*(?:[A-Za-z(<]|$)|^\\[wdsWDSb]|^\[\^/;

/** Whether a value without quotes begins like an expression. `head` is the value, or the first `MAX_CODE_CHARS` of it. */
export function isCode(head: string): boolean {
  return '([{'.includes(head.charAt(0)) || CALL.test(head) || OPERATOR.test(head);
}
