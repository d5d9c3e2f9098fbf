// The short form of the proof in prove/main.ts: two rolling restarts of two replicas behind a real HAProxy.
import { expect } from 'vitest';
import { DELAY_MS, GRACE_MS, runRollingRestarts } from './support/rolling-restart.ts';
import { itWith } from './support/services.ts';

itWith('haproxy')(
  'rolling restarts under load lose no request, leave no orphan and exit with 0 in time',
  async () => {
    const { ok, failures, stops, orphans } = await runRollingRestarts(2, DELAY_MS);
    expect(failures).toEqual([]);
    expect(Object.keys(ok).sort()).toEqual(['quick', 'slow', 'stream', 'upload']);
    expect(stops.map(({ code, cut }) => [code, cut])).toEqual(Array(4).fill([0, 'done 0']));
    for (const { tookMs } of stops) expect(tookMs).toBeLessThan(GRACE_MS);
    expect(orphans).toBe(0);
  },
  60_000,
);
