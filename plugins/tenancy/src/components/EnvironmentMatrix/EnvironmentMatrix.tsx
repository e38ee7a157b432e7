import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import { StateMark } from '../StateMark';
import { matrixRows } from './matrixRows';
import styles from './EnvironmentMatrix.module.css';
import surface from '../../styles/surface.module.css';

/** The tenant at one look: rows are things, columns are environments, differences are marked. */
export function EnvironmentMatrix(props: { view: TenantStatusView }) {
  const { view } = props;
  const { environments } = view.sync;
  if (environments.length === 0) {
    return null;
  }
  return (
    <div
      className={`${styles.scroll} ${surface.surface}`}
      // Focusable, so that the keyboard can scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label="Environments"
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {environments.map(({ environment }) => (
              <th key={environment} scope="col">
                {environment}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {matrixRows(view).map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td key={environments[index].environment}>
                  {cell.state ? (
                    <StateMark state={cell.state} word={cell.text} />
                  ) : (
                    <code>{cell.text}</code>
                  )}
                </td>
              ))}
              <td className={styles.differs}>{row.differs && '≠ differs'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
