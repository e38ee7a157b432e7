import type { JsonObject } from '@backstage/types';
import type {
  PreviewInput,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { TenancyApi } from '../../api';
import { requestFromForm, specOf, subjectFromForm, textOf } from '../shared';
import type { RequestPreviewOptions } from './schema';

/** The guard rails have no request: they follow from the configuration. */
const PLATFORM = 'Platform';

function expectation(
  formData: JsonObject,
  options: RequestPreviewOptions,
): PreviewInput['expect'] {
  if (!options.mode) {
    return options.expect;
  }
  return textOf(formData, options.mode) === 'change' ? 'change' : 'create';
}

/** What a form asks, as a text that changes whenever the question does; undefined as long as the request has no name. */
export function previewKey(
  formData: JsonObject,
  options: RequestPreviewOptions,
): string | undefined {
  if (options.kind === PLATFORM) {
    return PLATFORM;
  }
  const request = requestFromForm(formData, options);
  return request && JSON.stringify([request, expectation(formData, options)]);
}

/** Asks what the request of a form would write. What is changed is laid over what Git holds. */
export async function askPreview(question: {
  api: TenancyApi;
  formData: JsonObject;
  options: RequestPreviewOptions;
  signal?: AbortSignal;
}): Promise<PreviewView | undefined> {
  const { api, formData, options, signal } = question;
  if (options.kind === PLATFORM) {
    return api.previewPlatform(signal);
  }
  const expect = expectation(formData, options);
  const subject = subjectFromForm(formData, options);
  const current =
    subject && options.mode && expect === 'change'
      ? specOf(await api.getRequest(subject))
      : undefined;
  const request = requestFromForm(formData, options, current);
  return request && api.preview({ request, expect }, signal);
}
