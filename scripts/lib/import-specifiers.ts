// Reads every module name that a source file mentions: static, dynamic, re-exported, type-only, required.
import { parseSync } from 'oxc-parser';

/** A module name and the line on which it stands. */
export interface ImportSpecifier {
  specifier: string;
  line: number;
}

interface SyntaxNode {
  type: string;
  start: number;
  [key: string]: unknown;
}

/**
 * Lists the module names in `source`. A name that is computed at run time cannot be known and is left out.
 * @throws when the file does not parse.
 */
export function readImportSpecifiers(fileName: string, source: string): ImportSpecifier[] {
  const parsed = parseSync(fileName, source);
  const fault = parsed.errors.find((error) => error.severity === 'Error');
  if (fault !== undefined) throw new Error(`${fileName} does not parse: ${fault.message}`);

  const found: ImportSpecifier[] = [];
  walk(parsed.program, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, line: lineAt(source, node.start) });
  });
  return found;
}

function specifierOf(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return constantText(node.source);
    case 'TSExternalModuleReference':
      return constantText(node.expression);
    case 'CallExpression':
      return isLoader(node.callee) ? constantText((node.arguments as unknown[])[0]) : undefined;
    default:
      return undefined;
  }
}

/** `require`, `require.resolve`, `import.meta.resolve` and Vitest's `vi.mock` family name modules too. */
function isLoader(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression' || !isNode(callee.object) || !isNode(callee.property)) return false;
  const method = String(callee.property.name);
  if (callee.object.type === 'MetaProperty') return method === 'resolve';
  if (callee.object.name === 'require') return method === 'resolve';
  return callee.object.name === 'vi' && ['mock', 'doMock', 'importActual', 'importMock'].includes(method);
}

function constantText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis as { value: { cooked: string } }[];
  return parts.length === 1 ? parts[0]?.value.cooked : undefined;
}

function walk(node: SyntaxNode | unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit);
  } else if (typeof node === 'object' && node !== null) {
    if (isNode(node)) visit(node);
    for (const child of Object.values(node)) walk(child, visit);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (
    let index = source.indexOf('\n');
    index !== -1 && index < offset;
    index = source.indexOf('\n', index + 1)
  ) {
    line += 1;
  }
  return line;
}
