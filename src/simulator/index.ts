export type { Cloud, CommandLine, Environment } from './cloud.ts';
export { Simulator } from './simulator.ts';
export { type Chaos, Clock, type RecordedCall, World } from './world.ts';
