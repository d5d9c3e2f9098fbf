import type { Finding } from '../types.ts';
export interface CustomDetector { type: string; scan(text: string, out: Finding[]): void }
