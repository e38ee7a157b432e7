import type { JsonObject } from '@backstage/types';
import type { PreviewInput } from '@groundwork/backstage-plugin-tenancy-common';
import { requestFromForm } from '../shared';
import type { RequestPreviewOptions } from './schema';

/** The question to the backend that a form stands for; undefined as long as the request has no name. */
export function previewInput(
  formData: JsonObject,
  options: RequestPreviewOptions,
): PreviewInput | undefined {
  const request = requestFromForm(formData, options);
  return request && { request, expect: options.expect };
}
