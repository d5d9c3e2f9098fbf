// Refuses content that is not in the form that MCP gives it: a client would throw the whole answer away, and say why in
// words that are for nobody.

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';

const FORMS: Readonly<Record<string, (block: Fields) => boolean>> = {
  text: ({ text }) => isText(text),
  image: ({ data, mimeType }) => isText(data) && isText(mimeType),
  audio: ({ data, mimeType }) => isText(data) && isText(mimeType),
  resource_link: ({ uri, name }) => isText(uri) && isText(name),
  resource: ({ resource }) => {
    const { uri, text, blob } = (resource ?? {}) as Fields;
    return isText(uri) && (isText(text) || isText(blob));
  },
};

/**
 * Checks one block of content; `where` says what returned it.
 * @throws {TypeError} naming the type of the block, which is the author's own.
 */
export function checkBlock(block: unknown, where: string): void {
  const { type } = (block ?? {}) as Fields;
  if (isText(type) && Object.hasOwn(FORMS, type) && FORMS[type]?.(block as Fields)) return;
  throw new TypeError(
    `${where} returned a block of content that is not in the form of its type, ${JSON.stringify(type)}`,
  );
}

/**
 * Checks what a tool or a prompt gives as its list.
 * @throws {TypeError} for what is no list, or for the first block that is none.
 */
export function checkBlocks(content: unknown, where: string): asserts content is Record<string, unknown>[] {
  if (!Array.isArray(content)) throw new TypeError(`${where} returned content that is not a list of blocks`);
  for (const block of content) checkBlock(block, where);
}
