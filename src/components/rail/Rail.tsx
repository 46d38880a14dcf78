import type { PageSection } from '../../page/guide-data.ts';
import { whenAttributes } from '../../page/path-css.ts';
import { useGuide } from '../guide/context.ts';
import { StateIcon } from '../step/StateIcon.tsx';
import { stepTone } from '../step/state-words.ts';
import styles from './rail.module.css';

/**
 * Where the reader is: all sections of the page, steps with their states. A column on wide screens,
 * a line on phones.
 */
export function Rail({ sections }: { sections: readonly PageSection[] }) {
  const { views, steps } = useGuide();
  const counted = views.filter(
    (view) => view.onPath && steps.find((step) => step.id === view.id)?.phase !== 'undo',
  );
  const done = counted.filter((view) => view.state === 'passed').length;
  const next = counted.find((view) => view.state !== 'passed' && view.state !== 'skipped');
  const stepIds = new Set(views.map((view) => view.id));
  return (
    <nav className={styles.rail} aria-label="Progress">
      <div className={styles.summary}>
        <progress
          className={styles.bar}
          value={done}
          max={counted.length}
          aria-label="Steps done"
        />
        <span data-testid="progress">
          {done} of {counted.length} done
        </span>
        {next && (
          <a className={styles.next} href={`#${next.id}`}>
            Step {next.number}
          </a>
        )}
      </div>
      <ol className={styles.list}>
        {sections.map(({ id, title, when }) => {
          const view = stepIds.has(id) ? views.find((candidate) => candidate.id === id) : undefined;
          if (!view) {
            return (
              <li key={id} className={styles.section} {...whenAttributes(when)}>
                <a href={`#${id}`}>{title}</a>
              </li>
            );
          }
          const { tone, word } = stepTone(view);
          return (
            <li key={id} className={styles.item} data-tone={tone} {...whenAttributes(when)}>
              <a href={`#${id}`}>
                <StateIcon tone={tone} />
                <span>
                  {title}
                  <span className="visually-hidden"> ({word})</span>
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
