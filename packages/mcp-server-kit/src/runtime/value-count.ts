// How many values JSON holds, told before it is parsed: a schema may take a thousand times longer to refuse a list than
// its sender to write it.

/**
 * Whether `json` holds more than `max` values: texts, numbers, lists, objects and so on, each counted with what is in
 * it.
 */
export function hasMoreValues(json: string, max: number): boolean {
  // Every value but the outermost needs a comma or two brackets.
  if (json.length <= 2 * max) return false;
  let count = 1;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === COMMA || ((code === LIST || code === OBJECT) && !isClosed(json, at))) count++;
    if (count > max) return true;
  }
  return false;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LIST = 0x5b;
const OBJECT = 0x7b;
const BACKSLASH = 0x5c;

/** Where the text that begins at `start` ends. Not by a pattern, which would take memory for each letter. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

/** Whether the list or object that begins at `start` is empty. */
function isClosed(json: string, start: number): boolean {
  let next = start + 1;
  while (json.charCodeAt(next) <= 0x20) next++;
  const code = json.charCodeAt(next);
  return code === 0x5d || code === 0x7d;
}
