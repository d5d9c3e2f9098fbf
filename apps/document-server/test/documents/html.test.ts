// Pages: what a reader sees of them, and nothing else; and pages made to stall a parser.
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import { MAX_HTML_DEPTH, MAX_HTML_ELEMENTS, readHtml } from '../../src/documents/html.ts';
import { isTooComplex } from '../../src/documents/html-complexity.ts';

test('keeps words, and leaves out markup, scripts, comments and links', () => {
  const page =
    readHtml(`<html><head><title>A &amp; B</title><style>p{}</style><script>secret()</script></head>
    <body><h1>Heading</h1><p>One <b>two</b> <a href="mailto:x@example.com">three</a><!-- no --><img alt="no"></p>
    <table><tr><th>Day</th><td colspan="999999999">Monday</td></tr><tr><td>Hour</td></tr></table></body></html>`);
  expect(page?.title).toBe('A & B');
  expect(
    page?.text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ).toEqual(['Heading', 'One two three', 'Day | Monday |', 'Hour |']);
});

test('takes the first heading for the title if there is none', () => {
  expect(readHtml('<h1>Hello\n there</h1><p>x</p>')?.title).toBe('Hello there');
  expect(readHtml('<p>x</p>')?.title).toBeUndefined();
});

test.each([
  ['<h1><span>In</span> a<br>span</h1>', 'In a span'],
  ['<svg><title>icon</title></svg><h1>Heading</h1>', 'Heading'],
  ['<!-- <title>old</title> --><title>New &amp; own</title>', 'New & own'],
  ['<title> </title><h1></h1><h1>Second</h1>', 'Second'],
  ['<script>"<title>no</title>"</script><h1>Never closed', undefined],
  ['<h1>First</h1><title>Late</title>', 'Late'],
])('calls %s by its name', (html, title) => expect(readHtml(html)?.title).toBe(title));

test('joins a number that markup splits, so that the detectors see it whole', () => {
  expect(readHtml('<p><b>218</b>-<i>555</i>-0172</p>')?.text).toBe('218-555-0172');
});

test('keeps the marks of lists, and indents nothing', () => {
  const page = readHtml(
    '<ol start="3"><li>Open<li>Turn<ul><li>left</li><li>right</li></ul></ol><blockquote>So<br>it is</blockquote><hr>',
  );
  expect(page?.text.split(/\n+/)).toEqual(['3. Open', '4. Turn', '* left', '* right', 'So', 'it is', '---']);
});

test.each([
  ['quotations', '<blockquote>', '<br>a'],
  ['lists', '<ul><li>', 'a<br>'],
  ['numbered lists', '<ol start="999999999999999" type="I"><li>', '<li>a'],
  ['lines of a list', '<ul><li>', '<pre>a\na\na\na\na\na\n</pre>'],
  ['rules', '', '<hr>'],
])('%s do not make a page much longer than it is', (_name, open, part) => {
  const html = open.repeat(100) + part.repeat(20_000);
  expect(readHtml(html)?.text.length).toBeLessThan(2 * html.length);
});

test('refuses what nests deeper than the bound', () => {
  expect(readHtml(`${'<div>'.repeat(MAX_HTML_DEPTH)}x`)?.text).toBe('x');
  expect(readHtml('<div>'.repeat(MAX_HTML_DEPTH + 1))).toBeUndefined();
});

test.each(['<br>', '<p>', '<!-->', '<!x>'])('refuses more of %s than the bound', (part) => {
  expect(readHtml(part.repeat(MAX_HTML_ELEMENTS))).toBeDefined();
  expect(readHtml(part.repeat(MAX_HTML_ELEMENTS + 1))).toBeUndefined();
});

test.each([
  ['paragraphs', '<p>a'],
  ['list items', '<li>a'],
  ['rows and cells', '<tr><td>a<td>b'],
  ['definitions', '<dt>a<dd>b'],
  ['lines', 'a<br>'],
  ['headings after paragraphs', '<h2>a</h2><p>b'],
])('knows that %s close the ones before', (_name, part) =>
  expect(isTooComplex(part.repeat(1000), 4, MAX_HTML_ELEMENTS)).toBe(false),
);

test('does not count tags in scripts and comments', () => {
  expect(
    isTooComplex(`<script>${'<b>'.repeat(99)}</script><!--${'<b>'.repeat(99)}-->`, 2, MAX_HTML_ELEMENTS),
  ).toBe(false);
});

test.each([
  '<a title="<!--">',
  '<!-->',
  '<!--->',
  '<a title="<script>">',
  '<script/>',
  '<svg><title><script></title>',
  '</title><!x><?y>',
])(
  'nothing like %s hides how deep a page nests',
  (start) => {
    expect(
      isTooComplex(`${start}</script></title>${'<b>'.repeat(300)}-->`, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS),
    ).toBe(true);
    // The reader alone would take 20 s.
    readHtml(`${start}${'<b>'.repeat(40_000)}${'</i>'.repeat(40_000)}-->x`);
  },
  10_000,
);

test('measures what the reader will open, whatever the page', () => {
  const tags = [
    '<p>',
    '<b>',
    '</b>',
    '<td>',
    '<tr>',
    '<li>',
    '<svg>',
    '<title>',
    '</title>',
    '<!--',
    '-->',
    '<!-->',
  ];
  const more = [
    '<script>',
    '</script>',
    '<a t="',
    '">',
    '<br>',
    '</br>',
    '</p>',
    '<h1>',
    '<option>',
    'x',
    '<math/>',
  ];
  const pages = fc.array(fc.constantFrom(...tags, ...more), { maxLength: 60 });
  fc.assert(
    fc.property(pages, fc.integer({ min: 0, max: 20 }), (parts, maxDepth) => {
      const html = parts.join('');
      expect(isTooComplex(html, maxDepth, MAX_HTML_ELEMENTS)).toBe(depthOf(parseDocument(html)) > maxDepth);
    }),
  );
});

test.each([
  '<',
  '<div>',
  '<p>',
  '</p>',
  '<!--',
  '<script>',
  '<title ',
  '&lt;',
  '<a b=',
  '<table><tr><td>',
  '<i></b>',
])(
  'gets through a megabyte of %s',
  (part) => {
    readHtml(part.repeat(Math.floor(1_000_000 / part.length)));
  },
  10_000,
);

function depthOf(node: { readonly childNodes?: readonly object[] }): number {
  const depths = (node.childNodes ?? []).map((child) => ('attribs' in child ? 1 : 0) + depthOf(child));
  return Math.max(0, ...depths);
}

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (html) => void readHtml(`<p>${html}`)));
});
