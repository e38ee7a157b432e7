import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenancyApiRef } from '../../api';
import { sentences } from '../shared';
import { blockers } from './blockers';
import { previewInput } from './previewInput';
import { RequestPreview } from './RequestPreview';
import { requestPreviewSchema, type RequestPreviewOptions } from './schema';

/** Asks once more with the form as it stands, since the preview follows the typing with a delay. */
const validateRequestPreview: CustomFieldValidator<
  string,
  RequestPreviewOptions
> = async (_digest, field, { apiHolder, formData, uiSchema }) => {
  const options = uiSchema?.['ui:options'];
  const input = options && previewInput(formData, options);
  if (!input) {
    field.addError('Fill in the form first');
    return;
  }
  const view = await apiHolder.get(tenancyApiRef)?.preview(input);
  if (view) {
    blockers(view).forEach(({ field: path, message, fix }) =>
      field.addError(`${path ? `${path}: ` : ''}${sentences(message, fix)}`),
    );
  }
};

export const requestPreviewFieldOptions = {
  name: 'TenancyRequestPreview',
  component: RequestPreview,
  schema: requestPreviewSchema,
  validation: validateRequestPreview,
};

/** Form field `TenancyRequestPreview`. */
export const requestPreviewField = createFormField(requestPreviewFieldOptions);
