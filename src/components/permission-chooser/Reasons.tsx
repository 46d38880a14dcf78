import { permissionReasons, selectionOf } from '../../checks/aws/_linked/policy.ts';
import { useGuide } from '../guide/context.ts';
import styles from './chooser.module.css';

/** Why each action of the chosen policy is in it, and which product asks for it. */
export default function Reasons() {
  const { values } = useGuide();
  const reasons = permissionReasons(selectionOf(values));
  const writing = reasons.filter((reason) => reason.writes).length;
  return (
    <>
      <p className={styles.count}>
        {reasons.length} actions, {writing} of them change something.
      </p>
      <dl className={styles.reasons}>
        {reasons.map((reason) => (
          <div key={reason.action}>
            <dt>
              <code>{reason.action}</code>
              {reason.writes && <span className={styles.writes}>changes</span>}
            </dt>
            <dd>
              {reason.reason} <span className={styles.askers}>{reason.askedBy.join(', ')}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
