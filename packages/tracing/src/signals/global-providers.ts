// Registers the providers with OpenTelemetry's API, for those who asked for it, and takes back what was registered.
import {
  context,
  type MeterProvider,
  metrics,
  propagation,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { LoggerProvider } from '@opentelemetry/api-logs';
import {
  AsyncLocalStorageContextManager,
  CompositePropagator,
  logs,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '../sdk.ts';

/** What can be registered; a part that is off is `undefined`. */
type Providers = readonly [
  traces: TracerProvider | undefined,
  metrics: MeterProvider | undefined,
  logs: LoggerProvider | undefined,
];

/** @returns a function that takes back what was registered here. What another library registered first stays, with a warning. */
export function registerProviders(
  [tracerProvider, meterProvider, loggerProvider]: Providers,
  warn: (message: string) => void,
): () => void {
  const undo: (() => void)[] = [];
  const taken: string[] = [];
  const note = (what: string, isOurs: boolean, disable: () => void): void => {
    if (isOurs) undo.push(disable);
    else taken.push(what);
  };

  const contexts = new AsyncLocalStorageContextManager().enable();
  note('context manager', context.setGlobalContextManager(contexts), () => context.disable());
  const propagators = [new W3CTraceContextPropagator(), new W3CBaggagePropagator()];
  note('propagator', propagation.setGlobalPropagator(new CompositePropagator({ propagators })), () =>
    propagation.disable(),
  );
  if (tracerProvider !== undefined) {
    note('tracer provider', trace.setGlobalTracerProvider(tracerProvider), () => trace.disable());
  }
  if (meterProvider !== undefined) {
    note('meter provider', metrics.setGlobalMeterProvider(meterProvider), () => metrics.disable());
  }
  if (loggerProvider !== undefined) {
    const isOurs = logs.setGlobalLoggerProvider(loggerProvider) === loggerProvider;
    note('logger provider', isOurs, () => logs.disable());
  }
  if (taken.length > 0)
    warn(`Another library had registered its own ${taken.join(', ')}, which stays in use`);
  return () => {
    for (const disable of undo) disable();
  };
}
