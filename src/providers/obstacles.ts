import dialects from './dialects.ts';
import { type Provider, providerIds } from './index.ts';
import { type MetObstacle, meetObstacle, type Obstacle } from './obstacle.ts';
import terminal, { brokenCommand } from './terminal.ts';

/** All obstacles that are known, of all clouds, of Spot and of terminals. */
export const everyObstacle: readonly Obstacle[] = [
  ...providerIds.flatMap((id) => dialects[id].obstacles),
  ...terminal,
];

/**
 * What stands in the way, in the words of a provider, of a terminal, or of another provider: commands of
 * one guide may ask several. First what is wrong with the command itself. Of one text several forms may be
 * given (as it was pasted, with the lines that a terminal broke joined): the most special that any of them says
 * counts, as joining may glue two words together, and not joining may leave one in two.
 */
export function meetAny(
  provider: Provider | undefined,
  ...forms: readonly string[]
): MetObstacle | undefined {
  const own = provider ? dialects[provider].obstacles : [];
  const others = providerIds
    .filter((id) => id !== provider)
    .flatMap((id) => dialects[id].obstacles);
  // With the quotes that word processors and chats make of straight ones, too.
  const all = [...new Set([...forms, ...forms.map(straightenQuotes)])];
  return (
    meetIn(brokenCommand, forms) ?? meetIn(own, all) ?? meetIn(terminal, all) ?? meetIn(others, all)
  );
}

/** The first of the obstacles, in the order of their list, that one of the forms says. */
function meetIn(obstacles: readonly Obstacle[], forms: readonly string[]): MetObstacle | undefined {
  for (const obstacle of obstacles)
    for (const form of forms) {
      const met = meetObstacle([obstacle], form);
      if (met) return met;
    }
  return undefined;
}

/** One character each, so that places stay where they are. */
const straightenQuotes = (text: string) =>
  text.replace(/[\u2018\u2019\u201a\u201b]/g, "'").replace(/[\u201c-\u201f]/g, '"');
