import type { UnknownSecret } from '@groundwork/engine';
import { ObjectNames } from '../StatusRows';
import styles from '../StatusRows/StatusRows.module.css';

/** Secrets that something needs and nothing known here makes. */
export function MadeElsewhere(props: { secrets: readonly UnknownSecret[] }) {
  return props.secrets.length === 0 ? null : (
    <>
      <h4 className={styles.heading}>Made elsewhere</h4>
      <p className={styles.quiet}>
        Not known whether these are there: Secrets are never read here.
      </p>
      <ul className={styles.problems} aria-label="Secrets made elsewhere">
        {props.secrets.map(({ environment, name, usedBy }) => (
          <li key={`${environment}/${name}`}>
            {name} in {environment}, used by <ObjectNames refs={usedBy} />
          </li>
        ))}
      </ul>
    </>
  );
}
