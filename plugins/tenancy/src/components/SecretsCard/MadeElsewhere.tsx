import type { UnknownSecret } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { ObjectNames } from '../StatusRows';
import styles from '../StatusRows/StatusRows.module.css';

/** Secrets that something needs and nothing known here makes. */
export function MadeElsewhere(props: { secrets: readonly UnknownSecret[] }) {
  const t = useTexts();
  return props.secrets.length === 0 ? null : (
    <>
      <h4 className={styles.heading}>{t('secrets.elsewhere')}</h4>
      <p className={styles.quiet}>{t('secrets.elsewhereHint')}</p>
      <ul className={styles.problems} aria-label={t('secrets.elsewhereLabel')}>
        {props.secrets.map(({ environment, name, usedBy }) => (
          <li key={`${environment}/${name}`}>
            {t('secrets.elsewhereItem', {
              name,
              environment,
              users: <ObjectNames refs={usedBy} />,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
