// What all OTLP exporters get: where to post, and an agent whose connections end with the telemetry.
import { Agent } from 'node:http';

/** Options that every OTLP/HTTP exporter of the SDK takes. */
interface OtlpExporterOptions {
  url?: string;
  headers?: Record<string, string>;
  timeoutMillis: number;
  httpAgentOptions?: () => Agent;
}

/** Makes exporters' options, and closes what they opened. */
export interface OtlpConnections {
  optionsFor(url: string | undefined, timeoutMillis: number): OtlpExporterOptions;
  /** Ends every connection: an export that hangs keeps no process alive. */
  close(): void;
}

/** One set of connections for all signals. */
export function createOtlpConnections(
  headers: Readonly<Record<string, string>> | undefined,
): OtlpConnections {
  const agent = new ClosableAgent({ keepAlive: true });
  return {
    optionsFor: (url, timeoutMillis) => ({
      timeoutMillis,
      ...(url !== undefined && { url }),
      ...(headers !== undefined && { headers: { ...headers } }),
      // Over https the exporter makes its own agent, with the certificates that its OTEL_* variables name.
      ...(url?.startsWith('http:') && { httpAgentOptions: () => agent }),
    }),
    close: () => agent.close(),
  };
}

class ClosableAgent extends Agent {
  #isClosed = false;

  override createConnection(
    ...args: Parameters<Agent['createConnection']>
  ): ReturnType<Agent['createConnection']> {
    // The exporter would go on trying.
    if (this.#isClosed) throw new Error('Telemetry has been shut down');
    return super.createConnection(...args);
  }

  close(): void {
    this.#isClosed = true;
    this.destroy();
  }
}
