// Results that may be sent again, in memory: each until its time is up, all of them within bounds.

import type { KeptResult } from './kept-json.ts';
import type { Operation } from './operation.ts';

/** The part of all characters that one result may take. */
const LARGEST_SHARE = 4;

/** How much is kept. */
export interface CacheLimits {
  /** Results at a time. */
  readonly maxEntries: number;
  /** Characters of their JSON, all together. */
  readonly maxChars: number;
}

/** What an entry answers: the same for every client and revision. */
export interface Subject {
  readonly operation: Operation;
  /** A digest of the input or of the URI. */
  readonly id: string;
}

interface Entry extends KeptResult {
  readonly subject: Subject;
  readonly expiresAt: number;
}

/** Results by key. When there is no room, the one that was not asked for the longest goes first. */
export class ResultCache {
  // A Map keeps the order of insertion, and whatever is asked for is inserted anew: its first entry goes first.
  readonly #entries = new Map<string, Entry>();
  readonly #keysOf = new Map<string, Set<string>>();
  readonly #limits: CacheLimits;
  #chars = 0;

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

  /** The result that is kept under `key`, and how long it is still good, in milliseconds. */
  get(key: string): { readonly result: KeptResult; readonly leftMs: number } | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const leftMs = entry.expiresAt - performance.now();
    if (leftMs <= 0) {
      this.#remove(key, entry);
      return undefined;
    }
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return { result: entry, leftMs };
  }

  /** Keeps `result` for `ttlMs`, unless it would take more than a quarter of all room. */
  set(key: string, subject: Subject, { result, chars }: KeptResult, ttlMs: number): void {
    const { maxEntries, maxChars } = this.#limits;
    const old = this.#entries.get(key);
    if (old !== undefined) this.#remove(key, old);
    if (chars > maxChars / LARGEST_SHARE) return;
    this.#entries.set(key, { result, chars, subject, expiresAt: performance.now() + ttlMs });
    this.#chars += chars;
    const keys = this.#keysOf.get(subject.id);
    if (keys === undefined) this.#keysOf.set(subject.id, new Set([key]));
    else keys.add(key);
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= maxEntries && this.#chars <= maxChars) break;
      this.#remove(oldest, entry);
    }
  }

  /** Drops whatever answers the subject of this id, for all clients. */
  dropSubject(id: string): void {
    for (const key of this.#keysOf.get(id) ?? []) this.#drop(key);
  }

  /** Drops all results of an operation. */
  dropOperation(operation: Operation): void {
    for (const [key, entry] of this.#entries) {
      if (entry.subject.operation === operation) this.#remove(key, entry);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#remove(key, entry);
  }

  #remove(key: string, { chars, subject }: Entry): void {
    this.#entries.delete(key);
    this.#chars -= chars;
    const keys = this.#keysOf.get(subject.id);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOf.delete(subject.id);
  }
}
