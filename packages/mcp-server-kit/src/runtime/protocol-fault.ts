// A JSON-RPC error on its way to the client. Both SDKs send `code`, `message` and `data` of what is thrown.

/** The codes of JSON-RPC 2.0 and of MCP that the kit answers with. */
export const RPC = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** Limited, timed out or otherwise not possible now. */
  serverError: -32000,
  /** 2025 era: as the SDK answers. */
  sessionNotFound: -32001,
  /** 2025 era only; 2026-07-28 uses `invalidParams` with `data.uri`. */
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingClientCapability: -32021,
  unsupportedProtocolVersion: -32022,
} as const;

/** Thrown inside the kit; the bindings put it on the wire. */
export class ProtocolFault extends Error {
  override readonly name = 'ProtocolFault';
  readonly code: number;
  readonly data: Record<string, unknown> | undefined;

  constructor(code: number, message: string, data?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
