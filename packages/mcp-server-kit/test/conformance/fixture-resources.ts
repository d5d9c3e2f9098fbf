// The resources that the suites read and watch.
import { defineResource } from '../../src/index.ts';
import { PNG } from './samples.ts';

export const resources = [
  defineResource({
    name: 'static-text',
    uri: 'test://static-text',
    description: 'Text that never changes.',
    handler: () => 'This is the content of the static text resource.',
  }),
  defineResource({
    name: 'static-binary',
    uri: 'test://static-binary',
    description: 'An image that never changes.',
    mimeType: 'image/png',
    handler: () => Buffer.from(PNG, 'base64'),
  }),
  defineResource({
    name: 'watched-resource',
    uri: 'test://watched-resource',
    description: 'A resource to subscribe to.',
    handler: () => 'Watched resource content',
  }),
  defineResource({
    name: 'template',
    uri: 'test://template/{id}/data',
    description: 'Data for an id.',
    mimeType: 'application/json',
    handler: ({ params: { id } }) => JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
  }),
];
