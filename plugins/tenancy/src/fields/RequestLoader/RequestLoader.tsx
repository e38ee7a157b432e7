import { useEffect, useMemo } from 'react';
import type { JsonObject } from '@backstage/types';
import { useApi } from '@backstage/core-plugin-api';
import { formFromSpec } from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyApiRef } from '../../api';
import { describeError } from '../../status';
import {
  FieldNote,
  specOf,
  subjectFromForm,
  textOf,
  useAnswer,
} from '../shared';
import type { RequestLoaderProps } from './schema';

/**
 * A whole page of a form, for `ui:field` of the page itself: once a request is chosen there, fills all pages from its file.
 * The request is remembered in the form, so that going back to the page overwrites nothing.
 */
export function RequestLoader(props: RequestLoaderProps) {
  const { formData, onChange, registry, uiSchema } = props;
  const { 'ui:field': _, 'ui:options': options, ...rest } = uiSchema;
  const api = useApi(tenancyApiRef);
  const form = useMemo(() => (formData ?? {}) as JsonObject, [formData]);
  const subject =
    options && textOf(form, options.mode) === 'change'
      ? subjectFromForm(form, options)
      : undefined;
  const key = subject && Object.values(subject).join('/');
  const isLoaded = key !== undefined && textOf(form, options?.loaded) === key;
  const { value, error, pending } = useAnswer(
    subject && !isLoaded ? key : undefined,
    async asked => ({
      asked,
      file: subject && (await api.getRequest(subject)),
    }),
  );

  useEffect(() => {
    if (options && value?.file && value.asked === key && !isLoaded) {
      onChange({
        ...form,
        ...formFromSpec(specOf(value.file), options.spec ?? []),
        [options.loaded]: key,
      });
    }
  }, [form, isLoaded, key, onChange, options, value]);

  const { ObjectField } = registry.fields;
  return (
    <>
      <ObjectField {...props} uiSchema={rest} />
      {pending && <FieldNote tone="busy">Reading the request</FieldNote>}
      {error && (
        <FieldNote tone="unknown">
          The request could not be read: {describeError(error)}
        </FieldNote>
      )}
      {isLoaded && (
        <FieldNote tone="good">
          The next pages hold what is in Git. What they do not show stays as it
          is.
        </FieldNote>
      )}
    </>
  );
}
