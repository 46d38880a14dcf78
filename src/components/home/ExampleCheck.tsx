import { useState } from 'react';
import { StateIcon } from '../step/StateIcon.tsx';
import styles from './home.module.css';

/** A check of the guide as a toy: wrong, fixed, right. Both states take the same room. */
export function ExampleCheck() {
  const [fixed, setFixed] = useState(false);
  return (
    <figure className={styles.example} data-fixed={fixed}>
      <figcaption className={styles.exampleHead}>
        <span>Example</span>
        <span>Step 6, the role</span>
      </figcaption>
      <p className={styles.verdict} role="status">
        <StateIcon tone={fixed ? 'pass' : 'fail'} />
        <strong>{fixed ? 'Right' : 'Wrong'}</strong>
      </p>
      <p className={styles.finding}>
        {fixed
          ? 'The role trusts Spot, and only with your external ID.'
          : 'The trust policy does not ask for an external ID.'}
      </p>
      <dl className={styles.compare}>
        <div>
          <dt>In your account</dt>
          <dd data-side={fixed ? 'expected' : 'observed'}>
            {fixed ? 'sts:ExternalId: 4f0c…e91' : 'no condition'}
          </dd>
        </div>
        <div>
          <dt>Expected</dt>
          <dd data-side="expected">sts:ExternalId: 4f0c…e91</dd>
        </div>
      </dl>
      <div className={styles.command}>
        <code>aws iam update-assume-role-policy …</code>
        <button type="button" className="button-quiet" onClick={() => setFixed(!fixed)}>
          {fixed ? 'Show it wrong again' : 'Run the fix'}
        </button>
      </div>
    </figure>
  );
}
