import { Agent } from 'node:https';
import {
  fromHttp,
  fromInstanceMetadata,
  fromNodeProviderChain,
} from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { mainRegionOf } from '../../../providers/aws/partitions.ts';
import { adviseOn, meetObstacle } from '../../../providers/obstacle.ts';
import network from '../../../providers/terminal/network.ts';
import { isNetworkFailure } from '../../kernel/describe-failure.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { NotReached } from '../../kernel/not-reached.ts';
import { raceSignal } from '../../kernel/race-signal.ts';
import type { AwsCredentialsProvider, AwsSessionCredentials } from './clients.ts';
import { namesRequest } from './guard.ts';
import { limitAnswers } from './limit-answers.ts';

/** Milliseconds. */
export interface Patience {
  /** Of one call of a sign-in. */
  requestTimeoutMs?: number;
  /** Of a whole sign-in, programs that the profile names (`credential_process`) included. */
  patienceMs?: number;
}

/** There are no credentials, or AWS did not take what they are made from. Named as the SDK's own. */
class NoAwsCredentials extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'CredentialsProviderError';
  }
}

/**
 * The machine's own AWS credentials, from where the AWS CLI finds them: environment, profile,
 * sign-in, instance role. Rejects with a `CredentialsProviderError` when there are none or AWS refuses them,
 * and with a NotReached when that could not be found out.
 */
export function awsMachineCredentials({
  requestTimeoutMs = 5_000,
  patienceMs = 15_000,
}: Patience = {}): AwsCredentialsProvider {
  const wire = createWire(requestTimeoutMs);
  const find = fromNodeProviderChain({
    clientConfig: { region: mainRegionOf(), requestHandler: wire.handler, maxAttempts: 2 },
    logger: wire.logger,
  });
  let asked: Promise<AwsSessionCredentials> | undefined;
  const ask = async (): Promise<AwsSessionCredentials> => {
    wire.begin();
    const signal = AbortSignal.timeout(patienceMs);
    try {
      return await raceSignal(find(), signal);
    } catch (error) {
      throw wire.readFailure(error) ?? (await askMachine(error));
    }
  };
  return () => {
    // Every client asks at the same moment: one sign-in is for all.
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

/**
 * What the SDK's chain asks through, and what came of it: its own error says at last only that no link of it
 * brought credentials.
 */
function createWire(requestTimeoutMs: number) {
  let refused = false;
  let failed: NotReached | undefined;
  let said: string[] = [];
  const handler = limitAnswers(
    new NodeHttpHandler({
      connectionTimeout: Math.min(3_000, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      // Nothing is asked often, and a kept connection would keep the program.
      httpsAgent: new Agent({ keepAlive: false, timeout: requestTimeoutMs, proxyEnv: process.env }),
    }),
    requestTimeoutMs,
  );
  const handle = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const who = `AWS’s sign-in (${request.hostname})`;
    try {
      const result = await handle(request, options);
      const { statusCode, headers } = result.response;
      const isNamed = namesRequest(headers);
      const isThrottled = /throttl|toomanyrequests/i.test(headers['x-amzn-errortype'] ?? '');
      refused =
        isNamed && statusCode >= 400 && statusCode < 500 && statusCode !== 429 && !isThrottled;
      const what = statusCode < 300 ? 'an answer without credentials' : `HTTP ${statusCode}`;
      failed = new NotReached(who, new ForeignAnswer(`${what} came back`));
      return result;
    } catch (error) {
      failed = new NotReached(who, error);
      throw error;
    }
  };
  const note = (...words: unknown[]) => void said.push(words.join(' '));
  const quiet = () => undefined;
  return {
    handler,
    logger: { debug: note, trace: quiet, info: quiet, warn: quiet, error: quiet },
    begin() {
      refused = false;
      failed = undefined;
      said = [];
    },
    /** Undefined when nobody was asked, or nothing says that it was the network. */
    readFailure(error: unknown): Error | undefined {
      const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
      if (name === 'TimeoutError') return new NotReached(failed?.who ?? onMachine, error);
      // A role of a profile is refused under a name of its own.
      if (refused && !/throttl|toomanyrequests/i.test(name))
        return new NoAwsCredentials(message, error);
      if (failed) return failed;
      const met = meetObstacle(network, [message, ...said].join('\n'));
      return met && new NotReached(onMachine, `${met.obstacle.title}. ${adviseOn(met)}`);
    },
  };
}

const onMachine = 'AWS’s sign-in on this machine';

/**
 * What the end point of a container or of an instance says, which the chain drops. Where there is none, there
 * are no credentials.
 */
async function askMachine(error: unknown): Promise<Error> {
  const { message = String(error) } = (error ?? {}) as Partial<Error>;
  const none = new NoAwsCredentials(message, error);
  if (!/any providers/.test(message)) return none;
  const { env } = process;
  const isContainer = Boolean(
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI ?? env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
  );
  if (!isContainer && env.AWS_EC2_METADATA_DISABLED && env.AWS_EC2_METADATA_DISABLED !== 'false')
    return none;
  try {
    await (isContainer ? fromHttp({ maxRetries: 0 }) : fromInstanceMetadata({ maxRetries: 0 }))();
    return none;
  } catch (failure) {
    const { statusCode, message: words = '' } = failure as Partial<Error> & { statusCode?: number };
    const status = statusCode ?? Number(/status: (\d{3})/.exec(words)?.[1]);
    const isRefusal = status >= 400 && status < 500 && status !== 429;
    const isTrouble = isContainer ? !isRefusal : status >= 500 || status === 429;
    if (!isTrouble) return none;
    const what = status ? new ForeignAnswer(`HTTP ${status} came back`) : failure;
    const who = `${onMachine} (its ${isContainer ? 'container’s' : 'instance’s'} credentials)`;
    return new NotReached(who, isNetworkFailure(what) ? what : new ForeignAnswer(words));
  }
}
