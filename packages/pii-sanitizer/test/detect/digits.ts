// Numbers of a given length for properties, and the checks that make them valid.
import fc from 'fast-check';

/** A string of `size` digits. */
export function digits(size: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: size, maxLength: size });
}

/** The digit that makes `body` with it at the end pass the Luhn check (ISO/IEC 7812-1), by the textbook. */
export function luhnDigit(body: string): string {
  const doubled = [...body].toReversed().map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = doubled.reduce((total, part) => total + (part > 9 ? part - 9 : part), 0);
  return String((10 - (sum % 10)) % 10);
}

/** `text` cut into groups of these sizes with `mark` between; what is left over is one more group. */
export function grouped(text: string, sizes: readonly number[], mark: string): string {
  const groups: string[] = [];
  let at = 0;
  for (const size of sizes) {
    groups.push(text.slice(at, at + size));
    at += size;
  }
  groups.push(text.slice(at));
  return groups.filter((group) => group !== '').join(mark);
}

/** A place in a value of this length, and how far to move the digit there. */
export const change = fc.record({ place: fc.nat(1_000), by: fc.integer({ min: 1, max: 9 }) });

/** The value with one of its digits moved. */
export function changed(value: string, { place, by }: { place: number; by: number }): string {
  const places = [...value.matchAll(/\d/g)].map(({ index }) => index);
  const at = places[place % places.length] ?? 0;
  return `${value.slice(0, at)}${(Number(value[at]) + by) % 10}${value.slice(at + 1)}`;
}
