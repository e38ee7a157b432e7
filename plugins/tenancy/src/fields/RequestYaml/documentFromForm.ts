import type { JsonObject } from '@backstage/types';
import { readLoaded } from '@groundwork/backstage-plugin-tenancy-common';
import {
  requestEdit,
  requestFromForm,
  type RequestDocument,
  subjectFromForm,
  textOf,
} from '../shared';
import type { RequestYamlOptions } from './schema';

/** The whole request as the form would have it, with what the form does not show; undefined while it has no name. */
export function documentFromForm(
  form: JsonObject,
  options: RequestYamlOptions,
): RequestDocument | undefined {
  const document = requestFromForm(form, options);
  if (!document || textOf(form, options.mode) !== 'change') {
    return document;
  }
  const subject = subjectFromForm(form, options);
  const loaded = readLoaded(form[options.loaded ?? 'loaded']);
  return loaded && subject?.name === loaded.name
    ? {
        ...document,
        spec: requestEdit(form, options, loaded).to as JsonObject,
      }
    : undefined;
}
