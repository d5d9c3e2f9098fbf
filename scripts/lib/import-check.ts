// Runs the import rules over every package of a workspace on disk.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkImport, checkManifest } from './import-rules.ts';
import { readImportSpecifiers } from './import-specifiers.ts';
import { listPackages, listSourceFiles } from './workspace.ts';

/** What the check found, and how much it looked at. */
export interface ImportReport {
  packages: number;
  files: number;
  imports: number;
  /** One sentence each, starting with the place: `packages/x/src/y.ts:3 ...`. */
  problems: string[];
}

/** Checks every package.json and every source file of the workspace at `root`. */
export function checkWorkspaceImports(root: string): ImportReport {
  const report: ImportReport = { packages: 0, files: 0, imports: 0, problems: [] };
  for (const { folder, manifest } of listPackages(root)) {
    report.packages += 1;
    for (const problem of checkManifest(folder, manifest)) {
      report.problems.push(`${folder}/package.json ${problem}`);
    }
    for (const file of listSourceFiles(root, folder)) {
      report.files += 1;
      const source = readFileSync(join(root, folder, file), 'utf8');
      for (const { specifier, line } of readImportSpecifiers(file, source)) {
        report.imports += 1;
        const problem = checkImport({ folder, name: manifest.name }, file, specifier);
        if (problem !== undefined) report.problems.push(`${folder}/${file}:${line} ${problem}`);
      }
    }
  }
  return report;
}
