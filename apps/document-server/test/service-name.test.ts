import { expect, test } from 'vitest';
import { serviceName } from '../src/service-name.ts';

test.each([
  [{}, 'document-server'],
  [{ OTEL_SERVICE_NAME: ' ' }, 'document-server'],
  [{ OTEL_SERVICE_NAME: 'docs' }, 'docs'],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'a=b, service.name = docs%20a ,service.namespace=x' }, 'docs a'],
  [{ OTEL_RESOURCE_ATTRIBUTES: 'my.service.name=x,service.name=%' }, 'document-server'],
  [{ OTEL_SERVICE_NAME: 'docs', OTEL_RESOURCE_ATTRIBUTES: 'service.name=other' }, 'docs'],
])('%j is %s', (env, name) => expect(serviceName(env)).toBe(name));
