export { Simulator } from './simulator.ts';
export { type Chaos, Clock, type RecordedCall, World } from './world.ts';
