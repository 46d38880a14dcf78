import { createContext, useContext } from 'react';
import type { Runbook } from '../../../runbooks/define-runbook.ts';
import type { StepView } from '../../page/derive-steps.ts';
import type { GuideValues } from '../../page/derive-values.ts';
import type { PageInputs, PageStep, PageVantages } from '../../page/guide-data.ts';
import type { GuideState } from '../../page/guide-state.ts';
import type { GuideStore } from '../guide-state/store.ts';
import type { GuideTexts } from '../texts/use-texts.ts';

/** What every part of a guide page shares. */
export interface GuideContextValue extends GuideValues {
  runbook: string;
  provider: Runbook['provider'];
  definitions: PageInputs;
  steps: readonly PageStep[];
  vantages: PageVantages;
  /** Undefined: the runbook has none. */
  texts: GuideTexts | undefined;
  views: readonly StepView[];
  store: GuideStore;
  state: GuideState;
}

export const GuideContext = createContext<GuideContextValue | null>(null);

/** The guide around a component; outside of one (other pages), nothing. */
export function useMaybeGuide(): GuideContextValue | null {
  return useContext(GuideContext);
}

export function useGuide(): GuideContextValue {
  const guide = useContext(GuideContext);
  if (!guide)
    throw new Error(
      'This component works only inside a guide: a page whose front matter names a runbook.',
    );
  return guide;
}

/** Moves the reader to the first field of an input, and the keyboard with it. */
export function focusInput(name: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>(`[data-input="${name}"]`)];
  const field = fields.find((candidate) => candidate.offsetParent !== null) ?? fields[0];
  field?.scrollIntoView({
    block: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  });
  field?.focus({ preventScroll: true });
}
