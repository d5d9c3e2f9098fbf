// The short form of the proof in prove/main.ts: one rolling restart of two replicas behind a real HAProxy.
import { expect } from 'vitest';
import { DELAY_MS, GRACE_MS, runRollingRestarts } from './support/rolling-restart.ts';
import { itWith } from './support/services.ts';

itWith('haproxy')(
  'a rolling restart under load loses no request, leaves no orphan and exits with 0 in time',
  async () => {
    const { ok, failures, stops, orphans } = await runRollingRestarts(1, DELAY_MS);
    expect(failures).toEqual([]);
    expect(Object.keys(ok).sort()).toEqual(['quick', 'slow', 'stream', 'upload']);
    expect(stops.map(({ code, cut }) => [code, cut])).toEqual(Array(2).fill([0, 'done 0']));
    for (const { tookMs } of stops) expect(tookMs).toBeLessThan(GRACE_MS);
    expect(orphans).toBe(0);
  },
  60_000,
);
