// Liveness, readiness, load shedding and drain.
export { createDrain, type Drain, type DrainStart } from './drain.ts';
export type { DrainOptions, DrainPhase, DrainReport } from './drain-options.ts';
export { CheckFailure, HealthOptionError } from './errors.ts';
export { createHealth } from './health.ts';
export {
  createLoadShedder,
  type LoadShedder,
  type LoadShedderOptions,
  type ShedReason,
} from './load-shedder.ts';
export type { HookReport } from './run-hooks.ts';
export {
  createServerDrain,
  type Drainable,
  type ServerDrain,
  type ServerDrainOptions,
} from './server-drain.ts';
export type {
  CheckReport,
  CheckSettings,
  Health,
  HealthCheck,
  HealthOptions,
  HealthReport,
  HealthStatus,
  Measurement,
  ProbeKind,
  RequestLike,
  ResponseLike,
  ServiceInfo,
} from './types.ts';
