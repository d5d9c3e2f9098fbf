// Liveness, readiness and drain.
export { HealthOptionError } from './errors.ts';
export { createHealth } from './health.ts';
export type {
  CheckReport,
  Health,
  HealthCheck,
  HealthOptions,
  HealthReport,
  HealthStatus,
  RequestLike,
  ResponseLike,
} from './types.ts';
