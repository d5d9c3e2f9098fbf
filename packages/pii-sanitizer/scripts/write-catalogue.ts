// npm run catalogue: writes pii-patterns.json and pii-patterns.schema.json.
import { writeFileSync } from 'node:fs';
import { DETECTOR_FILE_SCHEMA } from '../src/custom/detector-file-schema.ts';
import { createCatalogue } from './catalogue.ts';

const write = (name: string, value: unknown) =>
  writeFileSync(new URL(`../${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`);

write('pii-patterns.json', createCatalogue());
write('pii-patterns.schema.json', DETECTOR_FILE_SCHEMA);
