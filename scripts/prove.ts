// `npm run prove`: runs the turbo task `prove` of the packages that have one, and fails when none has.
import { spawnSync } from 'node:child_process';
import { listPackages, repositoryRoot } from './lib/workspace.ts';

const proving = listPackages(repositoryRoot).filter(({ manifest }) => manifest.scripts?.prove !== undefined);

if (proving.length === 0) {
  console.error('Nothing was proved: no package has a script named `prove` yet.');
  process.exitCode = 1;
} else {
  console.error(`Proving ${proving.map(({ manifest }) => manifest.name).join(', ')}`);
  const { status } = spawnSync('npm', ['run', '-s', 'turbo', '--', 'prove', ...process.argv.slice(2)], {
    cwd: repositoryRoot,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
