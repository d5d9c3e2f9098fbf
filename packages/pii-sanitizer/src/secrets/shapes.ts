// Keys without a prefix that their shape gives away. Each says where the vendor, or a scanner that it works with, describes it.

import { endOfMatch } from '../text/end-of-match.ts';
import type { Finding } from '../types.ts';
import { decodeBase64Url } from './base64-url.ts';
import { makeupOf } from './randomness.ts';
import { secretAt } from './secret-at.ts';

interface Shape {
  /** A character that stands at a fixed place of the token, or before it: nearly every token fails it at once. */
  at: number;
  mark: string;
  pattern: RegExp;
  /** How many characters before the token belong to the key: it begins with one that no token holds (`~`, `$`, `|`). */
  back: number;
  check?: ((key: string) => boolean) | undefined;
}

function inside(at: number, mark: string, pattern: RegExp, check?: Shape['check']): Shape {
  return { at, mark, pattern, back: 0, check };
}

function before(mark: string, pattern: RegExp, back: number): Shape {
  return { at: -1, mark, pattern, back };
}

/**
 * Azure keys of storage, Cosmos DB, DevOps, search, container registries, functions, caches and messages: how many characters stand
 * before the mark that says which, and how many behind it. https://github.com/microsoft/security-utilities (identifiable secrets)
 */
const AZURE = '76+ASt6 76ACDb6 76AZDO4 42AzSe6 42+ACR6 44AzFu6 33AzCa6 33+ASb6 33+AEh6 33+ARm6'.split(' ');

const INSIDE: readonly Shape[] = [
  // Mailchimp API key: https://mailchimp.com/developer/marketing/guides/quick-start/
  inside(32, '-', /[0-9a-f]{32}-us\d{1,2}(?!\w)/y),
  // Mailgun API and signing keys: https://documentation.mailgun.com/docs/mailgun/api-reference/authentication
  inside(32, '-', /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])/y),
  // Terraform Cloud: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  inside(14, '.', /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}(?![\w=-])/y),
  // Discord bot: https://discord.com/developers/docs/reference#authentication (the first part is the bot's id in base64)
  ...[24, 25, 26, 28].map((dot) =>
    inside(dot, '.', /[MNO][\w-]{23,27}\.[\w-]{6,7}\.[\w-]{27,40}(?![\w-])/y, startsWithId),
  ),
  // MaxMind: https://dev.maxmind.com/license-key-validation-api/
  inside(6, '_', /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?!\w)/y),
  // ngrok: https://ngrok.com/docs/api/#authentication (a KSUID and a secret)
  inside(27, '_', /[12][A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}(?!\w)/y, isMixed),
  // Azure keys with a signature: https://github.com/microsoft/security-utilities (common annotated security keys)
  inside(53, 'Q', /[A-Za-z0-9]{52}JQQJ9[9A-Za-z][A-Za-z0-9+/]{20,30}={0,2}(?![\w+/=])/y),
  ...AZURE.map((row) => {
    const at = row.slice(0, 2);
    const mark = row.slice(2, 6);
    return inside(
      +at,
      mark.charAt(0),
      new RegExp(
        `[\\w+/-]{${at}}${mark.replace('+', '\\+')}[\\w+/-]{${row.slice(6)}}={0,2}(?![\\w+/=-])`,
        'y',
      ),
    );
  }),
  // Dropbox, long-lived: https://www.dropbox.com/developers/reference/auth-types
  inside(11, 'A', /[A-Za-z0-9_-]{11}A{10}[\w=-]{43}(?![\w=-])/y, isMixed),
  // HashiCorp Vault before 1.10: https://developer.hashicorp.com/vault/docs/concepts/tokens
  inside(1, '.', /s\.[A-Za-z0-9]{24}(?![\w.(])/y, isMixed),
];

const BEFORE: readonly Shape[] = [
  // OpenShift: https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html
  before('~', /sha256~[\w-]{43}(?![\w-])/y, 7),
  // Braintree by PayPal: https://developer.paypal.com/braintree/docs/guides/credentials/
  ...[38, 41].map((back) =>
    before('$', /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}(?!\w)/y, back),
  ),
  // Facebook app token: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/#apptokens
  before('|', /\d{15}\|[\w-]{27,40}(?![\w-])/y, 16),
  before('|', /\d{16}\|[\w-]{27,40}(?![\w-])/y, 17),
];

const AWS_SECRET = /[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/y;
const AWS_ID = /(?:AKIA|ASIA)[A-Z0-9]{16}/;
const AWS_DISTANCE = 96;

/** Microsoft Entra client secret: https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret */
const ENTRA = /[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/y;
const ENTRA_HEAD = /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{0,33}$/;

/** Its part before the token ends with '~', of which it has one or more. */
function matchEntra(text: string, start: number): Finding | undefined {
  const from = Math.max(0, start - 41);
  const head = ENTRA_HEAD.exec(text.slice(from, start));
  if (head === null) return undefined;
  const end = endOfMatch(ENTRA, text, from + head.index);
  return end < 0 ? undefined : secretAt(from + head.index, end, 0.9);
}

/** The key that the token at `start` is, or ends with what stands before it, or undefined. */
export function matchShape(text: string, start: number): Finding | undefined {
  const last = text.charCodeAt(start - 1);
  const entra = last === 126 ? matchEntra(text, start) : undefined;
  if (entra !== undefined) return entra;
  const shapes = last === 126 || last === 36 || last === 124 ? BEFORE : INSIDE;
  for (const { at, mark, pattern, back, check } of shapes)
    if (text.charCodeAt(start + at) === mark.charCodeAt(0)) {
      const from = start - back;
      const end = from < 0 ? -1 : endOfMatch(pattern, text, from);
      if (end > 0 && check?.(text.slice(from, end)) !== false) return secretAt(from, end, 0.9);
    }
  return undefined;
}

/** The secret access key of AWS, 40 characters of base64, shortly behind the id that goes with it. */
export function matchAwsSecret(text: string, start: number): Finding | undefined {
  const end = endOfMatch(AWS_SECRET, text, start);
  if (end < 0 || !AWS_ID.test(text.slice(Math.max(0, start - AWS_DISTANCE), start))) return undefined;
  return isMixed(text.slice(start, end)) ? secretAt(start, end, 0.9) : undefined;
}

/** Capitals, small letters and digits, and no words. */
function isMixed(key: string): boolean {
  const { digits, upper, lower, wordiness } = makeupOf(key);
  return digits >= 2 && upper >= 2 && lower >= 2 && wordiness < 0.55;
}

function startsWithId(key: string): boolean {
  return /^\d{17,20}$/.test(decodeBase64Url(key.slice(0, key.indexOf('.'))));
}
