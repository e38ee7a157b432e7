import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { describeError } from '../../status';
import {
  changeNow,
  FieldNote,
  fieldText,
  formDataOf,
  publishFindings,
  useAnswer,
  useDebounced,
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
  const api = useApi(tenancyApiRef);
  const options = uiSchema['ui:options'];
  const form = formDataOf(props);
  const confirmed = confirmedOf(formData);
  const settled = useDebounced(
    options && previewKey(form, options, confirmed),
    TYPING_MS,
  );
  const { value, error, pending } = useAnswer<PreviewView | undefined>(
    settled,
    async (_, signal) =>
      options &&
      askPreview({ api, formData: form, options, confirmed, signal }),
  );

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
  const { label, description } = fieldText(props, 'What this will do');
  return (
    <section
      className={styles.preview}
      aria-label={label}
      aria-busy={pending}
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
      {!settled && (
        <Typography variant="body2" color="textSecondary">
          Fill in the form, and what it would write shows here.
        </Typography>
      )}
      {error && (
        <FieldNote tone="unknown">
          The preview could not be made: {describeError(error)}
        </FieldNote>
      )}
      {settled && !value && pending && (
        <FieldNote tone="busy">Rendering</FieldNote>
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
