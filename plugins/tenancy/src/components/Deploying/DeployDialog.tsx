import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
  Text,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type { WorkloadVersionsView } from '@groundwork/backstage-plugin-tenancy-common';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { type Texts, useTexts } from '../../translations';
import { wordsOf } from '../Acting';
import { RelativeTime } from '../RelativeTime';
import { LoadingLines } from '../QueryState';
import { DeploymentProgress } from './DeploymentProgress';
import { useDeploy } from './useDeploy';
import { versionName } from './versionName';
import styles from './Deploying.module.css';

const OTHER = 'other';

/**
 * Asks which version is to run where: one that another environment runs, one that ran before, or any other; says how it gets there, and
 * shows it on its way. Closed with Escape it goes on.
 */
export function DeployDialog(props: {
  tenant: string;
  workload: string;
  environment: string;
  onClose: () => void;
}) {
  const { tenant, workload, environment, onClose } = props;
  const api = useApi(tenancyApiRef);
  const t = useTexts();
  const { data: known, error: unread } = useTenancyQuery({
    queryKey: ['tenants', tenant, 'workloads', workload, 'versions'],
    queryFn: () => api.getVersions({ tenant, workload }),
  });
  const [places, setPlaces] = useState<ReadonlySet<string>>(
    new Set([environment]),
  );
  const [choice, setChoice] = useState<string>();
  const [other, setOther] = useState('');
  const { deploy, view, isPending, problem } = useDeploy({ tenant, workload });

  const image = choice === OTHER ? other.trim() : choice ?? '';
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} isDismissable>
      <DialogHeader>{t('deploying.title', { workload })}</DialogHeader>
      <DialogBody className={styles.body}>
        {!known && !unread && <LoadingLines />}
        {unread && (
          <p role="alert" className={styles.problem}>
            {wordsOf(unread, t)}
          </p>
        )}
        {known && !view && (
          <>
            <div
              role="group"
              aria-label={t('deploying.environments')}
              className={styles.environments}
            >
              {known.environments.map(({ environment: name, image: now }) => (
                <Checkbox
                  key={name}
                  isSelected={places.has(name)}
                  onChange={selected => {
                    const next = new Set(places);
                    if (selected) {
                      next.add(name);
                    } else {
                      next.delete(name);
                    }
                    setPlaces(next);
                  }}
                >
                  {`${name} (${versionName(now)})`}
                </Checkbox>
              ))}
            </div>
            <div className={styles.versions}>
              <RadioGroup
                label={t('deploying.version')}
                value={choice ?? ''}
                onChange={setChoice}
              >
                {known.versions.map(version => (
                  <Radio key={version.image} value={version.image}>
                    {describe(version, t)}
                    {version.at !== undefined && (
                      <>
                        {' · '}
                        <RelativeTime at={version.at} />
                      </>
                    )}
                  </Radio>
                ))}
                <Radio value={OTHER}>{t('deploying.other')}</Radio>
              </RadioGroup>
            </div>
            {choice === OTHER && (
              <TextField
                label={t('deploying.image')}
                description={t('deploying.imageHint')}
                value={other}
                onChange={setOther}
              />
            )}
            <Text as="p">
              {t(
                known.publish === 'push'
                  ? 'deploying.commits'
                  : 'deploying.proposes',
              )}
            </Text>
            {!known.mayDeploy && <p>{t('deploying.mayNot')}</p>}
          </>
        )}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        {view && <DeploymentProgress view={view} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(view ? 'proposing.close' : 'proposing.cancel')}
        </Button>
        {!view && (
          <Button
            isPending={isPending}
            isDisabled={!known?.mayDeploy || image === '' || places.size === 0}
            onPress={() => {
              deploy({ image, environments: [...places] });
            }}
          >
            {t(
              known?.publish === 'pullRequest'
                ? 'deploying.propose'
                : 'deploying.deploy',
            )}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

function describe(
  version: WorkloadVersionsView['versions'][number],
  t: Texts,
): string {
  const { image, environments, by } = version;
  return [
    versionName(image),
    environments.length > 0 &&
      t('deploying.runsIn', { environments: environments.join(', ') }),
    by && t('deploying.by', { name: by }),
  ]
    .filter(Boolean)
    .join(' · ');
}
