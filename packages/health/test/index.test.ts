import { expect, it } from 'vitest';
import * as api from '../src/index.ts';

it('exports these and no more', () => {
  expect(Object.keys(api).sort()).toEqual(['HealthOptionError', 'createHealth']);
});
