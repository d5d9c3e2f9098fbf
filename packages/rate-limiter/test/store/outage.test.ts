// A Redis that stops answering, or dies, is no outage of those who ask it. `npm run prove` does it for six seconds.
import { describe, expect, it } from 'vitest';
import { LIMIT, runOutage } from '../support/outage.ts';
import { CLIENTS } from '../support/redis-clients.ts';
import { canStartRedis } from '../support/redis-server.ts';

const outageMs = Number(process.env.PROVE_OUTAGE_MS ?? 1000);
// Figures of a machine that is busy with other tests; the promise itself is proved by itself.
const isProof = process.env.PROVE_OUTAGE_MS !== undefined;
const bounds = isProof ? { worstMs: 100, recoveryMs: 1500 } : { worstMs: 1000, recoveryMs: 2500 };

describe.skipIf(!canStartRedis).each(CLIENTS)('through %s', (name, open) => {
  it.each(['freeze', 'kill'] as const)(
    '%s: every call is answered in time',
    { timeout: 60_000 },
    async (how) => {
      const figures = await runOutage(open, how, outageMs);
      if (isProof) console.log(name, how, figures);
      expect(figures.unanswered).toBe(0);
      expect(figures.degraded).toBeGreaterThan(100);
      expect(figures.worstMs).toBeLessThanOrEqual(bounds.worstMs);
      expect(figures.recoveryMs).toBeLessThanOrEqual(bounds.recoveryMs);
      // Alone the process goes on with what it has let through itself. A server that died remembers nothing, and a
      // process that is kept from its work takes the server for gone before it is.
      expect(figures.admitted).toBeLessThanOrEqual(isProof && how === 'freeze' ? LIMIT : 2 * LIMIT);
    },
  );
});
