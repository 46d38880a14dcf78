import useBaseUrl from '@docusaurus/useBaseUrl';
import type { PrintedFix } from '../../checks/printed-fixes.ts';
import { CodeBlock } from '../code/CodeBlock.tsx';
import styles from './check.module.css';

/**
 * One way of being wrong that was found: what, why it matters, observed against expected, and how
 * to fix it.
 */
export function FindingView({ finding, commands, sameAs }: PrintedFix) {
  const { fix } = finding;
  const reference = useBaseUrl(`/reference/${finding.code}`);
  return (
    <article
      className={styles.finding}
      data-severity={finding.severity}
      data-testid="finding"
      data-code={finding.code}
    >
      <header className={styles.findingHead}>
        <h3>{finding.title}</h3>
        <a
          className={styles.code}
          href={reference}
          target="_blank"
          rel="noopener"
          title="What this means, in a new tab"
        >
          <code>{finding.code}</code>
        </a>
      </header>
      <p>{finding.explanation}</p>
      <dl className={styles.compare}>
        <div>
          <dt>In your account</dt>
          <dd data-side="observed">{finding.observed}</dd>
        </div>
        <div>
          <dt>Expected</dt>
          <dd data-side="expected">{finding.expected}</dd>
        </div>
      </dl>
      <div className={styles.fix}>
        <p>
          <strong>Fix.</strong> {fix.summary}{' '}
          {fix.who && <span className={styles.who}>Who can do it: {fix.who}.</span>}
        </p>
        {sameAs && (
          <p data-testid="same-fix">
            The same command as for <code>{sameAs}</code> above: run it once.
          </p>
        )}
        {commands.map((command) => (
          <div key={command} data-testid="fix-command">
            <CodeBlock code={command} language="bash" />
          </div>
        ))}
        {fix.send && (
          <div className={styles.send} data-testid="fix-send">
            <CodeBlock code={fix.send} language="text" metastring='title="Send them this"' />
          </div>
        )}
        {fix.console && fix.console.length > 0 && (
          <details className={styles.clicks} open={fix.commands.length === 0}>
            <summary>In the console</summary>
            <ol>
              {fix.console.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </article>
  );
}
