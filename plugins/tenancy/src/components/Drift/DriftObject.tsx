import type { FieldDrift, ObjectDrift } from '@groundwork/engine';
import { useObjectName } from '../../hooks';
import { FixButton } from '../Fixes';
import { RelativeTime } from '../RelativeTime';
import { kindWords, putBackWords, stateWords, valueWords } from './driftWords';
import styles from './Drift.module.css';

/** One object with its fields: Git's value, the cluster's, who wrote it and when. */
export function DriftObject(props: { object: ObjectDrift }) {
  const { object } = props;
  const objectName = useObjectName();
  const { fields, furtherFields, notCompared, putBack, state } = object;
  return (
    <li className={styles.object}>
      <div className={styles.heading}>
        <code>{objectName(object.ref)}</code>
        <span className={styles.state}>{stateWords[state]}</span>
        <span className={styles.small}>{object.application.name}</span>
      </div>
      {putBack && <div className={styles.small}>{putBackWords(putBack)}</div>}
      {fields.length > 0 && (
        <ul
          className={styles.fields}
          aria-label={`Fields of ${objectName(object.ref)}`}
        >
          {fields.map(field => (
            <FieldRow key={`${field.kind} ${field.path}`} field={field} />
          ))}
        </ul>
      )}
      <FixButton refs={[object.ref]} />
      {furtherFields !== undefined && (
        <div className={styles.small}>and {furtherFields} more fields</div>
      )}
      {notCompared.map(({ path, why }) => (
        <div key={path ?? why} className={styles.small}>
          {path ? (
            <>
              <code>{path}</code> is not compared: {why}
            </>
          ) : (
            why
          )}
        </div>
      ))}
    </li>
  );
}

function FieldRow(props: { field: FieldDrift }) {
  const { field } = props;
  const { writer, newest } = field;
  const kind = kindWords[field.kind];
  return (
    <li className={styles.field}>
      <code className={styles.path}>{field.path}</code>
      <dl className={styles.values}>
        <div className={styles.git}>
          <dt>Git</dt>
          <dd>{valueWords(field.git)}</dd>
        </div>
        <div className={styles.cluster}>
          <dt>Cluster</dt>
          <dd>{valueWords(field.cluster)}</dd>
        </div>
        {newest && (
          <div>
            <dt>Newest commit</dt>
            <dd>{valueWords(newest)}</dd>
          </div>
        )}
        <div>
          <dt>Manager</dt>
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
              'not known'
            )}
          </dd>
        </div>
      </dl>
      {kind && <div className={styles.small}>{kind}</div>}
    </li>
  );
}
