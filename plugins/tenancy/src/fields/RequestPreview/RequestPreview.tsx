import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { PreviewView } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { describeError } from '../../status';
import {
  changeNow,
  FieldNote,
  fieldText,
  formDataOf,
  useAnswer,
  useDebounced,
} from '../shared';
import { blockers } from './blockers';
import { PreviewTabs } from './PreviewTabs';
import { askPreview, previewKey } from './previewQuestion';
import { RemovalList } from './RemovalList';
import type { RequestPreviewProps } from './schema';
import styles from './RequestPreview.module.css';

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

  const { label, description } = fieldText(props, 'What this will do');
  return (
    <section
      className={styles.preview}
      aria-label={label}
      aria-busy={pending}
      data-tenancy-preview
    >
      <Text as="h3" variant="title-x-small" weight="bold">
        {label}
      </Text>
      {description && (
        <Text as="p" variant="body-small" color="secondary">
          {description}
        </Text>
      )}
      {!settled && (
        <Text as="p" color="secondary">
          Fill in the form, and what it would write shows here.
        </Text>
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
      {value && <PreviewTabs view={value} />}
    </section>
  );
}
