export { Simulator } from './simulator.ts';
export { World } from './world.ts';
