import type { ReactNode } from 'react';
import type { ExportColumn } from './toCsv';
import styles from './DataTable.module.css';
import surface from '../../styles/surface.module.css';

/** A column of a {@link DataTable}. */
export interface Column<T> extends ExportColumn<T> {
  label: string;
  cell: (item: T) => ReactNode;
  /** Takes what room there is; the others take what they need. */
  isWide?: boolean;
}

/** Of more rows those out of sight are not laid out. */
const MANY = 100;

/** A table that becomes a list of small cards where there is no room for its columns. */
export function DataTable<T>(props: {
  label: string;
  columns: ReadonlyArray<Column<T>>;
  items: readonly T[];
  keyOf: (item: T) => string;
}) {
  const { label, columns, items, keyOf } = props;
  // No table of HTML: that stops being one for readers of the screen where its parts are laid out as blocks.
  return (
    <div
      className={`${styles.table} ${surface.surface}`}
      data-many={items.length > MANY}
      aria-label={label}
      role="table"
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" className={styles.row}>
          {columns.map(({ id, label: title }) => (
            <span key={id} role="columnheader" className={styles.cell}>
              {title}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body}>
        {items.map(item => (
          <div key={keyOf(item)} role="row" className={styles.row}>
            {columns.map(({ id, label: title, cell, isWide }) => {
              const value = cell(item);
              return (
                <div
                  key={id}
                  role="cell"
                  data-label={title}
                  data-empty={isNothing(value)}
                  className={
                    isWide ? `${styles.cell} ${styles.wide}` : styles.cell
                  }
                >
                  <div className={styles.value}>{value}</div>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function isNothing(value: ReactNode): boolean {
  return (
    value === undefined || value === null || value === false || value === ''
  );
}
