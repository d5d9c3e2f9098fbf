// Says what to do when the address cannot be listened on.
import { codeOf, StartError } from './errors.ts';

/**
 * Turns an error of `listen` into a {@link StartError}; any other error comes back as it is.
 * @param prefix - What stands before `port` and `host` in the options that set them, such as `metrics-`.
 */
export function listenError(error: unknown, host: string, port: number, prefix = ''): unknown {
  const named = (option: string): string =>
    `--${prefix}${option} (or ${`${prefix}${option}`.replace('-', '_').toUpperCase()})`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartError(
        'port_in_use',
        `Port ${port} on ${host} is in use. Choose another with ${named('port')}, or 0 for any free one.`,
        { cause: error },
      );
    case 'EACCES':
      return new StartError(
        'port_not_allowed',
        `This user may not listen on port ${port}. Choose one above 1023 with ${named('port')}.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        'host_not_found',
        `This machine has no address ${host} to listen on. Choose another with ${named('host')}, such as 127.0.0.1 or 0.0.0.0.`,
        { cause: error },
      );
    default:
      return error;
  }
}
