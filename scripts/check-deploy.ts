// Holds everything in deploy/ against the built server: names, ports, probes, paths, types, and a real start.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { checkCluster } from './lib/cluster-rules.ts';
import {
  checkFacts,
  type DeployFacts,
  defaultInHelp,
  envNamesInHelp,
  imageFacts,
  kittFacts,
  kubernetesFacts,
} from './lib/deploy-facts.ts';
import { readDockerfile } from './lib/dockerfile.ts';
import { checkLiveServer } from './lib/live-server.ts';
import { checkManifestTypes } from './lib/manifest-types.ts';
import { codeBlocks } from './lib/markdown.ts';
import { STOP_DEFAULTS } from './lib/stop-time.ts';
import { repositoryRoot } from './lib/workspace.ts';

const appFolder = join(repositoryRoot, 'apps/document-server');
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
const problems: string[] = [];
const done: string[] = [];

const help = spawnSync(process.execPath, ['dist/main.js', '--help'], { cwd: appFolder, encoding: 'utf8' });
const known = envNamesInHelp(help.stdout);
if (help.status !== 0)
  problems.push(`document-server --help ends with ${help.status}:\n${help.stderr.slice(-2000)}`);
else if (known.size === 0) problems.push('document-server --help names no environment variable');
else done.push(`${known.size} env names`);
for (const [name, value] of Object.entries(STOP_DEFAULTS)) {
  const told = defaultInHelp(help.stdout, name);
  if (known.has(name) && told !== String(value))
    problems.push(`scripts/lib/stop-time.ts has ${value} for ${name}, --help ${told}`);
}

const dockerfile = readDockerfile(read('deploy/Dockerfile'));
const image = imageFacts(dockerfile);
const kitt = kittFacts(parse(read('deploy/kitt.yml')));
problems.push(...checkFacts(image, known));
// What a place leaves out, the image sets.
problems.push(...checkFacts({ ...kitt, env: { ...image.env, ...kitt.env } }, known));
for (const path of [...dockerfile.copied, kitt.dockerFile]) {
  if (!existsSync(join(repositoryRoot, path))) problems.push(`deploy names ${path}, which does not exist`);
}
if (!/^[1-9]\d*(?::\d+)?$/.test(dockerfile.user ?? ''))
  problems.push('deploy/Dockerfile: USER is not a number above 0');
if (dockerfile.command.length === 0) problems.push('deploy/Dockerfile: CMD is not in exec form');
done.push('Dockerfile', 'kitt.yml');

let podEnv = { ...image.env };
const probePaths = [...image.probePaths, ...kitt.probePaths];
const kubectlMinor = kubectlVersion();
if (kubectlMinor === undefined) {
  const missing = 'kustomize base skipped: kubectl is missing';
  if (process.env.PORTCULLIS_REQUIRE_SERVICES === '1') problems.push(missing);
  else done.push(missing);
} else {
  const base = checkRendered(join(repositoryRoot, 'deploy/kustomize/base'), 'deploy/kustomize/base');
  podEnv = base.env;
  probePaths.push(...base.probePaths);
  if (kubectlMinor >= 21) checkOverlayExample();
  else done.push('overlay example skipped: it needs kubectl 1.21');
}

if (help.status === 0 && dockerfile.command.length > 0) {
  const live = await checkLiveServer({
    folder: appFolder,
    command: dockerfile.command,
    env: { ...podEnv, DOCS_DIR: podEnv.DOCS_DIR?.replace(/^\/app(?=\/)/, appFolder) ?? '' },
    probePaths,
    startTimeoutMs: 20_000,
    readyTimeoutMs: 20_000,
  });
  problems.push(...live);
  done.push('a live start with its probes');
}

for (const problem of problems) console.error(problem);
console.log(`checked ${done.join(', ')}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** The minor version of kubectl 1.x, or `undefined` when there is none. */
function kubectlVersion(): number | undefined {
  const { error, stdout } = spawnSync('kubectl', ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
  if (error !== undefined) return undefined;
  const { clientVersion } = JSON.parse(stdout) as { clientVersion: { minor: string } };
  return Number.parseInt(clientVersion.minor, 10);
}

/** Renders a kustomization and checks what comes out; returns what a pod would get. */
function checkRendered(folder: string, place: string): Pick<DeployFacts, 'env' | 'probePaths'> {
  const rendered = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
  if (rendered.status !== 0) {
    problems.push(`kubectl kustomize of ${place} failed:\n${rendered.stderr}`);
    return { env: image.env, probePaths: [] };
  }
  const objects = parseAllDocuments(rendered.stdout).map((document) => document.toJS() as unknown);
  const facts = kubernetesFacts(objects);
  const env = { ...image.env, ...facts.env };
  problems.push(...checkFacts({ ...facts, env, place }, known));
  for (const problem of [...checkManifestTypes(objects), ...checkCluster(objects)])
    problems.push(`${place}: ${problem}`);
  done.push(`${objects.length} objects of ${place}`);
  return { env, probePaths: facts.probePaths };
}

/** Renders the overlay that docs/deploy.md shows, so that the page stays true. */
function checkOverlayExample(): void {
  const example = codeBlocks(read('docs/deploy.md')).find(({ language }) => language === 'yaml')?.code ?? '';
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'portcullis-overlay-')));
  try {
    const text = example.replaceAll('../portcullis', relative(folder, repositoryRoot));
    writeFileSync(join(folder, 'kustomization.yaml'), text);
    checkRendered(folder, 'docs/deploy.md');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
