#!/usr/bin/env node
// The executable `pii-sanitizer`.
import { run } from './cli/run.ts';

process.exitCode = await run(process.argv.slice(2));
