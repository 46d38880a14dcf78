/**
 * The hosted server as it is run, over a simulated cloud: only where its calls end is another place. It reads
 * its options from the environment, as src/server/main.ts says.
 */
import './watch-loop.ts';
import { setupServer } from 'msw/node';
import { loadProofs } from '../../../runbooks/proofs.ts';
import { Simulator } from '../../../src/simulator/index.ts';

const simulator = new Simulator();
setupServer(...simulator.mswHandlers()).listen({ onUnhandledFrame: 'error' });
const { 'aws/management-account': proof } = await loadProofs();
const credentials = proof?.healthyWorld(simulator).spot.aws;
if (!credentials) throw new Error('Spot is nobody in the world of aws/management-account.');
process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
if (credentials.sessionToken) process.env.AWS_SESSION_TOKEN = credentials.sessionToken;
process.env.MODE = 'hosted';
await import('../../../src/server/main.ts');
