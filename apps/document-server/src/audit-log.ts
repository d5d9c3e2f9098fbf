// Appends one JSON line for each request to a file that only its owner reads.
import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { codeOf, StartError } from './errors.ts';

/** What JSON leaves as it is and a terminal obeys, or does not show: control characters, marks of direction. */
const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** An open audit log. */
export interface AuditLog {
  /** Writes one record; it is with the operating system when this returns. Never throws. */
  write(record: object): void;
  close(): void;
}

/**
 * Opens `path` to append to it, with mode 0600.
 * @param onError - Told of each record that could not be written.
 * @throws {StartError} when the file cannot be opened.
 */
export function openAuditLog(path: string, onError: (error: unknown) => void): AuditLog {
  let fd: number;
  try {
    fd = openSync(path, 'a', 0o600);
    if (fstatSync(fd).isFile()) fchmodSync(fd, 0o600);
  } catch (cause) {
    throw new StartError(
      'unwritable_audit_log',
      `Cannot write the audit log ${path} (${codeOf(cause)}). Name another file with --audit-log.`,
      { cause },
    );
  }
  let isOpen = true;
  return {
    write(record) {
      if (!isOpen) return;
      try {
        writeSync(fd, `${JSON.stringify(record).replace(UNSAFE, escapeChar)}\n`);
      } catch (error) {
        onError(error);
      }
    },
    close() {
      if (isOpen) closeSync(fd);
      isOpen = false;
    },
  };
}

function escapeChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
