import providers, { type Provider } from './index.ts';
import type { Method } from './methods.ts';

/**
 * What the tab of a method says: each provider has its own name for its console and its command
 * line.
 */
export default function methodLabel(method: Method, provider: Provider): string {
  if (method === 'console') return providers[provider].console;
  if (method === 'cli') return providers[provider].commandLine;
  return method === 'script' ? 'Script' : 'CloudFormation';
}
