// Whether another service answers.
import { CheckFailure, HealthOptionError } from '../errors.ts';
import type { CheckSettings, HealthCheck } from '../types.ts';

/** Options of `createHttpCheck`. */
export interface HttpCheckOptions extends CheckSettings {
  /** Ask a path that asks no further: a chain of readiness checks falls over as one. */
  url: string | URL;
  /** Default `GET`. */
  method?: 'GET' | 'HEAD';
  /** Headers of the request. Default: none. */
  headers?: Readonly<Record<string, string>>;
  /** Which statuses are a pass. Default 200 to 299. */
  isExpected?: (status: number) => boolean;
}

/**
 * Makes a check that sends one request, follows no redirect and reads no body. Its name is `http` unless `name` says
 * otherwise.
 * @throws {HealthOptionError} When the URL is not one of http or https, or holds a user or a password.
 */
export function createHttpCheck(options: HttpCheckOptions): HealthCheck {
  const { url, method = 'GET', headers = {}, isExpected = isSuccess, ...settings } = options;
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target?.protocol !== 'http:' && target?.protocol !== 'https:') {
    throw new HealthOptionError('Expected `url` to begin with http:// or https://');
  }
  // fetch refuses such a URL each time that it is asked.
  if (target.username !== '' || target.password !== '') {
    throw new HealthOptionError('Expected `url` to hold no user or password: send `headers.authorization`');
  }
  const check = async (signal: AbortSignal): Promise<void> => {
    const response = await fetch(target, { method, headers, signal, redirect: 'manual' });
    await response.body?.cancel();
    if (!isExpected(response.status)) throw new CheckFailure(`answered ${response.status}`);
  };
  return { name: 'http', check, ...settings };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
