import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { keepPreviousData } from '@tanstack/react-query';
import { useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { useTypedQuery } from '../../queries';
import { describeError } from '../../status';
import {
  changeNow,
  FieldNote,
  fieldText,
  formDataOf,
  publishFindings,
} from '../shared';
import { blockers } from './blockers';
import { DeliveryNote } from './DeliveryNote';
import { placeOfPath } from './fieldPlaces';
import { PreviewTabs } from './PreviewTabs';
import { askPreview, previewKey } from './previewQuestion';
import { RemovalList } from './RemovalList';
import type { RequestPreviewProps } from './schema';
import styles from './RequestPreview.module.css';
import { useWizardPages } from './useWizardPages';

const TYPING_MS = 500;

function confirmedOf(value: RequestPreviewProps['formData']): string[] {
  return Array.isArray(value?.confirmed)
    ? value.confirmed.filter(id => typeof id === 'string')
    : [];
}

/** Shows while one types what the request would write and what speaks against it. */
export function RequestPreview(props: RequestPreviewProps) {
  const { formData, onChange, uiSchema } = props;
  const t = useFormTexts();
  const api = useApi(tenancyApiRef);
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const confirmed = confirmedOf(formData);
  const question = options && previewKey(form, options, confirmed);
  const { data, error, isFetching } = useTypedQuery({
    subject: question === undefined ? undefined : ['preview', question],
    pause: TYPING_MS,
    ask: async signal =>
      (options &&
        (await askPreview({
          api,
          formData: form,
          options,
          confirmed,
          signal,
          t,
        }))) ??
      null,
    placeholderData: keepPreviousData,
  });
  const value = data ?? undefined;

  const isFine = value && !error && blockers(value).length === 0;
  // Never absent: the form asks only fields with a value whether they are valid.
  const digest = JSON.stringify({
    ...(isFine ? { changes: value.changes } : {}),
    ...(confirmed.length > 0 ? { confirmed } : {}),
  });
  const present = JSON.stringify(formData);
  useEffect(() => {
    if (present !== digest) {
      onChange(JSON.parse(digest));
    }
  }, [present, digest, onChange]);

  useEffect(() => {
    publishFindings(value?.findings);
    return () => publishFindings();
  }, [value]);

  const pages = useWizardPages();
  const placeOf = useCallback(
    (path: string) => options && placeOfPath(path, options, pages, form),
    [form, options, pages],
  );
  const { label, description } = fieldText(props, t('labels.preview'));
  return (
    <section
      className={styles.preview}
      aria-label={label}
      aria-busy={isFetching}
      data-tenancy-preview
    >
      <Typography component="h3" variant="h6">
        {label}
      </Typography>
      {description && (
        <Typography variant="caption" color="textSecondary">
          {description}
        </Typography>
      )}
      {!question && (
        <Typography variant="body2" color="textSecondary">
          {t('preview.fillIn')}
        </Typography>
      )}
      {error && (
        <FieldNote tone="unknown">
          {t('preview.failed', { why: describeError(error) })}
        </FieldNote>
      )}
      {!value && isFetching && (
        <FieldNote tone="busy">{t('preview.rendering')}</FieldNote>
      )}
      {value && (
        <RemovalList
          removals={value.removals}
          confirmed={confirmed}
          onChange={ids => changeNow(onChange, { ...formData, confirmed: ids })}
        />
      )}
      {value && <PreviewTabs view={value} placeOf={placeOf} />}
      {isFine && value.changes.length > 0 && <DeliveryNote />}
    </section>
  );
}
