import type { CheckResult } from '../../checks/report.ts';
import type { VerificationEvent } from '../../verification/events.ts';

export interface EvidenceLine {
  id: string;
  title: string;
  status: 'looking' | 'found' | 'absent' | 'denied' | 'unreachable' | 'notCollected';
  message?: string;
}

/** What the widget of one step shows. */
export interface Verification {
  phase: 'idle' | 'running' | 'done' | 'refused';
  evidence: readonly EvidenceLine[];
  /** Why it takes longer (IAM propagation, throttling). */
  waiting?: string;
  /** Checks of the plan that have no verdict yet. */
  open: readonly { id: string; title: string }[];
  results: readonly CheckResult[];
  /** The verdict on the step. */
  status?: CheckResult['status'];
  refusal?: { title: string; detail: string; unreachable: boolean };
}

export const idle: Verification = { phase: 'idle', evidence: [], open: [], results: [] };

export type VerificationAction =
  | { type: 'start' }
  | { type: 'event'; event: VerificationEvent; step: string }
  | { type: 'judged'; results: readonly CheckResult[]; status: CheckResult['status'] }
  | { type: 'refused'; title: string; detail: string; unreachable: boolean }
  | { type: 'stop' };

/** Pure: what the widget shows after an event of the stream, or an action of the reader. */
export function reduceVerification(state: Verification, action: VerificationAction): Verification {
  switch (action.type) {
    case 'start':
      return { ...idle, phase: 'running' };
    case 'stop':
      return idle;
    case 'judged':
      return { ...idle, phase: 'done', results: action.results, status: action.status };
    case 'refused':
      return { ...state, phase: 'refused', waiting: undefined, open: [], refusal: action };
    case 'event':
      return state.phase === 'running' ? reduceEvent(state, action.event, action.step) : state;
  }
}

function reduceEvent(state: Verification, event: VerificationEvent, step: string): Verification {
  switch (event.type) {
    case 'plan':
      return {
        ...state,
        evidence: event.evidence.map(({ id, title }) => ({ id, title, status: 'looking' })),
        open: event.steps.find((candidate) => candidate.id === step)?.checks ?? [],
      };
    case 'evidence': {
      const line: EvidenceLine = {
        id: event.id,
        title: event.title,
        status: event.status,
        message: event.message,
      };
      const known = state.evidence.some((candidate) => candidate.id === event.id);
      return {
        ...state,
        waiting: undefined,
        evidence: known
          ? state.evidence.map((candidate) => (candidate.id === event.id ? line : candidate))
          : [...state.evidence, line],
      };
    }
    case 'waiting':
      return { ...state, waiting: event.message };
    case 'check':
      if (event.step !== step) return state;
      return {
        ...state,
        waiting: undefined,
        open: state.open.filter((check) => check.id !== event.result.id),
        results: [...state.results.filter((result) => result.id !== event.result.id), event.result],
      };
    case 'report': {
      const own = event.report.steps.find((candidate) => candidate.id === step);
      return {
        ...state,
        phase: 'done',
        waiting: undefined,
        open: [],
        results: own?.checks ?? state.results,
        status: own?.status ?? 'undetermined',
      };
    }
    case 'problem':
      return {
        ...state,
        phase: 'refused',
        waiting: undefined,
        open: [],
        refusal: { title: event.title, detail: event.detail, unreachable: false },
      };
  }
}

/** One sentence for screen readers and for the step's record. */
export function outcome(results: readonly CheckResult[], status: CheckResult['status']): string {
  const count = (wanted: CheckResult['status']) =>
    results.filter((result) => result.status === wanted).length;
  const findings = results.flatMap((result) => result.findings);
  switch (status) {
    case 'pass':
      return 'This step is right.';
    case 'warning':
      return `This step is right, with ${plural(findings.length, 'warning')}.`;
    case 'fail':
      return `${plural(findings.filter((finding) => finding.severity === 'fail').length, 'thing is', 'things are')} wrong. Below is what, and how to fix it.`;
    case 'pending':
      return 'Right so far; the cloud needs time.';
    case 'undetermined':
      return `${plural(count('undetermined'), 'check')} without a verdict. Why is below.`;
  }
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
