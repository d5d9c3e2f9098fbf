// Names and places at large: `@portcullis/pii-sanitizer/recognizers`.
export {
  type AsyncCallOptions,
  type AsyncSanitizer,
  type AsyncSanitizerOptions,
  createAsyncSanitizer,
  RecognizerError,
} from './recognizers/async-sanitizer.ts';
export type { Recognizer, RecognizerFailure } from './recognizers/recognizer.ts';
