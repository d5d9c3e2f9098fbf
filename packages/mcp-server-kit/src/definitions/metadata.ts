// What clients are shown of a definition besides its name. With one field of another kind they refuse the whole list.
import { z } from 'zod';
import { DefinitionError } from '../errors.ts';
import { isScope } from './scope.ts';

const TEXT = z.string().optional();
const HINT = z.boolean().optional();

const METADATA = z.object({
  title: TEXT,
  description: TEXT,
  mimeType: TEXT,
  size: z.int().min(0).optional(),
  websiteUrl: TEXT,
  instructions: TEXT,
  annotations: z
    .looseObject({
      title: TEXT,
      readOnlyHint: HINT,
      destructiveHint: HINT,
      idempotentHint: HINT,
      openWorldHint: HINT,
      audience: z.array(z.enum(['user', 'assistant'])).optional(),
      priority: z.number().min(0).max(1).optional(),
      lastModified: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
  icons: z
    .array(
      z.looseObject({
        src: z.string(),
        mimeType: TEXT,
        sizes: z.array(z.string()).optional(),
        theme: z.enum(['light', 'dark']).optional(),
      }),
    )
    .optional(),
  _meta: z.record(z.string(), z.json()).optional(),
  scopes: z.array(z.string().refine(isScope, 'no scope, such as "docs.read"')).optional(),
});

/**
 * Checks what a definition says of itself.
 * @param what - Names the definition in errors, for example `tool "search"`.
 * @throws {DefinitionError} naming the first field that is not of its kind.
 */
export function checkMetadata(what: string, options: object): void {
  const issue = METADATA.safeParse(options).error?.issues[0];
  if (issue === undefined) return;
  throw new DefinitionError(`The ${what} has a bad ${issue.path.map(String).join('.')}: ${issue.message}`);
}
