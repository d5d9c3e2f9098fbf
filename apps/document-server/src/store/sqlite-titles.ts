// Finds documents by parts of their titles. SQL would look at every row each time, and fold the letters of English only.
import type { DatabaseSync } from 'node:sqlite';

/** The titles of a database. */
export interface TitleIndex {
  /** Ids of the documents whose titles hold all of `words`, in the order of titles. */
  find(words: readonly string[], limit: number): string[];
  /** Something has been changed over this connection. */
  forget(): void;
}

/** Makes the index: the titles in small letters, read when they are first needed after a change. */
export function createTitleIndex(database: DatabaseSync): TitleIndex {
  const all = database.prepare('SELECT id, title FROM documents ORDER BY title, id');
  // It moves when another connection, of another process say, has changed something.
  const version = database.prepare('PRAGMA data_version');
  let titles: { readonly id: string; readonly title: string }[] | undefined;
  let readAt: unknown;

  function current(): readonly { readonly id: string; readonly title: string }[] {
    const now = version.get()?.data_version;
    if (titles === undefined || now !== readAt) {
      titles = all.all().map(({ id, title }) => ({ id: String(id), title: String(title).toLowerCase() }));
      readAt = now;
    }
    return titles;
  }

  return {
    find(words, limit) {
      const ids: string[] = [];
      for (const { id, title } of current()) {
        if (ids.length >= limit) break;
        if (words.every((word) => title.includes(word))) ids.push(id);
      }
      return ids;
    },
    forget() {
      titles = undefined;
    },
  };
}
