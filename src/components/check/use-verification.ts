import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { CheckResult } from '../../checks/report.ts';
import { ApiError } from '../api/client.ts';
import { cloudNow, refreshStatus, useApiStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';
import { recordState } from '../step/state-words.ts';
import { idle, outcome, reduceVerification } from './verification-state.ts';

export type Vantage = 'reader' | 'spot' | 'pasted';

interface RunOptions {
  vantage: Vantage;
  /** What was pasted; for another vantage than `pasted` it is sent along, which the reader asked for. */
  pasted?: Readonly<Record<string, string>>;
}

/** Runs the verification of one step and keeps its verdict in the guide's state. */
export function useVerification(step: string) {
  const { runbook, values, steps, store, state: guideState } = useGuide();
  const apiStatus = useApiStatus();
  const [verification, dispatch] = useReducer(reduceVerification, idle);
  const [unreadable, setUnreadable] = useState<Record<string, string>>({});
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const keep = useCallback(
    (results: readonly CheckResult[], status: CheckResult['status']) => {
      const names = steps.find((candidate) => candidate.id === step)?.inputs ?? [];
      const judgedWith = Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
      store.update((state) => ({
        ...state,
        steps: {
          ...state.steps,
          [step]: { state: recordState(status), at: new Date().toISOString(), values: judgedWith, summary: outcome(results, status) },
        },
      }));
    },
    [step, steps, store, values],
  );

  const run = useCallback(
    async ({ vantage, pasted = {} }: RunOptions) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      dispatch({ type: 'start' });
      setUnreadable({});
      const given = Object.fromEntries(Object.entries(pasted).filter(([, text]) => text.trim() !== ''));
      try {
        if (vantage === 'pasted') {
          const { judgePasted } = await import('./judge-pasted.ts');
          const verdict = await judgePasted({ runbook, step, inputs: values, pasted: given, now: cloudNow(apiStatus) });
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
            inputs: values,
            vantage,
            ...(guideState.session ? { session: guideState.session.session } : {}),
            ...(Object.keys(given).length > 0 ? { evidence: given } : {}),
          },
          {
            signal: controller.signal,
            onEvent(event) {
              if (controller.signal.aborted) return;
              dispatch({ type: 'event', event, step });
              const own = event.type === 'report' ? event.report.steps.find((candidate) => candidate.id === step) : undefined;
              if (own) keep(own.checks, own.status);
            },
          },
        );
      } catch (error) {
        if (controller.signal.aborted) return;
        const known = error instanceof ApiError;
        dispatch({
          type: 'refused',
          title: known ? error.title : 'The page failed',
          detail: error instanceof Error ? error.message : String(error),
          unreachable: known && error.status === 0,
        });
        if (known && error.status === 0) void refreshStatus();
      }
    },
    [runbook, step, values, guideState.session, apiStatus, keep],
  );

  const stop = useCallback(() => {
    running.current?.abort();
    dispatch({ type: 'stop' });
  }, []);

  return { verification, unreadable, run, stop, apiStatus };
}
