import { lazy, type ReactNode, Suspense, useState } from 'react';
import { policyLimit } from '../../providers/aws/limits.ts';
import { CodeBlock } from '../code/CodeBlock.tsx';
import { useGuide } from '../guide/context.ts';
import { Field } from '../inputs/Field.tsx';
import styles from './chooser.module.css';

// The reasons of all actions are long: they come when somebody asks for them.
const Reasons = lazy(() => import('./Reasons.tsx'));

/**
 * Ticks for what Spot shall be able to do; the policy that comes of them, its size against IAM's
 * limit, and why each action is in it.
 */
export function PermissionChooser() {
  const { definitions, texts } = useGuide();
  const ticks = Object.keys(definitions).filter((name) => definitions[name]?.kind === 'choices');
  // The choice that the ticks depend on (the whole policy, or a part) is asked here too.
  const before = [...new Set(ticks.flatMap((name) => Object.keys(definitions[name]?.when ?? {})))];
  const [name, policy] = Object.entries(texts ?? {})[0] ?? [];
  const size = policy?.text.replace(/\s/g, '').length ?? 0;
  const over = size - policyLimit;
  return (
    <div className={styles.chooser} data-testid="permission-chooser">
      {[...before, ...ticks].map((input) => (
        <Field key={input} name={input} issued={false} />
      ))}
      <div
        className={styles.size}
        data-fits={over <= 0}
        aria-busy={policy?.own === false || undefined}
      >
        <label>
          Size of the policy
          <meter
            min={0}
            max={policyLimit}
            high={policyLimit * 0.9}
            optimum={0}
            value={Math.min(size, policyLimit)}
          />
        </label>
        <p role="status" data-testid="policy-size">
          <strong>{size.toLocaleString('en')}</strong> of {policyLimit.toLocaleString('en')}{' '}
          characters that IAM allows in one policy
          {over <= 0 ? '.' : `: ${over.toLocaleString('en')} too many. Untick what you do not use.`}
        </p>
      </div>
      <Part title="The policy">
        <CodeBlock code={`{{${name}}}`} language="json" metastring={'title="Permission policy"'} />
      </Part>
      <Part title="Why each action is asked for">
        <Suspense fallback={<p>Loading …</p>}>
          <Reasons />
        </Suspense>
      </Part>
    </div>
  );
}

/** Folded, and made when it is opened. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={styles.part} onToggle={() => setOpened(true)}>
      <summary>{title}</summary>
      {opened && children}
    </details>
  );
}
