import { useId, useState } from 'react';
import type { StepView } from '../../page/derive-steps.ts';
import type { PageStep } from '../../page/guide-data.ts';
import { type Vantage, vantageLabel } from '../../providers/vantages.ts';
import { useGuide } from '../guide/context.ts';
import { useStep } from '../step/Step.tsx';
import styles from './check.module.css';
import findMissing from './find-missing.ts';
import { LastCheck, MissingInputs, NothingPasted } from './Notices.tsx';
import { Outcome } from './Outcome.tsx';
import { PasteFields } from './PasteFields.tsx';
import useVantage from './use-vantage.ts';
import { useVerification } from './use-verification.ts';
import { VantageChoice } from './VantageChoice.tsx';

/**
 * The widget of a step: looks into the reader's account and says what is right and what is wrong.
 */
export function Check() {
  const view = useStep();
  const step = useGuide().steps.find(({ id }) => id === view.id);
  return step ? <StepCheck step={step} view={view} /> : null;
}

function StepCheck({ step, view }: { step: PageStep; view: StepView }) {
  const guide = useGuide();
  const { verification, unreadable, run, stop, apiStatus } = useVerification(step);
  const { vantage, pasting, openPasting, choose, ...eyes } = useVantage(step, apiStatus);
  const [pasted, setPasted] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState(false);
  const missing = findMissing(step, vantage, guide.definitions, guide);
  const nothingPasted =
    pasting &&
    step.evidence.length > 0 &&
    Object.values(pasted).every((text) => text.trim() === '');
  const paste = (id: string, text: string) => setPasted((before) => ({ ...before, [id]: text }));
  const check = () => {
    setAsked(true);
    if (vantage === 'pasted' && !pasting) return openPasting();
    if (missing.length > 0 || nothingPasted) return;
    void run({ vantage, pasted: vantage === 'pasted' ? pasted : {} });
  };
  const judgeHere = () => {
    openPasting();
    void run({ vantage: 'pasted', pasted });
  };

  return (
    <section
      className={styles.check}
      aria-label={`Check of step ${view.number}: ${view.title}`}
      data-testid={`check-${step.id}`}
    >
      <Question
        step={step}
        action={
          verification.phase === 'running'
            ? { label: 'Stop', start: stop }
            : { label: labelOf(vantage, view), start: check }
        }
      />
      <VantageChoice {...eyes} chosen={vantage} onChoose={choose} apiStatus={apiStatus} />
      {pasting && (
        <PasteFields
          spotLabel={vantageLabel('spot', guide.provider)}
          evidence={step.evidence}
          pasted={pasted}
          unreadable={unreadable}
          onPaste={paste}
        />
      )}
      {asked && missing.length > 0 && <MissingInputs names={missing} />}
      {asked && missing.length === 0 && nothingPasted && <NothingPasted />}
      {verification.phase === 'idle' && <LastCheck view={view} />}
      <Outcome
        verification={verification}
        pasted={pasted}
        onPaste={paste}
        onRetry={check}
        onJudgeHere={judgeHere}
        onSend={vantage === 'pasted' ? undefined : () => void run({ vantage, pasted })}
      />
    </section>
  );
}

interface QuestionProps {
  step: PageStep;
  action: { label: string; start: () => void };
}

/** What will be judged, and the button that does it. */
function Question({ step, action }: QuestionProps) {
  const titleId = useId();
  return (
    <div className={styles.top}>
      <div className={styles.what}>
        <p className={styles.title} id={titleId}>
          Is it right?
        </p>
        <ul className={styles.list}>
          {step.checks.map((each) => (
            <li key={each.id}>{each.title}</li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        className="button-primary"
        data-testid="check"
        aria-describedby={titleId}
        onClick={action.start}
      >
        {action.label}
      </button>
    </div>
  );
}

function labelOf(vantage: Vantage, { record, state }: StepView): string {
  if (vantage === 'pasted') return 'Judge what I pasted';
  return record && state !== 'skipped' ? 'Check again' : 'Check my setup';
}
