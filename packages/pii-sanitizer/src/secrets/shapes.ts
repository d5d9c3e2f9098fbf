// Keys without a prefix that their shape gives away. Each says where the vendor, or a scanner that it works with, describes it.
import { makeupOf } from './randomness.ts';

interface Shape {
  /** Runs from the start of a token, or from as far before it as `back` says. */
  pattern: RegExp;
  /** How many characters before the token belong to the key: those that no token holds (`~`, `$`). */
  back: number;
  /** The first character of the token's own part, when it is always the same few. */
  check?: (key: string) => boolean;
}

const SHAPES: readonly Shape[] = [
  // Mailchimp API key: https://mailchimp.com/developer/marketing/guides/quick-start/
  { pattern: /[0-9a-f]{32}-us\d{1,2}(?!\w)/y, back: 0 },
  // Mailgun API and signing keys: https://documentation.mailgun.com/docs/mailgun/api-reference/authentication
  { pattern: /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])/y, back: 0 },
  // Terraform Cloud: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  { pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}(?![\w=-])/y, back: 0 },
  // Discord bot: https://discord.com/developers/docs/reference#authentication (the first part is the bot's id in base64)
  { pattern: /[MNO][\w-]{23,27}\.[\w-]{6,7}\.[\w-]{27,40}(?![\w-])/y, back: 0, check: startsWithId },
  // MaxMind: https://dev.maxmind.com/license-key-validation-api/
  { pattern: /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?!\w)/y, back: 0 },
  // ngrok: https://ngrok.com/docs/api/#authentication (a KSUID and a secret)
  { pattern: /[12][A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}(?!\w)/y, back: 0, check: isMixed },
  // Azure keys with a signature: https://github.com/microsoft/security-utilities (common annotated security keys)
  { pattern: /[A-Za-z0-9]{52}JQQJ9[9A-Za-z][A-Za-z0-9+/]{20,30}={0,2}(?![\w+/=])/y, back: 0 },
  // Dropbox, long-lived: https://www.dropbox.com/developers/reference/auth-types
  { pattern: /[A-Za-z0-9_-]{11}A{10}[\w=-]{43}(?![\w=-])/y, back: 0, check: isMixed },
  // HashiCorp Vault before 1.10: https://developer.hashicorp.com/vault/docs/concepts/tokens
  { pattern: /s\.[A-Za-z0-9]{24}(?![\w.(])/y, back: 0, check: isMixed },
  // Microsoft Entra client secret: https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret
  { pattern: /[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/y, back: 6 },
  // OpenShift: https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html
  { pattern: /sha256~[\w-]{43}(?![\w-])/y, back: 7 },
  // Braintree by PayPal: https://developer.paypal.com/braintree/docs/guides/credentials/
  { pattern: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}(?!\w)/y, back: 40 },
  { pattern: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}(?!\w)/y, back: 37 },
  // Facebook app token: https://developers.facebook.com/docs/facebook-login/guides/access-tokens/#apptokens
  { pattern: /\d{15}\|[\w-]{27,40}(?![\w-])/y, back: 16 },
  { pattern: /\d{16}\|[\w-]{27,40}(?![\w-])/y, back: 17 },
];
const INSIDE = SHAPES.filter((shape) => shape.back === 0);
const BEFORE = SHAPES.filter((shape) => shape.back > 0);

const AWS_SECRET = /[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/y;
const AWS_ID = /(?:AKIA|ASIA)[A-Z0-9]{16}/;
const AWS_DISTANCE = 96;

/** The key that the token at `start` is, or ends with what stands before it, or undefined. */
export function matchShape(text: string, start: number): { start: number; end: number } | undefined {
  const before = text.charCodeAt(start - 1);
  const shapes = before === 126 || before === 36 || before === 124 ? BEFORE : INSIDE;
  for (const { pattern, back, check } of shapes) {
    const from = start - back;
    if (from < 0) continue;
    pattern.lastIndex = from;
    if (pattern.test(text) && (check === undefined || check(text.slice(from, pattern.lastIndex))))
      return { start: from, end: pattern.lastIndex };
  }
  return undefined;
}

/** The secret access key of AWS, 40 characters of base64, shortly behind the id that goes with it. */
export function matchAwsSecret(text: string, start: number): number {
  AWS_SECRET.lastIndex = start;
  if (!AWS_SECRET.test(text) || !AWS_ID.test(text.slice(Math.max(0, start - AWS_DISTANCE), start))) return -1;
  const end = AWS_SECRET.lastIndex;
  return isMixed(text.slice(start, end)) ? end : -1;
}

/** Capitals, small letters and digits, and no words. */
function isMixed(key: string): boolean {
  const { digits, upper, lower, wordiness } = makeupOf(key);
  return digits >= 2 && upper >= 2 && lower >= 2 && wordiness < 0.55;
}

function startsWithId(key: string): boolean {
  const part = key.slice(0, key.indexOf('.'));
  return part.length % 4 !== 1 && /^\d{17,20}$/.test(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
}
