import { Radio, RadioGroup, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { tenancyTranslationRef } from '../../translations';
import { wordsOf } from '../Acting';
import { ProposeDialog } from '../Proposing';
import { LoadingLines } from '../QueryState';

/** Takes back what a commit changed: of several requests, one after another. */
export function TakeBackDialog(props: {
  tenant: string;
  commit: string;
  /** The one that is chosen first. */
  request?: { kind: string; name: string };
  onClose: () => void;
}) {
  const { tenant, commit, request, onClose } = props;
  const api = useApi(tenancyApiRef);
  const { t } = useTranslationRef(tenancyTranslationRef);
  const [picked, setPicked] = useState<number>();
  const { data, error, isLoading } = useTenancyQuery({
    queryKey: ['tenants', tenant, 'commits', commit, 'requests'],
    queryFn: () => api.getReverts({ tenant, commit }),
  });
  const items = data?.items ?? [];
  const asked = items.findIndex(
    ({ kind, name }) => kind === request?.kind && name === request.name,
  );
  const chosen = picked ?? Math.max(asked, 0);
  const item = items[chosen];
  const place = item && { tenant, kind: item.kind, name: item.name };
  return (
    <ProposeDialog
      title={t('takeBack.title', { commit: commit.slice(0, 7) })}
      question={
        place && {
          key: `${place.kind}/${place.name}`,
          read: () => api.previewRevert(place, { commit }),
          write: confirmed =>
            api.revert(place, {
              commit,
              ...(confirmed.length > 0 ? { confirmed } : {}),
            }),
        }
      }
      onClose={onClose}
    >
      {isLoading && <LoadingLines />}
      {error && (
        <Text as="p" role="alert">
          {wordsOf(error, t)}
        </Text>
      )}
      {data && items.length === 0 && (
        <Text as="p">{t('takeBack.nothing')}</Text>
      )}
      {items.length > 0 && <Text as="p">{t('takeBack.what')}</Text>}
      {items.length > 1 && (
        <RadioGroup
          label={t('takeBack.which')}
          value={String(chosen)}
          onChange={next => setPicked(Number(next))}
        >
          {items.map(({ kind, name, what }, index) => (
            <Radio key={`${kind}/${name}`} value={String(index)}>
              {`${kind} ${name} · ${t(`takeBack.${what}`)}`}
            </Radio>
          ))}
        </RadioGroup>
      )}
    </ProposeDialog>
  );
}
