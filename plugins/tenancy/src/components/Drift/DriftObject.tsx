import type { FieldDrift, ObjectDrift } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { useTexts } from '../../translations';
import { FixButton } from '../Fixes';
import { RelativeTime } from '../RelativeTime';
import { kindWords, putBackWords, valueWords } from './driftWords';
import styles from './Drift.module.css';

/** One object with its fields: Git's value, the cluster's, who wrote it and when. */
export function DriftObject(props: { object: ObjectDrift }) {
  const { object } = props;
  const t = useTexts();
  const objectName = useObjectName();
  const { fields, furtherFields, notCompared, putBack, state } = object;
  return (
    <li className={styles.object}>
      <div className={styles.heading}>
        <code>{objectName(object.ref)}</code>
        <span className={styles.state}>{t(`diff.states.${state}`)}</span>
        <span className={styles.small}>{object.application.name}</span>
      </div>
      {putBack && (
        <div className={styles.small}>{putBackWords(putBack, t)}</div>
      )}
      {fields.length > 0 && (
        <ul
          className={styles.fields}
          aria-label={t('diff.fieldsOf', { object: objectName(object.ref) })}
        >
          {fields.map(field => (
            <FieldRow key={`${field.kind} ${field.path}`} field={field} />
          ))}
        </ul>
      )}
      <FixButton refs={[object.ref]} />
      {furtherFields !== undefined && (
        <div className={styles.small}>
          {t('diff.moreFields', { count: furtherFields })}
        </div>
      )}
      {notCompared.map(({ path, why }) => (
        <div key={path ?? why} className={styles.small}>
          {path
            ? t('diff.pathNotCompared', { path: <code>{path}</code>, why })
            : why}
        </div>
      ))}
    </li>
  );
}

function FieldRow(props: { field: FieldDrift }) {
  const { field } = props;
  const t = useTexts();
  const { writer, newest } = field;
  const kind = kindWords(field.kind, t);
  return (
    <li className={styles.field}>
      <code className={styles.path}>{field.path}</code>
      <dl className={styles.values}>
        <div className={styles.git}>
          <dt>{t('diff.git')}</dt>
          <dd>{valueWords(field.git, t)}</dd>
        </div>
        <div className={styles.cluster}>
          <dt>{t('diff.cluster')}</dt>
          <dd>{valueWords(field.cluster, t)}</dd>
        </div>
        {newest && (
          <div>
            <dt>{t('diff.newest')}</dt>
            <dd>{valueWords(newest, t)}</dd>
          </div>
        )}
        <div>
          <dt>{t('diff.manager')}</dt>
          <dd>
            {writer ? (
              <>
                {writer.manager}
                {writer.subresource && ` (${writer.subresource})`}
                {writer.at !== undefined && (
                  <>
                    {', '}
                    <RelativeTime at={writer.at} />
                  </>
                )}
              </>
            ) : (
              t('diff.managerUnknown')
            )}
          </dd>
        </div>
      </dl>
      {kind && <div className={styles.small}>{kind}</div>}
    </li>
  );
}
