import { expect, it } from 'vitest';
import { checkManifestTypes } from '../lib/manifest-types.ts';

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec });

it('passes a right object', () => {
  expect(checkManifestTypes([service({ ports: [{ port: 8000, targetPort: 8000 }] })])).toEqual([]);
});

it('catches a misspelt key and a wrong type', () => {
  expect(checkManifestTypes([service({ port: [] })]).join('\n')).toContain(`"port"' does not exist`);
  expect(checkManifestTypes([service({ ports: [{ port: '8000' }] })]).join('\n')).toContain(
    "Type 'string' is not assignable to type 'number'",
  );
});

it('catches a kind that Kubernetes does not have', () => {
  expect(checkManifestTypes([{ ...service({}), kind: 'Servise' }]).join('\n')).toContain(
    'Cannot find module',
  );
});

it('does not write an object that is not one into a program', () => {
  expect(() => checkManifestTypes([{ apiVersion: "v1'; evil()", kind: 'Service' }])).toThrow(
    'Not a Kubernetes object',
  );
});
