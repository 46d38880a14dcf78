import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from '@swc/core';

/** What one line of a module reaches. */
export interface Import {
  /** As it is written. */
  specifier: string;
  /** From 1. */
  line: number;
  /**
   * `type`: gone when the program runs. `named`: not imported, but a string that is the path of a
   * source file, which something else will load or run.
   */
  how: 'import' | 'type' | 'named';
  to: /** A file of this project, relative to its root. */
    | { file: string }
    /** `zod`, `@aws-sdk/client-s3`, `@theme/Layout` becomes `@theme`. */
    | { package: string }
    /** `node:fs/promises` becomes `fs/promises`. */
    | { builtin: string }
    /** Cannot be found out: the file is not there, or its path is computed. */
    | { nowhere: string };
}

/** A source file, and everything it reaches. */
export interface Module {
  /** Relative to the root of the project. */
  file: string;
  imports: Import[];
}

const code = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const notOurs = ['node_modules', 'build', '__fixtures__'];

/** Paths of all files with code, `.mdx` included, relative to `root`, sorted. */
function findSourceFiles(root: string): string[] {
  const find = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name.startsWith('.') || notOurs.includes(entry.name) ? [] : find(path);
      return code.test(entry.name) || entry.name.endsWith('.mdx') ? [path] : [];
    });
  return find('.').sort();
}

/**
 * Reads which modules import which: static, dynamic and type-only imports, `import('…')` types, and
 * paths in strings. A path with holes (`import(`../runbooks/${id}/texts.ts`)`) reaches every file
 * that it fits.
 *
 * With swc's parser and our own walk through its tree: dependency-cruiser cannot use TypeScript 7,
 * and its swc visitor stops at `await using` and overlooks `import('…')` types.
 *
 * @throws what the parser says of a file that it cannot read
 */
export function readModules(root: string): Module[] {
  const files = findSourceFiles(root);
  return files.map((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const found = file.endsWith('.mdx') ? findInMdx(source) : findInCode(file, source);
    return {
      file,
      imports: found.flatMap(({ specifier, how }) => {
        const line = lineOf(source, specifier);
        return resolve(root, files, file, specifier, how).map((to) => ({
          specifier,
          line,
          how,
          to,
        }));
      }),
    };
  });
}

interface Found {
  specifier: string;
  how: Import['how'];
}

/** Stands for what is computed in a specifier. */
const hole = '*';

function findInCode(file: string, source: string): Found[] {
  const found: Found[] = [];
  const tree = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') });
  walk(tree, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (node.source)
          found.push({ specifier: node.source.value, how: isTypeOnly(node) ? 'type' : 'import' });
        return false;
      case 'TsExternalModuleReference':
        found.push({ specifier: node.expression.value, how: 'import' });
        return false;
      case 'TsImportType':
        found.push({ specifier: node.argument.value, how: 'type' });
        return true;
      case 'CallExpression':
        if (node.callee.type !== 'Import') return true;
        found.push({ specifier: textOf(node.arguments[0].expression), how: 'import' });
        return false;
      case 'StringLiteral':
        if (/^[@\w./-]+\.\w+$/.test(node.value))
          found.push({ specifier: node.value, how: 'named' });
        return false;
      default:
        return true;
    }
  });
  return found;
}

/** MDX is Markdown with the imports of JavaScript at the beginning of a line, outside of fences. */
function findInMdx(source: string): Found[] {
  const prose = source.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2\s*$/gm, '');
  return [...prose.matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s*['"]([^'"]+)['"]/gm)].map(
    ([, specifier]) => ({ specifier: specifier as string, how: 'import' as const }),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: swc's tree has a hundred kinds of nodes, of which five matter
type Node = any;

/** Calls `visit` for each node from the outside in, below a node only where it answers true. */
function walk(node: Node, visit: (node: Node) => boolean): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit);
  } else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string' && !visit(node)) return;
    for (const value of Object.values(node)) walk(value, visit);
  }
}

function isTypeOnly(node: Node): boolean {
  if (node.typeOnly) return true;
  const names: Node[] = node.specifiers ?? [];
  return names.length > 0 && names.every((name) => name.isTypeOnly === true);
}

function textOf(expression: Node): string {
  if (expression.type === 'StringLiteral') return expression.value;
  if (expression.type !== 'TemplateLiteral') return hole;
  return expression.quasis.map((part: Node) => part.cooked).join(hole);
}

function resolve(
  root: string,
  files: readonly string[],
  from: string,
  specifier: string,
  how: Import['how'],
): Import['to'][] {
  if (how === 'named') {
    const named = [join(dirname(from), specifier), withoutAlias(specifier)].find(
      (path) => files.includes(path) && path !== from,
    );
    return named ? [{ file: named }] : [];
  }
  if (specifier === hole)
    return [{ nowhere: 'its path is computed; begin it with the folder, as a template' }];
  if (!/^(?:\.|@site\/)/.test(specifier)) return [outside(specifier)];
  const path = specifier.startsWith('.') ? join(dirname(from), specifier) : withoutAlias(specifier);
  const reached = specifier.includes(hole)
    ? files.filter((file) => fits(file, path))
    : [path].filter((file) =>
        code.test(file) ? files.includes(file) : existsSync(join(root, file)),
      );
  return reached.length > 0
    ? reached.map((file) => ({ file }))
    : [{ nowhere: `there is no ${path}` }];
}

function fits(file: string, path: string): boolean {
  return new RegExp(`^${path.split(hole).map(escapeRegExp).join('.+')}$`).test(file);
}

function withoutAlias(specifier: string): string {
  return normalize(specifier.replace(/^@site\//, ''));
}

function outside(specifier: string): Import['to'] {
  const bare = specifier.replace(/^node:/, '');
  if (bare !== specifier || builtinModules.includes(bare)) return { builtin: bare };
  const [first = '', second] = specifier.split('/');
  return { package: first.startsWith('@') && second ? `${first}/${second}` : first };
}

function lineOf(source: string, specifier: string): number {
  const at = source.search(
    new RegExp(`['"\`]${specifier.split(hole).map(escapeRegExp).join('[\\s\\S]*?')}['"\`]`),
  );
  return source.slice(0, Math.max(at, 0)).split('\n').length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
