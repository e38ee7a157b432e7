import { useEffect, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import type { JsonObject } from '@backstage/types';
import { useApi } from '@backstage/core-plugin-api';
import {
  formFromSpec,
  type LoadedRequest,
  readLoaded,
  type RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { FixOption } from '@groundwork/engine';
import { skipToken } from '@tanstack/react-query';
import { useFormTexts } from '../../translations/forms';
import { tenancyApiRef } from '../../api';
import { useTenancyQuery } from '../../queries';
import { describeError } from '../../status';
import { FieldNote, specOf, subjectFromForm, textOf } from '../shared';
import { filledWith, readFixWish, wishedFix } from './fixWish';
import type { RequestLoaderProps } from './schema';
import { useDraft } from './useDraft';

function keyOf({ kind, tenant, name }: RequestName): string {
  return [kind, tenant, name].join('/');
}

/** Whether nobody has entered anything yet. */
function isFresh(
  form: JsonObject,
  options: { name: string; tenant?: string },
): boolean {
  return !textOf(form, options.name) && !textOf(form, options.tenant);
}

/**
 * What a form takes over from a request. A field without a value is emptied only where the form has one: others would
 * stand in the review as empty rows.
 */
function shownOf(
  form: JsonObject,
  filled: Record<string, unknown>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(filled).filter(
      ([name, value]) =>
        form[name] !== undefined ||
        (value !== undefined && !['[]', '{}'].includes(JSON.stringify(value))),
    ),
  ) as JsonObject;
}

/**
 * A whole page of a form, for `ui:field` of the page itself: once a request is chosen there, fills all pages from its file.
 * The form carries the request as it was then, so that going back to the page overwrites nothing, and what is submitted
 * can be told from what was shown.
 */
export function RequestLoader(props: RequestLoaderProps) {
  const { formData, onChange, registry, uiSchema } = props;
  const { 'ui:field': _, 'ui:options': options, ...rest } = uiSchema;
  const t = useFormTexts();
  const api = useApi(tenancyApiRef);
  const form = useMemo(() => (formData ?? {}) as JsonObject, [formData]);
  const subject =
    options &&
    (options.mode === undefined || textOf(form, options.mode) === 'change')
      ? subjectFromForm(form, options)
      : undefined;
  const key = subject && keyOf(subject);
  const loaded = readLoaded(options && form[options.loaded]);
  const isLoaded = loaded !== undefined && keyOf(loaded) === key;
  const wish = readFixWish(options && form[options.loaded], subject);
  const { data, error, isFetching } = useTenancyQuery({
    queryKey: ['requests', isLoaded || key],
    queryFn:
      subject && !isLoaded
        ? async () => ({
            file: await api.getRequest(subject),
            fix: wish && (await wishedFix(api, wish)),
          })
        : skipToken,
  });
  // What came of the fix that a link asked for.
  const [wished, setWished] = useState<{ fix?: FixOption }>();
  const filledIn = wished?.fix;

  useEffect(() => {
    if (options && subject && data && !isLoaded) {
      const spec = specOf(data.file);
      const now: LoadedRequest = {
        ...subject,
        commit: data.file.commit,
        spec,
      };
      if (wish) {
        setWished(data.fix ? { fix: data.fix } : {});
      }
      onChange({
        ...form,
        ...shownOf(form, formFromSpec(spec, options.spec ?? [])),
        ...(data.fix ? filledWith(data.fix, spec, options.spec ?? []) : {}),
        [options.loaded]: JSON.stringify(now),
      });
    }
  }, [data, form, isLoaded, onChange, options, subject, wish]);

  const draft = useDraft({
    isFresh: options !== undefined && isFresh(form, options),
    // A field may have chosen the only tenant by itself meanwhile.
    isUntouched: !textOf(form, options?.name),
    restore: found => onChange({ ...form, ...found }),
  });

  const { ObjectField } = registry.fields;
  return (
    <>
      <ObjectField {...props} uiSchema={rest} />
      {draft.isRestored && (
        <FieldNote tone="good">
          {t('request.before')}{' '}
          <Button size="small" color="primary" onClick={draft.forget}>
            {t('request.anew')}
          </Button>
        </FieldNote>
      )}
      {isFetching && <FieldNote tone="busy">{t('request.reading')}</FieldNote>}
      {error && (
        <FieldNote tone="unknown">
          {t('request.unread', { why: describeError(error) })}
        </FieldNote>
      )}
      {isLoaded && filledIn && (
        <FieldNote tone="good">
          {t('request.filledIn', {
            title: filledIn.title,
            changes: filledIn.changes.join('; '),
          })}
        </FieldNote>
      )}
      {isLoaded && wished && !filledIn && (
        <FieldNote tone="unknown">{t('request.gone')}</FieldNote>
      )}
      {isLoaded && !filledIn && (
        <FieldNote tone="good">
          {t(
            options?.mode === undefined ? 'request.inGit' : 'request.nextPages',
          )}
        </FieldNote>
      )}
    </>
  );
}
