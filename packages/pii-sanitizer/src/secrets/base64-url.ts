// base64url (RFC 4648, section 5).

/** The bytes that a text of its alphabet stands for, as characters; '' when no bytes are written with so many. */
export function decodeBase64Url(text: string): string {
  return text.length % 4 === 1 ? '' : atob(text.replaceAll('-', '+').replaceAll('_', '/'));
}
