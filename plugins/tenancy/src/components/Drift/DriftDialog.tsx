import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { DriftView } from '@groundwork/backstage-plugin-tenancy-common';
import { useDrift } from '../../hooks';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RelativeTime } from '../RelativeTime';
import { DriftObject } from './DriftObject';
import styles from './Drift.module.css';

/** All that the cluster holds otherwise than Git, object by object and field by field. */
export function DriftDialog(props: { tenant: string; environment: string }) {
  const { tenant, environment } = props;
  return (
    <Dialog width="min(960px, 94vw)" height="80vh">
      <DialogHeader>
        Git and cluster: {tenant} in {environment}
      </DialogHeader>
      <DialogBody>
        <DriftContent {...props} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function DriftContent(props: { tenant: string; environment: string }) {
  const { tenant, environment } = props;
  const { data, error, refresh } = useDrift(tenant, environment);
  if (!data) {
    return error ? (
      <QueryProblem error={error} onRetry={refresh} />
    ) : (
      <LoadingLines lines={6} />
    );
  }
  return (
    <>
      {error && (
        <Text as="p" color="secondary">
          The portal does not answer now. This is as it was then.
        </Text>
      )}
      <DriftList view={data} />
    </>
  );
}

function DriftList(props: { view: DriftView }) {
  const { items, total, applications, compared, asOf } = props.view;
  return (
    <>
      {items.length === 0 && applications.length === 0 && (
        <Text as="p">Nothing differs from Git.</Text>
      )}
      <ul className={styles.objects}>
        {items.map(object => (
          <DriftObject
            key={`${object.application.name}/${object.ref.group}/${object.ref.kind}/${object.ref.namespace}/${object.ref.name}`}
            object={object}
          />
        ))}
        {applications.map(({ application, why }) => (
          <li key={application.name} className={styles.object}>
            <div className={styles.heading}>
              <code>Application/{application.name}</code>
              <span className={styles.quiet}>Not compared: {why}</span>
            </div>
          </li>
        ))}
      </ul>
      {items.length < total && (
        <Text as="p" color="secondary">
          The first {items.length} of {total} objects are shown.
        </Text>
      )}
      <Text as="p" variant="body-small" color="secondary">
        {compared} {compared === 1 ? 'object' : 'objects'} compared here,{' '}
        <RelativeTime at={asOf} />. Only fields that Git sets count. A manager
        is the program that wrote a field, not a person.
      </Text>
    </>
  );
}
