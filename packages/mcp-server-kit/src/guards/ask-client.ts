// Guard: a handler that needs input gets it, whichever way the client's revision does that.
import type { Telemetry } from '@portcullis/tracing';
import { type InputRequest, type InputRequired, isInputRequired } from '../definitions/input-required.ts';
import { PublicError } from '../errors.ts';
import { sanitiseRequests } from '../operations/sanitise-request.ts';
import type { Call } from '../runtime/call.ts';
import { andThen } from '../runtime/maybe-promise.ts';
import type { Guard, Next, Operation, Result } from '../runtime/operation.ts';
import type { SanitizerLike } from '../runtime/options.ts';
import { ProtocolFault, RPC } from '../runtime/protocol-fault.ts';
import type { RequestStateSeal } from '../runtime/request-state.ts';
import { traceAsk } from '../runtime/trace-ask.ts';

/** The most rounds that one 2025-era call may ask the client. */
const MAX_ROUNDS = 8;

/** Whether this guard stands before the operation. */
export function asksClient({ kind }: Operation): boolean {
  return kind === 'tool' || kind === 'prompt' || kind === 'resource';
}

/**
 * 2026-07-28: answers with an `input_required` result whose state is sealed, and opens that state when the
 * client retries. 2025 era: asks over the connection and calls the handler again.
 */
export function askClientGuard(
  seal: RequestStateSeal,
  sanitizer: SanitizerLike,
  telemetry?: Telemetry,
): Guard {
  return (operation) => {
    if (!asksClient(operation)) return undefined;
    return (next) => (call) => {
      if (call.scope.requestState !== undefined) openState(call, seal);
      return andThen(next(call), (value) => go(value, call, next));
    };
  };

  function go(value: unknown, call: Call, next: Next): unknown {
    if (!isInputRequired(value)) return value;
    return call.era === '2026' ? toResult(value, call) : askInRounds(value, call, next);
  }

  function toResult({ inputRequests = {}, state }: InputRequired, call: Call): Result {
    for (const request of Object.values(inputRequests)) checkCapability(request, call);
    return {
      resultType: 'input_required',
      ...(Object.keys(inputRequests).length > 0 && { inputRequests: clean(inputRequests) }),
      ...(state !== undefined && { requestState: seal.seal(state, bindingOf(call)) }),
    };
  }

  async function askInRounds(first: InputRequired, call: Call, next: Next): Promise<unknown> {
    let asked = first;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const answers: Record<string, unknown> = Object.create(null);
      for (const [key, request] of Object.entries(clean(asked.inputRequests ?? {}))) {
        checkCapability(request, call);
        answers[key] = await askOne(request, call, telemetry);
      }
      call.inputResponses = answers;
      call.state = asked.state;
      const value = await next(call);
      if (!isInputRequired(value)) return value;
      asked = value;
    }
    throw new PublicError('unavailable', `The call asked for input more than ${MAX_ROUNDS} times.`);
  }

  function clean(requests: NonNullable<InputRequired['inputRequests']>) {
    return sanitiseRequests(requests, sanitizer);
  }
}

async function askOne(request: InputRequest, call: Call, telemetry: Telemetry | undefined): Promise<unknown> {
  if (call.scope.ask === undefined) {
    throw new PublicError(
      'unavailable',
      'This call needs a session to ask the client for input. Connect with one.',
    );
  }
  try {
    return await traceAsk(telemetry, call.scope, request, call.scope.ask);
  } catch (cause) {
    throw new PublicError('unavailable', `The client did not answer ${request.method}.`, { cause });
  }
}

function openState(call: Call, seal: RequestStateSeal): void {
  const opened = seal.open(call.scope.requestState ?? '', bindingOf(call));
  if (opened === undefined) {
    throw new ProtocolFault(RPC.invalidParams, 'Invalid or expired requestState: call again without it');
  }
  call.state = opened.state;
}

// What the client sends again has to be what the state was made for.
function bindingOf({ operation, scope, params }: Call): string {
  return JSON.stringify([scope.clientKey, operation.method, params.name ?? params.uri, params.arguments]);
}

function checkCapability({ method, params }: InputRequest, call: Call): void {
  const declared = call.clientCapabilities ?? {};
  const [capability, mode] = requiredCapability(method, params);
  const has = declared[capability] as Record<string, unknown> | undefined;
  // An empty `elicitation: {}` means forms (MCP 2025-11-25).
  if (has !== undefined && (mode !== 'url' || has.url !== undefined)) return;
  const requiredCapabilities = { [capability]: mode === undefined ? {} : { [mode]: {} } };
  if (call.era === '2026') {
    throw new ProtocolFault(
      RPC.missingClientCapability,
      `The client has to support ${capability} for this call`,
      {
        requiredCapabilities,
      },
    );
  }
  throw new PublicError('unavailable', `This call needs a client that supports ${capability}.`);
}

function requiredCapability(
  method: InputRequest['method'],
  params: InputRequest['params'],
): [string, string?] {
  if (method === 'roots/list') return ['roots'];
  if (method === 'sampling/createMessage') return ['sampling'];
  return ['elicitation', params?.mode === 'url' ? 'url' : 'form'];
}
