// Results that are sent again and again carry their JSON: it is written once and put into each answer as it is.
import { deepFreeze } from '../definitions/freeze.ts';
import type { Result } from './operation.ts';

const JSON_OF = Symbol('portcullis.json');

/** What a result was when its JSON was written. */
interface Written {
  /** Without the brace at its end, and without `_meta`, to which the binding adds. */
  readonly head: string;
  readonly members: Result;
}

/** A result that is to be kept. */
export interface KeptResult {
  /** Frozen, and nobody else's: only what JSON shows of the result that it was made of. */
  readonly result: Result;
  /** The characters of its JSON. */
  readonly chars: number;
}

/** Makes a copy of `result` that carries its JSON; so do copies of that, to which a binding has added members. */
export function keepJson({ _meta, ...rest }: Result): KeptResult {
  const json = JSON.stringify(rest);
  const meta = _meta === undefined ? '' : JSON.stringify(_meta);
  const members = deepFreeze(JSON.parse(json) as Result);
  const written: Written = { head: json.slice(0, -1), members };
  const result = {
    ...members,
    ...(meta !== '' && { _meta: deepFreeze(JSON.parse(meta)) }),
    [JSON_OF]: written,
  };
  return { result: Object.freeze(result), chars: json.length + meta.length };
}

/** The JSON of `result`, where it carries its own and is still what it was but for members that were added. */
export function keptJson(result: Result): string | undefined {
  const written = (result as { readonly [JSON_OF]?: Written })[JSON_OF];
  if (written === undefined) return undefined;
  const { head, members } = written;
  const added: Result = {};
  for (const key in result) {
    if (!Object.hasOwn(members, key)) added[key] = result[key];
    else if (members[key] !== result[key]) return undefined;
  }
  const tail = JSON.stringify(added);
  if (tail === '{}') return `${head}}`;
  return head === '{' ? tail : `${head},${tail.slice(1)}`;
}
