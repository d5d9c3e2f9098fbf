// What the telemetry calls this service: its own name, unless OpenTelemetry's variables say another.

type Env = Readonly<Record<string, string | undefined>>;

/** `OTEL_SERVICE_NAME`, else `service.name` in `OTEL_RESOURCE_ATTRIBUTES`, else `document-server`. */
export function serviceName(env: Env): string {
  return env.OTEL_SERVICE_NAME?.trim() || inAttributes(env.OTEL_RESOURCE_ATTRIBUTES) || 'document-server';
}

function inAttributes(text = ''): string | undefined {
  const value = /(?:^|,)\s*service\.name\s*=([^,]*)/.exec(text)?.[1]?.trim();
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
