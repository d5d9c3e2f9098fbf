// The checksum that ends tokens of GitHub and npm: CRC-32 of what stands between prefix and checksum, in base 62.
// https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_CHARS = 6;

/** Whether `body`, a token without its prefix, ends in its own checksum. */
export function endsInChecksum(body: string): boolean {
  const split = body.length - CHECKSUM_CHARS;
  return split > 0 && body.slice(split) === base62(crc32(body.slice(0, split)));
}

function base62(value: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = DIGITS.charAt(rest % 62) + digits;
  return digits.padStart(CHECKSUM_CHARS, '0');
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
