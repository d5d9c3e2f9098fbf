import { expect, it } from 'vitest';
import { spellOut } from '../../src/identifiers/forms.ts';

it('spells out repeated signs', () => {
  expect(spellOut('AA #{1,3}A|####')).toEqual(['AA #A', 'AA ##A', 'AA ###A', '####']);
  expect(spellOut('A{1,2}-#{2,3}')).toEqual(['A-##', 'A-###', 'AA-##', 'AA-###']);
  expect(spellOut('#*{0,1}')).toEqual(['#', '#*']);
  expect(spellOut('')).toEqual([]);
});
