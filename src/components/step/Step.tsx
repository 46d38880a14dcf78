import { createContext, type ReactNode, useContext } from 'react';
import { forget, type StepView, skipTo } from '../../page/derive-steps.ts';
import { whenAttributes } from '../../page/path-css.ts';
import { whenWords } from '../../page/paths.ts';
import { useGuide } from '../guide/context.ts';
import { Condition } from '../paths/Condition.tsx';
import { StateIcon } from './StateIcon.tsx';
import { stepTone } from './state-words.ts';
import styles from './step.module.css';

const StepContext = createContext<StepView | null>(null);

/** The step around a component. */
export function useStep(): StepView {
  const step = useContext(StepContext);
  if (!step) throw new Error('This component works only inside a step.');
  return step;
}

/** One step: a number, its heading and state, and a body that stays closed until it is its turn. */
export function Step({ id, children }: { id: string; children: ReactNode }) {
  const { views, steps, store, definitions } = useGuide();
  const view = views.find((candidate) => candidate.id === id);
  if (!view) return <section>{children}</section>;
  const when = steps.find((step) => step.id === id)?.when;
  const path = steps.filter((step) => views.some((other) => other.id === step.id && other.onPath));
  const now = () => new Date().toISOString();
  return (
    <StepContext value={view}>
      <section
        className={styles.step}
        data-step={id}
        data-state={view.state}
        data-testid={`step-${id}`}
        aria-labelledby={id}
        {...whenAttributes(when)}
      >
        <Condition words={when && whenWords(when, definitions)} />
        {children}
        <div className={styles.lock} data-part="lock">
          <span>
            {view.waitsFor
              ? `Opens when step ${view.waitsFor.number} is right: ${view.waitsFor.title}.`
              : 'Opens when the step before it is right.'}
          </span>
          <button
            type="button"
            className="button-quiet"
            data-testid="skip"
            onClick={() => store.update(skipTo(path, id, now()))}
          >
            Skip to this step anyway
          </button>
        </div>
        <p className={styles.skipped} data-part="skipped">
          You skipped this step: nothing here was checked. Check it below at any time, or{' '}
          <button type="button" className="button-link" onClick={() => store.update(forget(id))}>
            take the skipping back
          </button>
          .
        </p>
      </section>
    </StepContext>
  );
}

export function StepHeading({ children }: { children: ReactNode }) {
  const view = useStep();
  const { tone, word } = stepTone(view);
  return (
    <div className={styles.heading} data-part="heading">
      <span className={styles.number} aria-hidden="true" />
      {children}
      <span className={styles.pill} data-tone={tone}>
        <StateIcon tone={tone} />
        {word}
      </span>
    </div>
  );
}

export function StepBody({ children }: { children: ReactNode }) {
  return (
    <div className={styles.body} data-part="body">
      {children}
    </div>
  );
}
