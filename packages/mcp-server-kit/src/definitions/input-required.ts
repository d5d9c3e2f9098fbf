// Asking the client for something in the middle of a call: an elicitation, a sampling, its roots.

/** One thing asked of the client. Make it with {@link elicit}, {@link elicitUrl}, {@link sample} or {@link listRoots}. */
export interface InputRequest {
  readonly method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list';
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a handler needs before it can go on. */
export interface InputRequiredOptions {
  /** What to ask, by a key under which the answer comes back in `context.inputResponses`. */
  inputRequests?: Readonly<Record<string, InputRequest>>;
  /**
   * Plain JSON to have back as `context.state` in the next round. It travels through the client, encrypted
   * and bound to the caller, the method and the parameters.
   */
  state?: unknown;
}

const INPUT_REQUIRED = Symbol('portcullis.inputRequired');

/** The result of {@link inputRequired}. */
export interface InputRequired extends InputRequiredOptions {
  readonly [INPUT_REQUIRED]: true;
}

/**
 * Return this from a tool or prompt handler to ask the client for input. The handler is called again with
 * `context.inputResponses` and `context.state`.
 *
 * Clients of 2026-07-28 get an `input_required` result and retry; clients of the 2025 era are asked over their
 * session, in up to 8 rounds. One handler serves both.
 */
export function inputRequired(options: InputRequiredOptions): InputRequired {
  return { ...options, [INPUT_REQUIRED]: true };
}

/** Whether a handler's result asks for input. */
export function isInputRequired(value: unknown): value is InputRequired {
  return value !== null && typeof value === 'object' && INPUT_REQUIRED in value;
}

/**
 * Asks the person at the client to fill in a form.
 * @param message - What to show.
 * @param requestedSchema - A flat JSON Schema object of primitive properties (MCP, elicitation).
 */
export function elicit(message: string, requestedSchema: Readonly<Record<string, unknown>>): InputRequest {
  return { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema } };
}

/** Asks the person to visit `url`, for what must not pass through the client (a password, a payment). */
export function elicitUrl(message: string, url: string): InputRequest {
  return { method: 'elicitation/create', params: { mode: 'url', message, url } };
}

/**
 * Asks the client's model to write a message.
 * @param params - `messages`, `maxTokens` and so on, as MCP's `sampling/createMessage` has them.
 */
export function sample(params: Readonly<Record<string, unknown>>): InputRequest {
  return { method: 'sampling/createMessage', params };
}

/** Asks which folders the client works in. */
export function listRoots(): InputRequest {
  return { method: 'roots/list' };
}
