// The type of SDK v2's client. Its package is an optional peer: who tests the 2025 era alone compiles without it, and
// `V2Client` is `any` there.

// biome-ignore lint/suspicious/noTsIgnore: it has to be in the declarations, and is no error here.
/** @ts-ignore */
export type { Client as V2Client } from '@modelcontextprotocol/client';
