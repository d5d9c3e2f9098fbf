// Makes a string that a simple regular expression accepts, by reading the expression, never by running it.

const MAX_PATTERN = 500;
const MAX_REPEAT = 1_000;
const ESCAPES: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  t: '\t',
  n: '\n',
};

/**
 * Makes a string for a pattern. Understood are literals, classes, groups, alternatives (the first one is
 * taken), anchors and quantifiers (taken as few times as allowed).
 *
 * @param least - length to reach, by repeating what may be repeated without a limit
 * @returns undefined when the pattern holds something else, such as a look-ahead
 */
export function fromPattern(pattern: string, least = 0): string | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  const fewest = parse(pattern, 0);
  if (fewest === undefined || fewest.length >= least) return fewest;
  return parse(pattern, Math.min(least - fewest.length, MAX_REPEAT));
}

function parse(pattern: string, extra: number): string | undefined {
  const reader = { pattern, at: 0, extra };
  const text = readAlternatives(reader, 0);
  return reader.at === pattern.length ? text : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
  /** Characters still to be added by the next open quantifier. */
  extra: number;
}

function readAlternatives(reader: Reader, depth: number): string | undefined {
  if (depth > 10) return undefined;
  const first = readSequence(reader, depth);
  while (first !== undefined && reader.pattern[reader.at] === '|') {
    reader.at += 1;
    const before = reader.extra;
    if (readSequence(reader, depth) === undefined) return undefined;
    reader.extra = before;
  }
  return first;
}

function readSequence(reader: Reader, depth: number): string | undefined {
  let text = '';
  while (reader.at < reader.pattern.length) {
    const next = reader.pattern[reader.at];
    if (next === '|' || next === ')') break;
    if (next === '^' || next === '$') {
      reader.at += 1;
      continue;
    }
    const atom = readAtom(reader, depth);
    if (atom === undefined) return undefined;
    const times = readQuantifier(reader, atom.length);
    if (times === undefined || text.length + atom.length * times > 10_000) return undefined;
    text += atom.repeat(times);
  }
  return text;
}

function readAtom(reader: Reader, depth: number): string | undefined {
  const char = reader.pattern[reader.at];
  reader.at += 1;
  switch (char) {
    case '(':
      return readGroup(reader, depth);
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    case '.':
      return 'a';
    case '*':
    case '+':
    case '?':
    case '{':
      return undefined;
    default:
      return char;
  }
}

function readGroup(reader: Reader, depth: number): string | undefined {
  if (reader.pattern[reader.at] === '?') {
    if (reader.pattern[reader.at + 1] !== ':') return undefined;
    reader.at += 2;
  }
  const inner = readAlternatives(reader, depth + 1);
  if (inner === undefined || reader.pattern[reader.at] !== ')') return undefined;
  reader.at += 1;
  return inner;
}

function readClass(reader: Reader): string | undefined {
  const end = classEnd(reader.pattern, reader.at);
  if (end === undefined) return undefined;
  const body = reader.pattern.slice(reader.at, end);
  reader.at = end + 1;
  // Short and without a quantifier: this one is safe to run.
  const matcher = compileClass(`^[${body}]$`);
  return [...'a1A0-_ .b'].find((char) => matcher?.test(char)) ?? firstOf(body, matcher);
}

function classEnd(pattern: string, from: number): number | undefined {
  for (let at = from; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === ']') return at;
  }
  return undefined;
}

function compileClass(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}

function firstOf(body: string, matcher: RegExp | undefined): string | undefined {
  return [...body].find((char) => matcher?.test(char));
}

function readEscape(reader: Reader): string | undefined {
  const char = reader.pattern[reader.at];
  reader.at += 1;
  if (char === undefined || /[1-9bBkpPuxc]/.test(char)) return undefined;
  return ESCAPES[char] ?? char;
}

function readQuantifier(reader: Reader, width: number): number | undefined {
  const found = /^(?:[*+?]|\{(\d{1,5})(,(\d{0,5}))?\})\??/.exec(
    reader.pattern.slice(reader.at, reader.at + 20),
  );
  if (found === null) return 1;
  reader.at += found[0].length;
  const sign = found[0][0];
  const fewest = sign === '{' ? Number(found[1]) : sign === '+' ? 1 : 0;
  const most = sign === '?' ? 1 : sign !== '{' || found[3] === '' ? MAX_REPEAT : Number(found[3] ?? found[1]);
  if (fewest > MAX_REPEAT) return undefined;
  const more = width === 0 ? 0 : Math.min(Math.ceil(reader.extra / width), Math.max(most - fewest, 0));
  reader.extra -= more * width;
  return fewest + more;
}
