import { useState } from 'react';
import type { PageStep } from '../../page/guide-data.ts';
import { type Vantage, vantages } from '../../providers/vantages.ts';
import type { ApiStatus } from '../api/status.ts';
import { useGuide } from '../guide/context.ts';

/** Whose eyes look at a step: those the reader chose, here or before, else the likely ones. */
export default function useVantage(step: PageStep, apiStatus: ApiStatus) {
  const { state, store, vantages: byMode } = useGuide();
  const [own, setOwn] = useState<Vantage>();
  const offered: readonly Vantage[] =
    apiStatus.phase === 'ready' ? byMode[apiStatus.status.mode] : ['pasted'];
  const known = vantages.filter((one) => Object.values(byMode).some((some) => some.includes(one)));
  const preferred = own ?? (step.vantage === 'spot' ? 'spot' : (state.vantage ?? 'reader'));
  // While the API is asked, the likely answer is shown, so that nothing moves when it comes.
  const usable = apiStatus.phase === 'loading' || offered.includes(preferred);
  const fallback = offered.find((one) => one === 'reader') ?? offered[0] ?? 'pasted';
  const vantage = usable ? preferred : fallback;
  return {
    /** All that the runbook has in some mode. */
    known,
    offered,
    vantage,
    /** The reader chose to paste here: the fields for it are open. */
    pasting: vantage === 'pasted' && own === 'pasted',
    openPasting: () => setOwn('pasted'),
    choose(chosen: Vantage) {
      setOwn(chosen);
      // Pasting is a way out, not a habit: it is not carried over to other steps.
      if (chosen !== 'pasted') store.update((before) => ({ ...before, vantage: chosen }));
    },
  };
}
