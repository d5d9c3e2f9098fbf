// A simple look for personal data in results. It finds shapes only; a clean report proves nothing.

const EMAIL = /[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})/g;
const SSN = /(?<![\d-])(\d{3})-(\d{2})-(\d{4})(?![\d-])/g;
// RFC 2606: nobody's address.
const RESERVED = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/i;

/** The kinds of personal data in a text: "an e-mail address", "a social security number". */
export function findPersonalData(text: string): string[] {
  const found: string[] = [];
  const mails = text.includes('@') ? [...text.matchAll(EMAIL)] : [];
  if (mails.some(([, domain = '']) => !RESERVED.test(domain))) found.push('an e-mail address');
  if ([...text.matchAll(SSN)].some(([, area, group, serial]) => isSsn(area, group, serial)))
    found.push('a social security number');
  return found;
}

function isSsn(area = '', group = '', serial = ''): boolean {
  return area !== '000' && area !== '666' && area < '900' && group !== '00' && serial !== '0000';
}
