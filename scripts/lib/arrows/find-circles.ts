import type { Module } from './read-modules.ts';

/**
 * Groups of modules that import each other, in a circle or several, type-only imports included. Each
 * group is one shortest way around, from its first module in the alphabet.
 */
export default function findCircles(modules: readonly Module[]): string[][] {
  const reached = new Map(modules.map(({ file, imports }) => [file, filesOf(imports)]));
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const file of [...reached.keys()].sort()) {
    if (seen.has(file)) continue;
    const way = findWayBack(file, reached);
    if (!way) continue;
    circles.push(way);
    for (const each of way) seen.add(each);
  }
  return circles;
}

function filesOf(imports: Module['imports']): string[] {
  return imports.flatMap(({ to, how }) => ('file' in to && how !== 'named' ? [to.file] : []));
}

/** Breadth first, so that the first way back is a shortest one. */
function findWayBack(
  start: string,
  reached: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const ways: string[][] = [[start]];
  const known = new Set<string>();
  for (const way of ways) {
    for (const next of reached.get(way.at(-1) as string) ?? []) {
      if (next === start) return way;
      if (known.has(next)) continue;
      known.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
