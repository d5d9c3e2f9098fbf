// Secrets that stand behind a colon without a telling name: bot tokens of Telegram, `curl -u user:password`, lines of .pgpass.
import { isDigit, isQuote } from '../text/chars.ts';
import { isSecretValue } from './judge-value.ts';
import { Strength } from './key-words.ts';

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

/** The secret round or behind the colon at `colon`, or undefined. The character after the colon is not white space. */
export function readColonKey(
  text: string,
  colon: number,
  from: number,
): { start: number; end: number } | undefined {
  const next = text.charCodeAt(colon + 1);
  if (isDigit(text.charCodeAt(colon - 1)) && next === 65 && text.charCodeAt(colon + 2) === 65)
    return readTelegram(text, colon, from);
  if (text.charCodeAt(colon + 5) === 58 || text.charCodeAt(colon + 6) === 58 || next === 42)
    return readPgpass(text, colon);
  return readUser(text, colon, from);
}

function readTelegram(text: string, colon: number, from: number): { start: number; end: number } | undefined {
  let start = colon;
  while (start > from && start > colon - MAX_BOT_ID && isDigit(text.charCodeAt(start - 1))) start -= 1;
  TELEGRAM.lastIndex = colon + 1;
  return colon - start >= MIN_BOT_ID && TELEGRAM.test(text) ? { start, end: TELEGRAM.lastIndex } : undefined;
}

function readPgpass(text: string, colon: number): { start: number; end: number } | undefined {
  PGPASS.lastIndex = colon;
  const password = PGPASS.exec(text)?.[1];
  if (password === undefined || !HOST.test(text.slice(Math.max(0, colon - 255), colon))) return undefined;
  return { start: PGPASS.lastIndex - password.length, end: PGPASS.lastIndex };
}

function readUser(text: string, colon: number, from: number): { start: number; end: number } | undefined {
  const least = Math.max(from, colon - MAX_USER);
  let start = colon;
  while (start > least && isUser(text.charCodeAt(start - 1))) start -= 1;
  if (start === colon) return undefined;
  const before = text.charCodeAt(start - 1);
  if (before !== 32 && before !== 61 && !isQuote(before)) return undefined;
  if (!USER_OPTION.test(text.slice(Math.max(0, start - 16), start))) return undefined;
  let end = colon + 1;
  const limit = Math.min(text.length, end + 256);
  while (end < limit && text.charCodeAt(end) > 32 && !isQuote(text.charCodeAt(end))) end += 1;
  const value = text.slice(colon + 1, end);
  const setting = {
    strength: Strength.PASSWORD,
    name: '',
    value,
    quoted: true,
    tight: true,
    query: false,
    fallback: false,
    after: '',
  };
  return isSecretValue(setting) ? { start: colon + 1, end } : undefined;
}

/** Letters, digits and . _ % + - @ $ */
function isUser(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 64 && code <= 90) ||
    isDigit(code) ||
    '._%+-$'.includes(String.fromCharCode(code))
  );
}
