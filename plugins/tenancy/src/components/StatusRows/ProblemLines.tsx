import type { CardProblem } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { StateIcon } from '../StateMark';
import styles from './StatusRows.module.css';

/** What could not be read, one line for each cause with the environments that it hits. */
export function ProblemLines(props: { problems: readonly CardProblem[] }) {
  const t = useTexts();
  const byWhy = new Map<string, string[]>();
  for (const { why, environment } of props.problems) {
    byWhy.set(why, [...new Set([...(byWhy.get(why) ?? []), environment])]);
  }
  return byWhy.size === 0 ? null : (
    <ul className={styles.problems} aria-label={t('shared.notKnown')}>
      {[...byWhy].map(([why, environments]) => (
        <li key={why}>
          <StateIcon state="Unknown" size={12} /> {environments.join(', ')}:{' '}
          {why}
        </li>
      ))}
    </ul>
  );
}
