// The content of results and messages, as MCP defines it (2025-11-25 and 2026-07-28 agree on these shapes).

/** Hints for the reader of a piece of content. */
export interface ContentAnnotations {
  audience?: ('user' | 'assistant')[];
  /** 0 (least) to 1 (most important). */
  priority?: number;
  /** ISO 8601. */
  lastModified?: string;
}

/** The text or bytes of a resource inside a result. */
export type EmbeddedContents =
  | { uri: string; mimeType?: string; text: string }
  | { uri: string; mimeType?: string; blob: string };

/** One entry of `resources/list`. */
export interface ResourceListItem {
  uri: string;
  name: string;
  title?: string;
  description?: string;
  mimeType?: string;
  /** In bytes. */
  size?: number;
  annotations?: ContentAnnotations;
  icons?: readonly Record<string, unknown>[];
  _meta?: Record<string, unknown>;
}

/** One block of content. `data` and `blob` are Base64. */
export type ContentBlock =
  | { type: 'text'; text: string; annotations?: ContentAnnotations }
  | { type: 'image' | 'audio'; data: string; mimeType: string; annotations?: ContentAnnotations }
  | { type: 'resource'; resource: EmbeddedContents; annotations?: ContentAnnotations }
  | ({ type: 'resource_link' } & ResourceListItem);

/** One message of a prompt. */
export interface PromptMessage {
  role: 'user' | 'assistant';
  content: ContentBlock;
}
