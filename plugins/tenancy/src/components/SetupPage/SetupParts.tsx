import type { SetupPartView } from '@groundwork/backstage-plugin-tenancy-common';
import type { State } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { StateMark } from '../StateMark';
import { CopyBlock } from './CopyBlock';
import surface from '../../styles/surface.module.css';
import styles from './SetupPage.module.css';

/** What is off is nobody's trouble; what nobody could ask is not known. */
const STATES: Record<SetupPartView['state'], State> = {
  on: 'Healthy',
  off: 'Suspended',
  unknown: 'Unknown',
};

/** What the portal is connected to beside clusters: what each thing adds, what is missing without it, and the lines for it. */
export function SetupParts(props: { parts: readonly SetupPartView[] }) {
  const t = useTexts();
  return (
    <ul
      className={`${styles.clusters} ${surface.surface}`}
      aria-label={t('setup.parts.title')}
    >
      {props.parts.map(part => (
        <li key={part.part} className={styles.cluster}>
          <Part part={part} />
        </li>
      ))}
    </ul>
  );
}

function Part(props: { part: SetupPartView }) {
  const { part, state, why, cost, copy } = props.part;
  const t = useTexts();
  const name = t(`setup.parts.names.${part}`);
  const head = (
    <span className={styles.head}>
      <span className={styles.name}>{name}</span>
      <span className={styles.quiet}>{why}</span>
      <span className={styles.state}>
        <StateMark
          state={STATES[state]}
          word={t(`setup.parts.states.${state}`)}
        />
      </span>
    </span>
  );
  return cost || copy ? (
    <Disclosure summary={head}>
      <div className={styles.body}>
        {cost && <p>{cost}</p>}
        {copy && (
          <CopyBlock
            title={t('setup.parts.lines', { part: name })}
            hint={t('setup.parts.hint')}
            text={copy}
          />
        )}
      </div>
    </Disclosure>
  ) : (
    <div className={styles.plain}>{head}</div>
  );
}
