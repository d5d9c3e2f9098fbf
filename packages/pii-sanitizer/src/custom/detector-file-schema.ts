// The form of a file of detectors, as JSON Schema. pii-patterns.schema.json is written from it.
import { CHECKSUM_NAMES } from './checksums.ts';
import type { JsonSchema } from './json-schema.ts';

const words: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: 'string', minLength: 1, maxLength: 64 },
};

const detector: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'pattern'],
  properties: {
    type: {
      type: 'string',
      pattern: '^[A-Z][A-Z0-9_]{1,40}$',
      description: 'The name of what is found, such as EMPLOYEE_ID.',
    },
    title: { type: 'string', maxLength: 200, description: 'What it is, for readers of the file.' },
    pattern: {
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      description:
        'A regular expression as in JavaScript, without backreferences. One that could need more than linear time is refused. ^ and $ are the ends of a line.',
    },
    flags: {
      type: 'string',
      pattern: '^[imsu]{0,4}$',
      default: '',
      description:
        'i: either case; s: the dot takes line ends; u: whole characters beyond U+FFFF; m is always on.',
    },
    wholeWord: {
      type: 'boolean',
      default: true,
      description: 'Whether a match must not be a piece of a longer word or number.',
    },
    context: {
      type: 'object',
      additionalProperties: false,
      description:
        'Words of which one has to stand near, or begin the key of the value. Either case; matched at the beginning of a word.',
      properties: {
        before: { ...words, description: 'Words before the match.' },
        after: { ...words, description: 'Words after the match.' },
        distance: {
          type: 'integer',
          minimum: 1,
          maximum: 200,
          default: 60,
          description: 'How far away, in characters.',
        },
      },
    },
    checksum: {
      type: 'string',
      enum: CHECKSUM_NAMES,
      description: 'A rule that the match has to pass, its spaces, dots, dashes and slashes left out.',
    },
    minLength: {
      type: 'integer',
      minimum: 1,
      maximum: 512,
      default: 1,
      description: 'Shortest match, in UTF-16 code units.',
    },
    maxLength: {
      type: 'integer',
      minimum: 1,
      maximum: 512,
      default: 256,
      description:
        'Longest match; a longer one is no match. Left out, the first 256 code units of a longer one are found.',
    },
    confidence: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.8,
      description: 'How sure the rule is. It ranks findings that overlap.',
    },
    allow: {
      type: 'array',
      maxItems: 10000,
      items: { type: 'string', minLength: 1, maxLength: 512 },
      description: 'Texts that are never a finding, such as examples from a manual.',
    },
    placeholder: {
      type: 'string',
      pattern: '^\\[[A-Z][A-Z0-9_]{1,40}\\]$',
      description:
        'What takes its place: a name in square brackets, so that it is known again. Default: the type.',
    },
  },
};

export const DETECTOR_FILE_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Detectors for @portcullis/pii-sanitizer',
  type: 'object',
  additionalProperties: false,
  required: ['detectors'],
  properties: {
    $schema: { type: 'string' },
    detectors: { type: 'array', maxItems: 500, items: detector },
  },
};
