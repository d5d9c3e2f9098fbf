// What stands between two groups of a run, as `SEP`. Constants of their own: a bundler writes the numbers where they are used.
export const none = 0;
export const space = 1;
/** The three marks in the order of their codes. */
export const dash = 2;
export const dot = 3;
export const slash = 4;
/** Several marks. */
export const mixed = 5;
export const newline = 6;

/** A dash, a dot or a slash. */
export function isMark(sep: number): boolean {
  return sep >= dash && sep <= slash;
}
