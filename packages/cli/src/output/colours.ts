// Three colours and bold, or none.

/** Paints text. */
export interface Colours {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Colours that paint, or that leave the text alone. */
export function createColours(on: boolean): Colours {
  const paint = (open: number, close: number) => (text: string) =>
    on ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { red: paint(31, 39), yellow: paint(33, 39), blue: paint(34, 39), bold: paint(1, 22) };
}

/** Colours are for a terminal only, and not when NO_COLOR is set (no-color.org). */
export function wantsColour(isTty: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTty && (env.NO_COLOR === undefined || env.NO_COLOR === '');
}
