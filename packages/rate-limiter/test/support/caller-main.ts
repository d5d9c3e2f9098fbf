// A process that calls a shared limiter as fast as it can, with 16 calls at once, and tells its parent what got through.
import { createRateLimiter, gcra, slidingWindow } from '../../src/index.ts';
import { createRedisStore } from '../../src/redis.ts';
import { CLIENTS } from './redis-clients.ts';
import type { Admission } from './windows.ts';

const [url = '', prefix = '', kind = '', limit = '', windowMs = '', durationMs = ''] = process.argv.slice(2);
const { client, close } = await CLIENTS[0]![1](url);
const options = { limit: Number(limit), windowMs: Number(windowMs) };
const limiter = createRateLimiter({
  policies: [kind === 'gcra' ? gcra(options) : slidingWindow(options)],
  store: createRedisStore({ client, prefix }),
  storeTimeoutMs: 10_000,
});
// The same for all processes of the machine.
const now = () => Number(process.hrtime.bigint()) / 1e6;
const admissions: Admission[] = [];
let degraded = 0;
const end = now() + Number(durationMs);
await Promise.all(
  Array.from({ length: 16 }, async () => {
    while (now() < end) {
      const sentAt = now();
      const decision = await limiter.decide('k');
      if (decision.degraded) degraded++;
      else if (decision.allowed) admissions.push({ sentAt, answeredAt: now() });
    }
  }),
);
close();
process.send?.({ admissions, degraded });
process.disconnect?.();
