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
 * one guide may ask several. First what is wrong with the command itself.
 */
export function meetAny(provider: Provider | undefined, text: string): MetObstacle | undefined {
  const own = provider ? dialects[provider].obstacles : [];
  const others = providerIds
    .filter((id) => id !== provider)
    .flatMap((id) => dialects[id].obstacles);
  const straight = straightenQuotes(text);
  return (
    meetObstacle(brokenCommand, text) ??
    meetIn(own, text, straight) ??
    meetIn(terminal, text, straight) ??
    meetIn(others, text, straight)
  );
}

/** In the text as it is, or else with the quotes that word processors and chats make of straight ones. */
const meetIn = (obstacles: readonly Obstacle[], text: string, straight: string) =>
  meetObstacle(obstacles, text) ??
  (straight === text ? undefined : meetObstacle(obstacles, straight));

/** One character each, so that places stay where they are. */
const straightenQuotes = (text: string) =>
  text.replace(/[\u2018\u2019\u201a\u201b]/g, "'").replace(/[\u201c-\u201f]/g, '"');
