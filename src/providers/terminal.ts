import type { Obstacle } from './obstacle.ts';
import copiedWrong from './terminal/copied.ts';
import network from './terminal/network.ts';
import programs from './terminal/programs.ts';
import shells from './terminal/shells.ts';
import windows from './terminal/windows.ts';

/**
 * What is wrong with the command as it arrived, whichever program it was meant for. Asked before what the
 * provider's own command line says.
 */
export const brokenCommand: readonly Obstacle[] = [...windows, ...copiedWrong];

/**
 * What shells, terminals and the programs around a command line say, whichever cloud the command is
 * about. Asked after the provider's own.
 */
const obstacles: readonly Obstacle[] = [...brokenCommand, ...shells, ...programs, ...network];

export default obstacles;
