// What a name promises of its value.

/** Nothing. */
export const NONE = 0;
/** A key, signature or session of whatever kind: the value has to look random. */
export const WEAK = 1;
/** A token or secret: the value has to be more than a name of the program. */
export const TOKEN = 2;
/** A secret that people think of: any value is one. */
export const PASSWORD = 3;

export type Strength = typeof NONE | typeof WEAK | typeof TOKEN | typeof PASSWORD;
