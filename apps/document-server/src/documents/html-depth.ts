// Measures how deep a page nests before it is parsed: the parser's time grows with depth times length.

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr !doctype ?xml'.split(' '),
);
/** Inside these, everything up to the end tag is text. */
const RAW = new Set(['script', 'style', 'title', 'textarea']);
/** What a start tag closes when it is on top, as far as the parser does it (WHATWG HTML, optional end tags). */
const CLOSES: Readonly<Record<string, readonly string[]>> = {
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  option: ['option'],
};
const CLOSES_P = new Set(
  'address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'.split(
    ' ',
  ),
);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,63})|<!--/g;

/** Whether elements of `html` nest deeper than `maxDepth`. Takes time in proportion to the length. */
export function nestsDeeperThan(html: string, maxDepth: number): boolean {
  const open: string[] = [];
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(html); tag !== null; tag = TAG.exec(html)) {
    const name = tag[2]?.toLowerCase();
    if (name === undefined) {
      TAG.lastIndex = endOf(html, '-->', TAG.lastIndex);
    } else if (tag[1] === '/') {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
    } else if (RAW.has(name)) {
      TAG.lastIndex = endOfRaw(html, name, TAG.lastIndex);
    } else if (!VOID.has(name)) {
      closeImplied(open, name);
      open.push(name);
      if (open.length > maxDepth) return true;
    }
  }
  return false;
}

function closeImplied(open: string[], name: string): void {
  const closes = CLOSES[name] ?? [];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    if (!closes.includes(top) && !(top === 'p' && CLOSES_P.has(name))) return;
    open.pop();
  }
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

function endOfRaw(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  return end.test(html) ? end.lastIndex : html.length;
}
