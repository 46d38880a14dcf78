import http from 'node:http';
import type { DefaultAzureCredential } from '@azure/identity';
import { raceSignal } from '../../kernel/race-signal.ts';
import type { AzureTokens } from './client.ts';
import { NoAzureCredentials } from './refusals.ts';

/**
 * Whoever this machine is signed in as: variables of the environment, then the Azure CLI and the
 * other tools of DefaultAzureCredential. Nothing is read, and the library is not loaded, before it
 * is asked for.
 */
export function azureMachineCredentials(): AzureTokens {
  let opening: Promise<DefaultAzureCredential> | undefined;
  return {
    async accessToken(audience, abortSignal) {
      takeProxyOfMachine();
      const limited = AbortSignal.any([abortSignal, AbortSignal.timeout(patienceMs)]);
      opening ??= import('@azure/identity').then(
        ({ DefaultAzureCredential }) => new DefaultAzureCredential(),
      );
      try {
        const credential = await opening;
        return (
          await raceSignal(
            credential.getToken(`${audience}/.default`, { abortSignal: limited }),
            limited,
          )
        ).token;
      } catch (error) {
        limited.throwIfAborted();
        throw new NoAzureCredentials(tellingLine(error), error);
      }
    },
  };
}

/** Of what every tool said, the line of Microsoft Entra, which names a cause; else the first. */
function tellingLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /AADSTS\d{3,9}: [^\r\n]{1,2000}/.exec(message)?.[0] ?? message.split('\n')[0] ?? '';
}

/**
 * The library asks one tool after the other, and `az` alone takes seconds to start on a slow
 * machine.
 */
const patienceMs = 30_000;

/**
 * Corporate machines reach Azure through HTTPS_PROXY only, which fetch() reads when it is told to.
 * Older Node cannot be told.
 */
function takeProxyOfMachine(): void {
  const { setGlobalProxyFromEnv } = http as { setGlobalProxyFromEnv?: () => unknown };
  setGlobalProxyFromEnv?.();
}
