import { useMemo } from 'react';
import type { PermissionStatements } from '../../../runbooks/define-permissions.ts';
import { useGuide } from '../guide/context.ts';
import { ValueCode } from '../value/Value.tsx';
import styles from './permissions.module.css';

const nouns = {
  aws: ['action', 'actions'],
  gcp: ['permission', 'permissions'],
  azure: ['action', 'actions'],
  spot: ['right', 'rights'],
} as const;

/** Everything the role may do, statement by statement, with a reason for each action. */
export function Permissions({ statements: json }: { statements: string }) {
  const statements = useMemo(() => JSON.parse(json) as PermissionStatements, [json]);
  const { provider } = useGuide();
  const [one, many] = nouns[provider];
  const actions = statements.flatMap((statement) => statement.actions);
  const writing = actions.filter((action) => action.writes);
  // Writing is shown at once where it is the exception; where it is the rule, the list would bury
  // the page.
  const few = writing.length <= 10;
  return (
    <div className={styles.permissions}>
      <p className={styles.count}>
        {actions.length} {many} in {statements.length} groups.{' '}
        {writing.length === 0
          ? 'All of them only read.'
          : `${writing.length} of them write${few ? ', and only where the table says' : ''}.`}
      </p>
      {statements.map((statement) => (
        <details
          key={statement.sid ?? statement.purpose}
          open={few && statement.actions.some((action) => action.writes)}
        >
          <summary>
            <span className={styles.purpose}>{statement.purpose}</span>
            <span className={styles.meta}>
              {statement.actions.length} {statement.actions.length === 1 ? one : many}
              {statement.actions.some((action) => action.writes) && <strong> · writes</strong>}
            </span>
          </summary>
          <p className={styles.resource}>
            On{' '}
            {statement.resource === '*' ? 'all resources' : <ValueCode text={statement.resource} />}
            {statement.sid && (
              <>
                {' '}
                · statement <code>{statement.sid}</code>
              </>
            )}
          </p>
          <dl>
            {statement.actions.map((action) => (
              <div key={action.action}>
                <dt>
                  <code>{action.action}</code>
                  {action.writes && <span className={styles.writes}>writes</span>}
                </dt>
                <dd>{action.reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </div>
  );
}
