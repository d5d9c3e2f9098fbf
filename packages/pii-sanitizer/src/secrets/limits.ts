// Bounds on secrets: how long one may be, which is what a stream has to keep, and from where on a token is looked at.

/** The longest finding. Longer secrets are cut there. Tokens signed for cloud services run to thousands of characters. */
export const MAX_SECRET_CHARS = 16_384;
/** The shortest key that is told by what it looks like, and the shortest password that is told from a word. */
export const MIN_KEY_CHARS = 16;
export const MIN_PASSWORD_CHARS = 6;
/** The longest one that words announce. */
export const MAX_PASSWORD = 64;
