// What the telemetry is of: the service, as code and OTEL_RESOURCE_ATTRIBUTES name it.
import { TracingOptionsError } from '../errors.ts';
import type { PartScrubber } from '../scrub/parts.ts';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '../sdk.ts';

/**
 * Joins and cleans them; what stands in code goes before the environment, as OpenTelemetry's specification wants.
 * @throws TracingOptionsError when `sanitize` throws for them: nothing could be exported then.
 */
export function cleanResource(
  options: { readonly serviceName: string; readonly serviceVersion: string | undefined },
  parts: PartScrubber,
): Resource {
  const service = {
    'service.name': options.serviceName,
    ...(options.serviceVersion === undefined ? {} : { 'service.version': options.serviceVersion }),
  };
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(service));
  try {
    return parts.resource(resource);
  } catch {
    // The error may quote what it could not handle.
    throw new TracingOptionsError('Expected `sanitize` to take the attributes of the service; it threw');
  }
}
