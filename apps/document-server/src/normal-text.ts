// The one form of texts and queries, so that what looks the same is the same.

/** Composes letters and their accents (Unicode NFC), and drops soft hyphens, which nobody sees or types. */
export function normalText(text: string): string {
  return text.normalize('NFC').replaceAll('\u00ad', '');
}
