import type { Finding } from '../types.ts';
export function matchSecretToken(_text: string, _start: number, _end: number): Finding | undefined { return undefined; }
