// How far the detection of secrets looks, which is what a stream has to keep.

/** The longest finding. Longer secrets are cut there. Tokens signed for cloud services run to thousands of characters. */
export const MAX_SECRET_CHARS = 16_384;
