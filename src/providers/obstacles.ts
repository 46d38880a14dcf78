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
  const others = providerIds.filter((id) => id !== provider);
  return (
    meetObstacle(brokenCommand, text) ??
    meetObstacle(provider ? dialects[provider].obstacles : [], text) ??
    meetObstacle(terminal, text) ??
    meetObstacle(
      others.flatMap((id) => dialects[id].obstacles),
      text,
    )
  );
}
