import { useEffect, useState } from 'react';
import { type DemoInfo, getDemo, postDemo } from '../api/client.ts';
import { cloudNow, refreshStatus, useApiStatus } from '../api/status.ts';
import { formatWhen } from '../check/time.ts';
import { useGuide } from '../guide/context.ts';
import styles from './demo-bar.module.css';

/** Says that nothing is real, and moves the simulated account. */
export default function Bar() {
  const status = useApiStatus();
  const { runbook, store, values } = useGuide();
  const [demo, setDemo] = useState<DemoInfo>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    document.body.dataset.demo = 'true';
    getDemo(runbook).then(setDemo, () => setSaid('The demo does not answer.'));
    return () => {
      delete document.body.dataset.demo;
    };
  }, [runbook]);

  const act = async (
    action: 'advance' | 'reset' | 'break',
    body: { hours?: number; fault?: string; externalId?: string },
    done: string,
  ) => {
    try {
      const { inputs } = await postDemo(action, { runbook, ...body });
      // A broken account belongs to a reader who has typed all values, perhaps one of them wrong.
      if (inputs)
        store.update((state) => ({ ...state, inputs: { ...state.inputs, ...inputs }, steps: {} }));
      setSaid(done);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
    await refreshStatus();
  };
  return (
    <aside className={styles.bar} aria-label="Simulated account" data-testid="demo-bar">
      <p className={styles.what}>
        <strong>Simulated account.</strong> Nothing here is real.{' '}
        <span className={styles.hint}>
          Its terminal: <code>npm run shell -- --in {runbook}</code>
        </span>
      </p>
      <span className={styles.clock} data-testid="demo-clock">
        {formatWhen(cloudNow(status).toISOString())}
      </span>
      <div className={styles.actions}>
        <button
          type="button"
          className="button-quiet"
          data-testid="demo-advance"
          onClick={() => void act('advance', { hours: 24 }, '24 hours later.')}
        >
          Advance 24 hours
        </button>
        <select
          aria-label="Break something"
          className={styles.select}
          data-testid="demo-break"
          value=""
          onChange={(event) => {
            const fault = demo?.faults.find((candidate) => candidate.name === event.target.value);
            if (fault)
              void act(
                'break',
                { fault: fault.name, externalId: values.externalId },
                `Broken: ${fault.title}`,
              );
          }}
        >
          <option value="">Break something …</option>
          {demo?.faults.map((fault) => (
            <option key={fault.name} value={fault.name}>
              {fault.title}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button-quiet"
          data-testid="demo-reset"
          onClick={() => {
            store.clear();
            void act('reset', {}, 'A new, empty account.');
          }}
        >
          Start again
        </button>
      </div>
      <p className={styles.said} role="status">
        {said}
      </p>
    </aside>
  );
}
