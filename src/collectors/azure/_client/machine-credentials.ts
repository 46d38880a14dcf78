import { adviseOn, meetObstacle } from '../../../providers/obstacle.ts';
import network from '../../../providers/terminal/network.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { NotReached } from '../../kernel/not-reached.ts';
import { raceSignal } from '../../kernel/race-signal.ts';
import { takeProxyOfMachine } from '../../kernel/take-proxy-of-machine.ts';
import type { AzureTokens } from './client.ts';
import { NoAzureCredentials } from './refusals.ts';
import { createSignInClient, type SignInClient } from './sign-in-client.ts';

/** Milliseconds. */
export interface Patience {
  /** Of one call of a sign-in. */
  requestTimeoutMs?: number;
  /** Of one program of the machine: `az` alone takes seconds to start on a slow one. */
  programTimeoutMs?: number;
  /** Of a whole sign-in: the library asks one tool after the other. */
  patienceMs?: number;
}

/**
 * Whoever this machine is signed in as: variables of the environment, then the Azure CLI and the
 * other tools of DefaultAzureCredential. Nothing is read, and the library is not loaded, before it
 * is asked for.
 */
export function azureMachineCredentials({
  requestTimeoutMs = 10_000,
  programTimeoutMs = 25_000,
  patienceMs = 30_000,
}: Patience = {}): AzureTokens {
  return {
    async accessToken(audience, abortSignal) {
      takeProxyOfMachine();
      const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(patienceMs)]);
      const wire = createSignInClient({ signal, timeoutMs: requestTimeoutMs });
      const { DefaultAzureCredential } = await import('@azure/identity');
      const credential = new DefaultAzureCredential({
        httpClient: wire.client,
        retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
        redirectOptions: { maxRetries: 0 },
        processTimeoutInMs: programTimeoutMs,
      });
      try {
        const asked = credential.getToken(`${audience}/.default`, { abortSignal: signal });
        return (await raceSignal(asked, signal)).token;
      } catch (error) {
        abortSignal.throwIfAborted();
        throw readFailure(error, wire);
      }
    },
  };
}

/** Why there is no token: nobody is signed in, Microsoft refused, or nobody of Microsoft could be asked. */
function readFailure(error: unknown, wire: SignInClient): Error {
  const refusal = wire.refusal();
  if (refusal) return new NoAzureCredentials(refusal, error);
  const failure = wire.failure();
  if (failure) return failure;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  // The tools that were asked print what they met: `az` is one of them.
  const who = 'Azure’s sign-in (az account get-access-token)';
  const refused = /(AADSTS\d{3,9}): [^\r\n]{1,2000}/.exec(message);
  if (refused && !passingCodes.has(refused[1] ?? ''))
    return new NoAzureCredentials(refused[0], error);
  if (refused) return new NotReached(who, new ForeignAnswer(refused[0]));
  const met = meetObstacle(network, message);
  if (met) return new NotReached(who, `${met.obstacle.title}. ${adviseOn(met)}`);
  // It was ended, or printed something else than a token: that says nothing of who is signed in.
  const isCut = /\btimed out\b|ETIMEDOUT|SIGTERM|\bJSON\b|JSONDecodeError|Expecting value/i;
  if (name === 'TimeoutError' || isCut.test(message))
    return new NotReached(who, new DOMException('', 'TimeoutError'));
  return new NoAzureCredentials(message.split('\n')[0] ?? '', error);
}

/**
 * Microsoft Entra has trouble, or too much to do.
 *
 * Source: https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
const passingCodes: ReadonlySet<string> = new Set(['AADSTS90033', 'AADSTS90036', 'AADSTS90055']);
