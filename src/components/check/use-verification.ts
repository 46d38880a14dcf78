import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { CheckResult } from '../../checks/report.ts';
import type { PageStep } from '../../page/guide-data.ts';
import type { LookingVantage, Vantage } from '../../providers/vantages.ts';
import { ApiError, createSession } from '../api/client.ts';
import { isSessionRefused, renewalWords, replaceSession } from '../api/session.ts';
import { cloudNow, refreshStatus, takesSecrets, useApiStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';
import { recordState } from '../step/state-words.ts';
import { idle, outcome, reduceVerification } from './verification-state.ts';

interface RunOptions {
  vantage: Vantage;
  /**
   * What was pasted; for another vantage than `pasted` it is sent along, which the reader asked
   * for.
   */
  pasted?: Readonly<Record<string, string>>;
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

/** Runs the verification of one step and keeps its verdict in the guide's state. */
export function useVerification(step: string) {
  const {
    runbook,
    definitions,
    values,
    secrets,
    steps,
    views,
    store,
    state: guideState,
  } = useGuide();
  const definition = useMemo(() => steps.find((candidate) => candidate.id === step), [steps, step]);
  const path = useMemo(() => steps.filter((_, index) => views[index]?.onPath), [steps, views]);
  const apiStatus = useApiStatus();
  const [verification, dispatch] = useReducer(reduceVerification, idle);
  const [unreadable, setUnreadable] = useState<Record<string, string>>({});
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const keep = useCallback(
    (results: readonly CheckResult[], status: CheckResult['status']) => {
      const names = definition?.inputs ?? [];
      const judgedWith = Object.fromEntries(
        names.map((name) => [name, values[name] ?? secrets[name] ?? '']),
      );
      store.update((state) => ({
        ...state,
        steps: {
          ...state.steps,
          [step]: {
            state: recordState(status),
            at: new Date().toISOString(),
            values: judgedWith,
            summary: outcome(results, status),
          },
        },
      }));
    },
    [step, definition, store, values, secrets],
  );

  /**
   * Gets a session in the place of the refused one; gives the words in which the check is refused.
   */
  const renew = useCallback(
    async (refusal: ApiError, refused: string | undefined) => {
      if (store.get().session?.session === refused)
        store.update(replaceSession(refused, await createSession()));
      return renewalWords(refusal, {
        externalId: store.get().session?.externalId ?? '',
        definitions,
        steps: path,
      });
    },
    [definitions, path, store],
  );

  const run = useCallback(
    async ({ vantage, pasted = {} }: RunOptions) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      dispatch({ type: 'start' });
      setUnreadable({});
      const given = Object.fromEntries(
        Object.entries(pasted).filter(([, text]) => text.trim() !== ''),
      );
      try {
        if (vantage === 'pasted') {
          const { judgePasted } = await import('./judge-pasted.ts');
          const verdict = await judgePasted({
            runbook,
            step,
            inputs: values,
            pasted: given,
            now: cloudNow(apiStatus),
          });
          if (controller.signal.aborted) return;
          setUnreadable(verdict.unreadable);
          dispatch({ type: 'judged', ...verdict });
          keep(verdict.results, verdict.status);
          return;
        }
        const { streamVerification } = await import('../api/stream.ts');
        await streamVerification(
          {
            runbook,
            step,
            inputs: takesSecrets(apiStatus)
              ? { ...values, ...neededSecrets(definition, vantage, secrets) }
              : values,
            vantage,
            ...(guideState.session ? { session: guideState.session.session } : {}),
            ...(Object.keys(given).length > 0 ? { evidence: given } : {}),
          },
          {
            signal: controller.signal,
            onEvent(event) {
              if (controller.signal.aborted) return;
              dispatch({ type: 'event', event, step });
              const own =
                event.type === 'report'
                  ? event.report.steps.find((candidate) => candidate.id === step)
                  : undefined;
              if (own) keep(own.checks, own.status);
            },
          },
        );
      } catch (error) {
        if (controller.signal.aborted) return;
        let refusal: unknown = error;
        if (isSessionRefused(error)) {
          const words = await renew(error, guideState.session?.session).catch(
            (failure: unknown) => {
              refusal = failure;
            },
          );
          if (controller.signal.aborted) return;
          if (words) return dispatch({ type: 'refused', ...words, unreachable: false });
        }
        const known = refusal instanceof ApiError;
        dispatch({
          type: 'refused',
          title: known ? (refusal as ApiError).title : 'The page failed',
          detail: refusal instanceof Error ? refusal.message : String(refusal),
          unreachable: known && (refusal as ApiError).status === 0,
        });
        if (known && (refusal as ApiError).status === 0) void refreshStatus();
      }
    },
    [runbook, step, definition, values, secrets, guideState.session, apiStatus, keep, renew],
  );

  const stop = useCallback(() => {
    running.current?.abort();
    dispatch({ type: 'stop' });
  }, []);

  return { verification, unreadable, run, stop, apiStatus };
}
