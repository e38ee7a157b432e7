import { Button, DialogTrigger } from '@backstage/ui';
import type { DriftSummary, ObjectDrift } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { type Texts, useTexts } from '../../translations';
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
  const t = useTexts();
  const [first] = drift.first;
  const others = otherWords(drift, t);
  // What is merely not compared is told where somebody looks for it.
  if (!first && drift.notDeployed === 0) {
    return null;
  }
  return (
    <div className={styles.note}>
      <span className={styles.line}>
        {first ? <FirstDrift object={first} told={told} /> : others}
        {drift.drifted > 1 && (
          <span className={styles.quiet}>
            {t('shared.more', { further: String(drift.drifted - 1) })}
          </span>
        )}
      </span>
      <DialogTrigger>
        <Button
          variant="secondary"
          size="small"
          aria-label={t('diff.openOf', { environment })}
        >
          {t('diff.open')}
        </Button>
        <DriftDialog tenant={tenant} environment={environment} />
      </DialogTrigger>
    </div>
  );
}

function FirstDrift(props: { object: ObjectDrift; told?: string }) {
  const { object, told } = props;
  const t = useTexts();
  const objectName = useObjectName();
  const [field] = object.fields;
  const { writer } = field ?? {};
  return (
    <span>
      <code>{objectName(object.ref)}</code> {wordsOf(object, t)}
      {writer && (
        <>
          , {t('diff.writtenBy', { manager: <code>{writer.manager}</code> })}
          {writer.at !== undefined && (
            <>
              {' '}
              <RelativeTime at={writer.at} />
            </>
          )}
        </>
      )}
      {object.putBack && `; ${putBackWords(object.putBack, t, told)}`}
    </span>
  );
}

function wordsOf(
  { state, fields, furtherFields = 0 }: ObjectDrift,
  t: Texts,
): string {
  if (state === 'deleted' || state === 'extra') {
    return t(`diff.${state}`);
  }
  if (fields.length === 0) {
    return t('diff.differs');
  }
  const more = fields.length - 1 + furtherFields;
  const also = more > 0 ? ` (${t('diff.moreFields', { count: more })})` : '';
  return `${fieldWords(fields[0], t)}${also}`;
}
