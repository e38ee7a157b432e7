import type { OperationProgress } from '@groundwork/engine';
import { useTexts } from '../../translations';
import { Elapsed, RelativeTime } from '../RelativeTime';
import {
  describeOperation,
  describeStarter,
  isUnderWay,
} from './operationWords';
import styles from './Acting.module.css';

/** What an operation does, who started it and since when; told to who can't see it as it changes. */
export function OperationLine(props: { operation: OperationProgress }) {
  const { operation } = props;
  const t = useTexts();
  const { startedBy, startedAt, finishedAt } = operation;
  return (
    <div role="status" className={styles.operation}>
      {describeOperation(operation, t)}
      {startedBy && ` · ${describeStarter(startedBy)}`}
      {isUnderWay(operation)
        ? startedAt !== undefined && (
            <>
              {' · '}
              <Elapsed since={startedAt} />
            </>
          )
        : finishedAt !== undefined && (
            <>
              {' · '}
              <RelativeTime at={finishedAt} />
            </>
          )}
    </div>
  );
}
