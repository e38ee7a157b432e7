import { Radio, RadioGroup, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SelfHealView } from '@groundwork/backstage-plugin-tenancy-common';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { tenancyTranslationRef } from '../../translations';
import { ProposeDialog } from '../Proposing';

const HOUR = 3_600_000;

/** How long a pause may be chosen to last, in hours. */
const LENGTHS = [1, 4, 24, 72, 168];

/** Pauses self-heal of an Application for a while, or resumes it. */
export function PauseDialog(props: {
  item: SelfHealView['items'][number];
  onClose: () => void;
}) {
  const { item, onClose } = props;
  const { application, environment, maxDays, request } = item;
  const api = useApi(tenancyApiRef);
  const { t } = useTranslationRef(tenancyTranslationRef);
  // A pause that is meant or forgotten is first of all to be ended.
  const [hours, setHours] = useState(item.pausedUntil === undefined ? 4 : 0);
  const [opened] = useState(() => Date.now());
  const lengths = LENGTHS.filter(each => each <= maxDays * 24);
  const input = {
    environment,
    // The longest by the portal's clock, which may be behind this one.
    ...(hours > 0
      ? {
          until: new Date(
            opened + Math.min(hours, maxDays * 24 - 0.25) * HOUR,
          ).toISOString(),
        }
      : {}),
  };
  return (
    <ProposeDialog
      title={t('selfHeal.title', { application })}
      question={{
        key: `${hours}`,
        read: () => api.previewSelfHeal(request, input),
        write: () => api.setSelfHeal(request, input),
      }}
      onClose={onClose}
    >
      <Text as="p">
        {t(hours > 0 ? 'selfHeal.paused' : 'selfHeal.resumed')}
      </Text>
      <RadioGroup
        label={t('selfHeal.howLong')}
        value={String(hours)}
        onChange={next => setHours(Number(next))}
      >
        {item.pausedUntil !== undefined && (
          <Radio value="0">{t('selfHeal.resume')}</Radio>
        )}
        {item.pause.allowed &&
          lengths.map(each => (
            <Radio key={each} value={String(each)}>
              {each < 24
                ? t('selfHeal.hours', { count: each })
                : t('selfHeal.days', { count: each / 24 })}
            </Radio>
          ))}
      </RadioGroup>
    </ProposeDialog>
  );
}
