import Link from '@docusaurus/Link';
import styles from './home.module.css';
import { useGuides } from './use-guides.ts';

/** A card for each guide that the site has; those that are easily mistaken name the other one. */
export function GuideCards() {
  const guides = useGuides();
  return (
    <ul className={styles.cards}>
      {guides.map((guide) => {
        const other = guides.find(({ id }) => id === guide.instead?.id);
        return (
          <li key={guide.id} className={styles.card}>
            <span className={styles.cardTop}>
              <span className={styles.provider}>{guide.provider}</span>
              <span>{guide.product}</span>
            </span>
            <Link className={styles.cardTitle} to={guide.path}>
              {guide.title}
            </Link>
            <span className={styles.cardText}>{guide.text}</span>
            {other && (
              <span className={styles.cardInstead}>
                {guide.instead?.text} <Link to={other.path}>{other.title}</Link>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
