import { Fragment, type ReactNode } from 'react';
import styles from './StatusRows.module.css';

/** Names and values in two columns; what has no value is left out. */
export function Facts(props: {
  facts: ReadonlyArray<readonly [name: string, value: ReactNode]>;
}) {
  const facts = props.facts.filter(
    ([, value]) => value !== undefined && value !== '' && value !== false,
  );
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
