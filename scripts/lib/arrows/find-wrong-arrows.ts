import { matchesGlob } from 'node:path';
import places, { type Place } from './places.ts';
import type { Import, Module } from './read-modules.ts';

/** One import that no line of the list allows. */
export interface WrongArrow {
  file: string;
  line: number;
  /** What is wrong, why, and where a thing belongs. */
  message: string;
}

/** Every import that `places` does not allow, and every file that stands in none of them. */
export default function findWrongArrows(modules: readonly Module[]): WrongArrow[] {
  return modules.flatMap(({ file, imports }) => {
    const name = findPlace(file);
    if (!name) return [{ file, line: 1, message: noPlace(file) }];
    return imports.flatMap((one) => {
      const wrong = findFault(name, one);
      return wrong ? [{ file, line: one.line, message: `${wrong} ${places[name]?.why}` }] : [];
    });
  });
}

const known = new Map<string, string | undefined>();

/** Name of the first place that has this file; undefined: none has it. */
export function findPlace(file: string): string | undefined {
  if (!known.has(file)) {
    const has = ({ files }: Place) => files.some((glob) => matchesGlob(file, glob));
    known.set(
      file,
      Object.keys(places).find((name) => has(places[name] as Place)),
    );
  }
  return known.get(file);
}

function findFault(name: string, { specifier, to }: Import): string | undefined {
  const place = places[name] as Place;
  if ('nowhere' in to && (place.places === 'all' || place.computed)) return undefined;
  if ('nowhere' in to) return `Nobody can tell what "${specifier}" is: ${to.nowhere}.`;
  if ('builtin' in to) {
    if (allows(place.node, to.builtin)) return undefined;
    return `${name} may not use Node's ${to.builtin}.`;
  }
  if ('package' in to) {
    if (allows(place.packages, to.package)) return undefined;
    return `${name} may not use the package ${to.package}.`;
  }
  const other = findPlace(to.file);
  if (!other) return noPlace(to.file);
  if (other === name || allows(place.places, other)) return undefined;
  return `${name} may not import ${other} ("${specifier}").`;
}

function allows(list: Place['node'], name: string): boolean {
  if (list === 'all') return true;
  return (list ?? []).some((allowed) => matchesGlob(name, allowed));
}

function noPlace(file: string): string {
  return `${file} stands in no place of scripts/lib/arrows/places.ts. A new folder may neither import nor be imported until it is listed there.`;
}
