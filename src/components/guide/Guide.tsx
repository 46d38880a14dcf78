import { type ReactNode, useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { methodSetting } from '../../inputs/method-setting.ts';
import { deriveSteps } from '../../page/derive-steps.ts';
import { deriveValues } from '../../page/derive-values.ts';
import type { PageInputs, PageSection, PageStep, PageVantages } from '../../page/guide-data.ts';
import { bootStyleId } from '../../page/guide-state.ts';
import { pathCss } from '../../page/path-css.ts';
import type { Provider } from '../../providers/index.ts';
import { DemoBar } from '../demo-bar/DemoBar.tsx';
import { useRules } from '../guide-state/rules.ts';
import { guideStore } from '../guide-state/store.ts';
import { useSession } from '../inputs/use-session.ts';
import { useChosenMethod } from '../methods/use-method-choice.ts';
import { Rail } from '../rail/Rail.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { fillScript, hideScript } from './boot-scripts.ts';
import { GuideContext, type GuideContextValue } from './context.ts';
import styles from './guide.module.css';

interface GuideProps {
  runbook: string;
  provider: GuideContextValue['provider'];
  /** JSON, as are all objects that the remark plugin writes into a page. */
  inputs: string;
  clouds: string;
  steps: string;
  sections: string;
  vantages: string;
  texts?: string;
  children: ReactNode;
}

const never = () => () => {};

/** A guide page: its state, its rail, its content. */
export function Guide({ runbook, provider, children, ...json }: GuideProps) {
  const definitions = useMemo(() => JSON.parse(json.inputs) as PageInputs, [json.inputs]);
  const steps = useMemo(() => JSON.parse(json.steps) as PageStep[], [json.steps]);
  const sections = useMemo(() => JSON.parse(json.sections) as PageSection[], [json.sections]);
  const clouds = useMemo(() => JSON.parse(json.clouds) as Provider[], [json.clouds]);
  const rules = useRules(clouds);
  const vantages = useMemo(() => JSON.parse(json.vantages) as PageVantages, [json.vantages]);
  const store = useMemo(() => guideStore(runbook, secretsOf(definitions)), [runbook, definitions]);
  const state = useSyncExternalStore(store.subscribe, store.get, store.getServer);
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const derived = useMemo(
    () => deriveValues(definitions, state, rules),
    [definitions, state, rules],
  );
  const method = useChosenMethod();
  // Without scripts nothing can be checked, so nothing is locked: that is what the server renders.
  const views = useMemo(() => {
    const judged = deriveSteps(steps, state, {
      ...derived.values,
      ...derived.secrets,
      [methodSetting]: method ?? '',
    });
    return hydrated ? judged : judged.map((view) => ({ ...view, state: 'open' as const }));
  }, [steps, state, derived, method, hydrated]);
  const texts = useTexts(runbook, json.texts, definitions, derived.values);
  useSession(definitions, store);
  useLayoutEffect(() => {
    if (hydrated) document.getElementById(bootStyleId)?.remove();
  }, [hydrated]);
  useEffect(() => {
    // Also when the browser keeps the page for the way back.
    window.addEventListener('pagehide', store.forgetSecrets);
    return () => {
      window.removeEventListener('pagehide', store.forgetSecrets);
      store.forgetSecrets();
    };
  }, [store]);
  const value = useMemo(
    () => ({
      runbook,
      provider,
      definitions,
      steps,
      vantages,
      views,
      store,
      state,
      texts,
      ...derived,
    }),
    [runbook, provider, definitions, steps, vantages, views, store, state, texts, derived],
  );
  return (
    <GuideContext value={value}>
      {hydrated ? (
        <style>{pathCss(definitions, derived.values)}</style>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, it has to run before the first paint
        <script dangerouslySetInnerHTML={{ __html: hideScript(runbook, definitions, steps) }} />
      )}
      <div className={styles.guide} data-hydrated={hydrated || undefined}>
        <Rail sections={sections} />
        <div className={styles.content}>{children}</div>
      </div>
      {!hydrated && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, it has to run before the first paint
        <script dangerouslySetInnerHTML={{ __html: fillScript }} />
      )}
      <DemoBar />
    </GuideContext>
  );
}

function secretsOf(definitions: PageInputs): string[] {
  return Object.keys(definitions).filter((name) => definitions[name]?.secret);
}
