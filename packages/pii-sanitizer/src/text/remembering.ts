// Functions that remember what they gave before.

const MAX_KNOWN = 2_000;
const MAX_CHARS = 64;

/** The same function of a text, which looks up what it was asked before: in a list of records, the same names come again and again. */
export function remembering<Value extends NonNullable<unknown> | null>(
  of: (text: string) => Value,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (text.length > MAX_CHARS) return of(text);
    let value = known.get(text);
    if (value === undefined) {
      value = of(text);
      if (known.size >= MAX_KNOWN) known.clear();
      known.set(text, value);
    }
    return value;
  };
}
