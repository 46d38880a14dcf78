import Link from '@docusaurus/Link';
import type { GuideCard } from '../../../runbooks/define-card.ts';
import styles from './home.module.css';

/** A card for each guide; those that are easily mistaken name the other one. */
export function GuideCards({ cards }: { cards: readonly GuideCard[] }) {
  return (
    <ul className={styles.cards}>
      {cards.map((guide) => {
        const other = cards.find(({ id }) => id === guide.instead?.id);
        return (
          <li key={guide.id} className={styles.card}>
            <span className={styles.cardTop}>
              <span className={styles.provider}>{guide.label}</span>
              <span>{guide.product}</span>
            </span>
            <Link className={styles.cardTitle} to={`/guides/${guide.id}`}>
              {guide.title}
            </Link>
            <span className={styles.cardText}>{guide.text}</span>
            {other && (
              <span className={styles.cardInstead}>
                {guide.instead?.text} <Link to={`/guides/${other.id}`}>{other.title}</Link>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
