import { type ReactNode, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import type { PageInputs, PageStep } from '../../remark/page-data.ts';
import { DemoBar } from '../demo-bar/DemoBar.tsx';
import { deriveSteps, deriveValues } from '../guide-state/derive.ts';
import { guideStore } from '../guide-state/store.ts';
import { useSession } from '../inputs/use-session.ts';
import { Rail } from '../rail/Rail.tsx';
import { bootScript, bootStyleId, fillScript } from './boot.ts';
import { GuideContext } from './context.ts';
import styles from './guide.module.css';

interface GuideProps {
  runbook: string;
  /** JSON, as are all objects that the remark plugin writes into a page. */
  inputs: string;
  steps: string;
  sections: string;
  children: ReactNode;
}

const never = () => () => {};

/** A guide page: its state, its rail, its content. */
export function Guide({ runbook, inputs, steps: stepsJson, sections: sectionsJson, children }: GuideProps) {
  const definitions = useMemo(() => JSON.parse(inputs) as PageInputs, [inputs]);
  const steps = useMemo(() => JSON.parse(stepsJson) as PageStep[], [stepsJson]);
  const sections = useMemo(() => JSON.parse(sectionsJson) as { id: string; title: string }[], [sectionsJson]);
  const store = guideStore(runbook);
  const state = useSyncExternalStore(store.subscribe, store.get, store.getServer);
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const derived = useMemo(() => deriveValues(definitions, state), [definitions, state]);
  // Without scripts nothing can be checked, so nothing is locked: that is what the server renders.
  const views = useMemo(() => {
    const judged = deriveSteps(steps, state, derived.values);
    return hydrated ? judged : judged.map((view) => ({ ...view, state: 'open' as const }));
  }, [steps, state, derived, hydrated]);
  useSession(definitions, store);
  useLayoutEffect(() => {
    if (hydrated) document.getElementById(bootStyleId)?.remove();
  }, [hydrated]);
  const value = useMemo(
    () => ({ runbook, definitions, steps, views, store, state, ...derived }),
    [runbook, definitions, steps, views, store, state, derived],
  );
  return (
    <GuideContext value={value}>
      {!hydrated && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, it has to run before the first paint
        <script dangerouslySetInnerHTML={{ __html: bootScript(runbook, steps) }} />
      )}
      <div className={styles.guide} data-hydrated={hydrated || undefined}>
        <Rail sections={sections} />
        <div className={styles.content}>{children}</div>
      </div>
      {!hydrated && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, it has to run before the first paint
        <script dangerouslySetInnerHTML={{ __html: fillScript(runbook) }} />
      )}
      <DemoBar />
    </GuideContext>
  );
}
