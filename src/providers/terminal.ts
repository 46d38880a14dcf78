import type { Obstacle } from './obstacle.ts';
import network from './terminal/network.ts';
import programs from './terminal/programs.ts';
import shells from './terminal/shells.ts';
import windows from './terminal/windows.ts';

/**
 * What shells, terminals and the programs around a command line say, whichever cloud the command is
 * about. Asked after the provider's own.
 */
const obstacles: readonly Obstacle[] = [...windows, ...shells, ...programs, ...network];

export default obstacles;
