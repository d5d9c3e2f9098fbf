// The adapter for compromise, an optional peer: `@portcullis/pii-sanitizer/compromise`.
export {
  type CompromiseOptions,
  type CompromiseType,
  createCompromiseRecognizer,
} from './recognizers/compromise-recognizer.ts';
