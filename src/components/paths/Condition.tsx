import styles from './paths.module.css';

/**
 * For whom the following is. Only needed where scripts do not run, and with them nothing is hidden.
 */
export function Condition({ words }: { words: string | undefined }) {
  return words ? <p className={styles.condition}>Only for {words}</p> : null;
}
