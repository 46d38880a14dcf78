import { useEffect, useReducer, useRef, useState } from 'react';
import { methodSetting } from '../../inputs/method-setting.ts';
import type { PageStep } from '../../page/guide-data.ts';
import type { LookingVantage, Vantage } from '../../providers/vantages.ts';
import type { VerificationRequest } from '../../verification/events.ts';
import { type ApiError, createSession } from '../api/client.ts';
import { isSessionRefused, renewalWords, replaceSession } from '../api/session.ts';
import { cloudNow, refreshStatus, takesSecrets, useApiStatus } from '../api/status.ts';
import { type GuideContextValue, useGuide } from '../guide/context.ts';
import { readChosenMethod } from '../methods/use-method-choice.ts';
import explainRefusal from './explain-refusal.ts';
import keepVerdict from './keep-verdict.ts';
import { idle, reduceVerification, type Verification } from './verification-state.ts';

interface RunOptions {
  vantage: Vantage;
  /**
   * What was pasted; for another vantage than `pasted` it is sent along, which the reader asked
   * for.
   */
  pasted: Readonly<Record<string, string>>;
}

/** Runs the verification of one step and keeps its verdict in the guide's state. */
export function useVerification(step: PageStep) {
  const guide = useGuide();
  const apiStatus = useApiStatus();
  const [verification, dispatch] = useReducer(reduceVerification, idle);
  const [unreadable, setUnreadable] = useState<Record<string, string>>({});
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const judgeHere = async (pasted: RunOptions['pasted'], signal: AbortSignal) => {
    const { judgePasted } = await import('./judge-pasted.ts');
    const { runbook, values, secrets, store } = guide;
    // They stay in this page: what can be told of them is told here.
    const inputs = { ...values, ...neededSecrets(step, 'reader', secrets), ...chosenWay(step) };
    const now = cloudNow(apiStatus);
    const verdict = await judgePasted({ runbook, step: step.id, inputs, pasted, now });
    if (signal.aborted) return;
    setUnreadable(verdict.unreadable);
    dispatch({ type: 'judged', ...verdict });
    store.update(keepVerdict(step, verdict, guide));
  };

  const askApi = async (request: VerificationRequest, signal: AbortSignal) => {
    const { streamVerification } = await import('../api/stream.ts');
    await streamVerification(request, {
      signal,
      onEvent(event) {
        if (signal.aborted) return;
        dispatch({ type: 'event', event, step: step.id });
        if (event.type !== 'report') return;
        const own = event.report.steps.find(({ id }) => id === step.id);
        if (!own) return;
        const verdict = { results: own.checks, status: own.status };
        guide.store.update(keepVerdict(step, verdict, guide));
      },
    });
  };

  const run = async ({ vantage, pasted }: RunOptions) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    dispatch({ type: 'start' });
    setUnreadable({});
    const given = withoutBlanks(pasted);
    try {
      if (vantage === 'pasted') await judgeHere(given, signal);
      else
        await askApi(
          makeRequest({ step, vantage, given, guide, withSecrets: takesSecrets(apiStatus) }),
          signal,
        );
    } catch (error) {
      if (signal.aborted) return;
      const refusal = isSessionRefused(error)
        ? await renewSession(error, guide).catch(explainRefusal)
        : explainRefusal(error);
      if (signal.aborted) return;
      dispatch({ type: 'refused', ...refusal });
      if (refusal.unreachable) void refreshStatus();
    }
  };

  const stop = () => {
    running.current?.abort();
    dispatch({ type: 'stop' });
  };

  return { verification, unreadable, run, stop, apiStatus };
}

/** The secrets, of those that were typed, which the checks of this step look at. */
export function neededSecrets(
  step: Pick<PageStep, 'secrets'> | undefined,
  vantage: LookingVantage,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const needed = step?.secrets?.[vantage] ?? [];
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => needed.includes(name)));
}

/** The way that the reader chose, where a check of the step asks. */
function chosenWay({ byMethod }: Pick<PageStep, 'byMethod'>): Record<string, string> {
  const method = byMethod ? readChosenMethod() : undefined;
  return method ? { [methodSetting]: method } : {};
}

function makeRequest({
  step,
  vantage,
  given,
  guide: { runbook, values, secrets, state },
  withSecrets,
}: {
  step: PageStep;
  vantage: LookingVantage;
  given: Readonly<Record<string, string>>;
  guide: GuideContextValue;
  withSecrets: boolean;
}): VerificationRequest {
  return {
    runbook,
    step: step.id,
    inputs: {
      ...values,
      ...(withSecrets ? neededSecrets(step, vantage, secrets) : {}),
      ...chosenWay(step),
    },
    vantage,
    // JSON leaves out what is undefined.
    session: state.session?.session,
    evidence: Object.keys(given).length > 0 ? given : undefined,
  };
}

/**
 * Gets a session in the place of the refused one; gives the words in which the check is refused.
 * Rejects when there is none to be had.
 */
async function renewSession(
  refusal: ApiError,
  { store, state, steps, views, definitions }: GuideContextValue,
): Promise<NonNullable<Verification['refusal']>> {
  const refused = state.session?.session;
  if (store.get().session?.session === refused)
    store.update(replaceSession(refused, await createSession()));
  const words = renewalWords(refusal, {
    externalId: store.get().session?.externalId ?? '',
    definitions,
    steps: steps.filter((_, index) => views[index]?.onPath),
  });
  return { ...words, unreachable: false };
}

function withoutBlanks(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
}
