import { Link, VisuallyHidden } from '@backstage/ui';
import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { quietSource } from '../../status';
import { useTexts } from '../../translations';
import { RelativeTime } from '../RelativeTime';
import { StateIcon, StateMark } from '../StateMark';
import type { CardValues } from './cardRows';
import { cardRows } from './cardRows';
import { type MatrixCell, type MatrixRow, matrixRows } from './matrixRows';
import { useIsNarrow } from './useIsNarrow';
import styles from './EnvironmentMatrix.module.css';
import surface from '../../styles/surface.module.css';

/**
 * The tenant at one look: rows are things, columns are environments, and where one differs from the one before it that is marked. In
 * a narrow window each environment is a list of its own. What a silent cluster said is grey.
 */
export function EnvironmentMatrix(props: {
  view: TenantStatusView;
  cards?: CardValues;
}) {
  const { view, cards = {} } = props;
  const t = useTexts();
  const isNarrow = useIsNarrow();
  const names = view.sync.environments.map(({ environment }) => environment);
  if (names.length === 0) {
    return null;
  }
  const rows = [...matrixRows(view, t), ...cardRows(names, cards, t)];
  return isNarrow ? (
    <Lists view={view} names={names} rows={rows} />
  ) : (
    <Table view={view} names={names} rows={rows} />
  );
}

interface Parts {
  view: TenantStatusView;
  names: readonly string[];
  rows: readonly MatrixRow[];
}

function Table({ view, names, rows }: Parts) {
  const t = useTexts();
  return (
    <div
      className={`${styles.scroll} ${surface.surface}`}
      // Focusable, so that the keyboard can scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={t('estate.environments')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {names.map(name => (
              <th key={name} scope="col">
                {name} <Quiet view={view} environment={name} />
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td key={names[index]}>
                  <Cell view={view} cell={cell} environment={names[index]} />
                </td>
              ))}
              <td className={styles.differs}>
                {row.differs && `≠ ${t('matrix.differs')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lists({ view, names, rows }: Parts) {
  const t = useTexts();
  return (
    <>
      {names.map((name, index) => (
        <section
          key={name}
          className={`${styles.environment} ${surface.surface}`}
          aria-label={name}
        >
          <h3 className={styles.heading}>
            {name} <Quiet view={view} environment={name} />
          </h3>
          <dl className={styles.facts}>
            {rows.map(row => (
              <div key={row.name}>
                <dt>
                  {row.name}
                  {row.differs && (
                    <span title={t('matrix.differs')}>
                      {' ≠'}
                      <VisuallyHidden>{t('matrix.differs')}</VisuallyHidden>
                    </span>
                  )}
                </dt>
                <dd>
                  <Cell
                    view={view}
                    cell={row.cells[index]}
                    environment={name}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Quiet(props: { view: TenantStatusView; environment: string }) {
  const t = useTexts();
  const source = quietSource(props.view, props.environment);
  return source ? (
    <span className={styles.quiet}>
      <StateIcon state="Unknown" size={12} />{' '}
      {source.asOf === undefined ? (
        t('matrix.neverAnswered')
      ) : (
        <>
          {t('matrix.asSeen')} <RelativeTime at={source.asOf} />
        </>
      )}
    </span>
  ) : null;
}

function Cell(props: {
  view: TenantStatusView;
  cell: MatrixCell;
  environment: string;
}) {
  const { view, cell, environment } = props;
  const { text, state, isCode, isBehind } = cell;
  if (isBehind) {
    return <Link href={`#sync-${environment}`}>{text} →</Link>;
  }
  if (isCode) {
    return <code>{text}</code>;
  }
  if (state && quietSource(view, environment)) {
    return <StateMark state="Unknown" word={text} />;
  }
  // What is fine is quiet.
  return state && state !== 'Healthy' ? (
    <StateMark state={state} word={text} />
  ) : (
    <span>{text}</span>
  );
}
