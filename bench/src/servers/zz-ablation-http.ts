import { serveHttp as serve } from '@portcullis/mcp-server-kit/http';
import { allGuards, definition, withoutGuards } from '../shared/kit.ts';
import { announce } from '../shared/listen.ts';

const f = process.argv[2]!.split('+');
const all = await allGuards();
const none = withoutGuards();
const o: any = { ...none };
if (f.includes('san')) o.sanitizer = all.sanitizer;
if (f.includes('rate')) o.rateLimit = all.rateLimit;
if (f.includes('audit')) {
  delete o.audit;
  o.logger = all.logger;
}
if (f.includes('auditcb')) {
  const { writeSync, openSync } = await import('node:fs');
  const fd = openSync('/dev/null', 'a');
  o.audit = (r: object) => writeSync(fd, JSON.stringify(r) + '\n');
}
if (f.includes('auditnull')) {
  o.audit = () => {};
}
if (f.includes('trace')) o.telemetry = all.telemetry;
const s: any = await serve(definition, { ...o, port: 0 } as any);
if (s.port) announce(s.port);
