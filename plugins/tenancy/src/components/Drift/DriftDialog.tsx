import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { DriftView } from '@groundwork/backstage-plugin-tenancy-common';
import type { ObjectDrift } from '@groundwork/engine';
import { useDrift, useObjectName } from '../../hooks';
import { useTexts } from '../../translations';
import { Disclosure } from '../Disclosure';
import { FixesScope } from '../Fixes';
import { LoadingLines, QueryProblem } from '../QueryState';
import { RelativeTime } from '../RelativeTime';
import { DriftObject } from './DriftObject';
import styles from './Drift.module.css';

/** All that the cluster holds otherwise than Git, object by object and field by field. */
export function DriftDialog(props: { tenant: string; environment: string }) {
  const { tenant, environment } = props;
  const t = useTexts();
  return (
    <Dialog width="min(960px, 94vw)" height="80vh">
      <DialogHeader>{t('diff.title', { tenant, environment })}</DialogHeader>
      <DialogBody
        // Who has no mouse scrolls it with the arrow keys.
        tabIndex={0}
        role="region"
        aria-label={t('diff.label')}
      >
        <FixesScope tenant={tenant}>
          <DriftContent {...props} />
        </FixesScope>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('proposing.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function DriftContent(props: { tenant: string; environment: string }) {
  const { tenant, environment } = props;
  const t = useTexts();
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
      {error && <Text as="p">{t('diff.old')}</Text>}
      <DriftList view={data} />
    </>
  );
}

function DriftList(props: { view: DriftView }) {
  const { items, total, applications, compared, asOf } = props.view;
  const t = useTexts();
  const objectName = useObjectName();
  const rest = items.filter(({ state }) => state === 'notCompared');
  const told = items.filter(({ state }) => state !== 'notCompared');
  return (
    <>
      {told.length === 0 && <Text as="p">{t('diff.none')}</Text>}
      <ul className={styles.objects}>
        {told.map(object => (
          <DriftObject key={keyOf(object)} object={object} />
        ))}
      </ul>
      {rest.length + applications.length > 0 && (
        <Disclosure
          summary={
            <span>
              {t('diff.notCompared', {
                number: String(rest.length + applications.length),
              })}
            </span>
          }
        >
          <ul className={styles.objects}>
            {applications.map(({ application, why }) => (
              <li key={application.name} className={styles.brief}>
                <code>Application/{application.name}</code> {why}
              </li>
            ))}
            {rest.map(object => (
              <li key={keyOf(object)} className={styles.brief}>
                <code>{objectName(object.ref)}</code>{' '}
                {object.notCompared
                  .map(({ path, why }) => (path ? `${path}: ${why}` : why))
                  .join('; ')}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {items.length < total && (
        <Text as="p">
          {t('diff.first', {
            shown: String(items.length),
            total: String(total),
          })}
        </Text>
      )}
      <Text as="p" variant="body-small">
        {t('diff.compared', {
          count: compared,
          time: <RelativeTime at={asOf} />,
        })}
      </Text>
    </>
  );
}

function keyOf({ application, ref }: ObjectDrift): string {
  const { group, kind, namespace, name } = ref;
  return [application.name, group, kind, namespace, name].join('/');
}
