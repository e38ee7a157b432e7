import { Button, DialogTrigger } from '@backstage/ui';
import type { DriftSummary, ObjectDrift } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { RelativeTime } from '../RelativeTime';
import { DriftDialog } from './DriftDialog';
import { fieldWords, otherWords, putBackWords } from './driftWords';
import styles from './Drift.module.css';

/** What the cluster holds otherwise than Git, in one line, with the way to see all of it. */
export function DriftNote(props: {
  tenant: string;
  environment: string;
  drift: DriftSummary;
  /** What the row says already. */
  told?: string;
}) {
  const { tenant, environment, drift, told } = props;
  const [first] = drift.first;
  const others = otherWords(drift);
  // What is merely not compared is told where somebody looks for it.
  if (!first && drift.notDeployed === 0) {
    return null;
  }
  return (
    <div className={styles.note}>
      <span className={styles.line}>
        {first ? <FirstDrift object={first} told={told} /> : others}
        {drift.drifted > 1 && (
          <span className={styles.quiet}>and {drift.drifted - 1} more</span>
        )}
      </span>
      <DialogTrigger>
        <Button
          variant="secondary"
          size="small"
          aria-label={`Open diff of ${environment}`}
        >
          Open diff
        </Button>
        <DriftDialog tenant={tenant} environment={environment} />
      </DialogTrigger>
    </div>
  );
}

function FirstDrift(props: { object: ObjectDrift; told?: string }) {
  const { object, told } = props;
  const objectName = useObjectName();
  const [field] = object.fields;
  const { writer } = field ?? {};
  return (
    <span>
      <code>{objectName(object.ref)}</code> {wordsOf(object)}
      {writer && (
        <>
          , written by <code>{writer.manager}</code>
          {writer.at !== undefined && (
            <>
              {' '}
              <RelativeTime at={writer.at} />
            </>
          )}
        </>
      )}
      {object.putBack && `; ${putBackWords(object.putBack, told)}`}
    </span>
  );
}

function wordsOf({ state, fields, furtherFields = 0 }: ObjectDrift): string {
  if (state === 'deleted') {
    return 'was deleted in the cluster';
  }
  if (state === 'extra') {
    return 'is no longer in Git';
  }
  const more = fields.length - 1 + furtherFields;
  const also = more > 0 ? ` (and ${more} more fields)` : '';
  return fields.length > 0 ? `${fieldWords(fields[0])}${also}` : 'differs';
}
