// Holds the import order `apps -> mcp-server-kit -> {pii-sanitizer, rate-limiter, tracing, health}`.
import { checkWorkspaceImports } from './lib/import-check.ts';
import { repositoryRoot } from './lib/workspace.ts';

const report = checkWorkspaceImports(repositoryRoot);
for (const problem of report.problems) console.error(problem);
console.log(`${report.imports} imports in ${report.files} files of ${report.packages} packages`);
process.exitCode = report.problems.length > 0 ? 1 : 0;
