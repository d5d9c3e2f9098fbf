import { expect, it } from 'vitest';
import { digitRuns } from '../../src/identifiers/forms.ts';

it('spells out runs of digits between a prefix and a suffix', () => {
  expect(digitRuns('AA ', 1, 3, 'A')).toEqual(['AA #A', 'AA ##A', 'AA ###A']);
  expect(digitRuns('', 4, 4)).toEqual(['####']);
});
