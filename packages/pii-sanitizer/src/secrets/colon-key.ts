// Secrets that stand behind a colon without a telling name: bot tokens of Telegram, `curl -u user:password`, lines of .pgpass.

import { COLON, EQUALS, SPACE } from '../text/ascii.ts';
import { isAlnum, isDigit, isQuote } from '../text/chars.ts';
import { endOfMatch, groupAt } from '../text/end-of-match.ts';
import { oneOf } from '../text/one-of.ts';
import type { Finding } from '../types.ts';
import { isSecretValue } from './judge-value.ts';
import { secretAt } from './secret-at.ts';
import { PASSWORD } from './strength.ts';

/** https://core.telegram.org/bots/api#authorizing-your-bot: the bot's id, a colon, 35 characters. */
const TELEGRAM = /AA[\w-]{33}(?![\w-])/y;
const MIN_BOT_ID = 5;
const MAX_BOT_ID = 16;

/** https://www.postgresql.org/docs/current/libpq-pgpass.html: hostname:port:database:username:password */
const PGPASS = /:(?:[1-9]\d{3,4}|\*):[^:\s]{1,63}:[^:\s]{1,63}:([^:\s]{1,256})(?=\s|$)/y;
const HOST = /(?:^|[\r\n])(?:\*|[\w.-]{1,253})$/;

/** https://curl.se/docs/manpage.html#-u */
const USER_OPTION = /(?:^|\s)(?:-u|--user|--proxy-user|-U)(?:[ =]["']?|["'])$/;
const MAX_USER = 64;
const UNQUOTED = /[^\0- "'`]{0,256}/y;

/** Whether the colon at `colon` may be within such a secret: no more than a look for nearly all. */
export function mayEndKey(text: string, colon: number): boolean {
  const next = text.charCodeAt(colon + 1);
  if (!isAlnum(next) && next !== 36 && next !== 42) return false;
  const before = text.charCodeAt(colon - 1);
  // Digits on both sides are the time of day, unless they are a port.
  return isDigit(before) && isDigit(next) ? isPort(text, colon, next) : isAlnum(before) || before === 42;
}

/** The secret round or behind the colon at `colon`, or undefined. */
export function readColonKey(text: string, colon: number, from: number): Finding | undefined {
  const next = text.charCodeAt(colon + 1);
  const digit = isDigit(text.charCodeAt(colon - 1));
  if (digit && next === 65 && text.charCodeAt(colon + 2) === 65) return readTelegram(text, colon, from);
  // Four or five digits and a colon, or `*:`, are a port; two are the minutes of a time.
  if (isPort(text, colon, next)) {
    const password = readPgpass(text, colon);
    if (password !== undefined) return password;
  }
  // A password that begins with a mark is rarer than prose that does.
  return (digit && isDigit(next)) || !(isAlnum(next) || next === 36)
    ? undefined
    : readUser(text, colon, from);
}

function isPort(text: string, colon: number, next: number): boolean {
  if (next === 42) return text.charCodeAt(colon + 2) === COLON;
  return isDigit(next) && (text.charCodeAt(colon + 5) === COLON || text.charCodeAt(colon + 6) === COLON);
}

function readTelegram(text: string, colon: number, from: number): Finding | undefined {
  let start = colon;
  while (start > from && start > colon - MAX_BOT_ID && isDigit(text.charCodeAt(start - 1))) start -= 1;
  const end = endOfMatch(TELEGRAM, text, colon + 1);
  return colon - start >= MIN_BOT_ID && end > 0 ? secretAt(start, end, 0.9) : undefined;
}

function readPgpass(text: string, colon: number): Finding | undefined {
  const password = groupAt(PGPASS, text, colon);
  if (password === '' || !HOST.test(text.slice(Math.max(0, colon - 255), colon))) return undefined;
  return secretAt(PGPASS.lastIndex - password.length, PGPASS.lastIndex, 0.9);
}

function readUser(text: string, colon: number, from: number): Finding | undefined {
  const least = Math.max(from, colon - MAX_USER);
  let start = colon;
  while (start > least && isPlain(text.charCodeAt(start - 1))) start -= 1;
  if (start === colon) return undefined;
  const before = text.charCodeAt(start - 1);
  if (before !== SPACE && before !== EQUALS && !isQuote(before)) return undefined;
  // Before a quote there are a blank or '=' as well.
  const option = isQuote(before) ? start - 3 : start - 2;
  if (!isOptionEnd(text.charCodeAt(option)) || !USER_OPTION.test(text.slice(Math.max(0, start - 16), start)))
    return undefined;
  const end = endOfMatch(UNQUOTED, text, colon + 1);
  const value = text.slice(colon + 1, end);
  return isSecretValue({ strength: PASSWORD, name: '', value, quoted: true, tight: true, after: '' })
    ? secretAt(colon + 1, end, 0.9)
    : undefined;
}

/** The last letter of `-u`, `-U` and `--user`. */
const isOptionEnd = oneOf('uUr');

/** Neither white space nor a quote nor ':' or '='. */
function isPlain(code: number): boolean {
  return code > 39 ? code !== COLON && code !== EQUALS && code !== 96 : code > 34 && code < 39;
}
