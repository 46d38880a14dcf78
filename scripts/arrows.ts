/**
 * node scripts/arrows.ts: which folder imports what it may not, and which modules import each other
 * in a circle. The list of what is allowed is scripts/lib/arrows/places.ts.
 */
import findCircles from './lib/arrows/find-circles.ts';
import findWrongArrows from './lib/arrows/find-wrong-arrows.ts';
import { readModules } from './lib/arrows/read-modules.ts';

const modules = readModules(new URL('..', import.meta.url).pathname);
const wrong = findWrongArrows(modules);
const circles = findCircles(modules);
for (const { file, line, message } of wrong) console.error(`${file}:${line}: ${message}`);
for (const circle of circles) {
  console.error(
    `${[...circle, circle[0]].join(' → ')}: a circle. Move what both need into a module of its own below them.`,
  );
}
const arrows = modules.reduce((sum, { imports }) => sum + imports.length, 0);
console.log(
  `Arrows: ${arrows} of ${modules.length} modules, ${wrong.length} wrong, ${circles.length} circles.`,
);
process.exitCode = wrong.length + circles.length > 0 ? 1 : 0;
