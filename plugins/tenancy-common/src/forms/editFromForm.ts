import type { JsonObject } from '@backstage/types';
import type { FormFields } from './FormFields';
import { formFromSpec } from './formFromSpec';
import { specFromForm } from './specFromForm';

/**
 * A request as a form was filled from it. The form carries it as JSON in a hidden field, so that what is submitted can
 * be told from what was shown, however long ago that was.
 *
 * @public
 */
export interface LoadedRequest {
  kind: string;
  tenant: string;
  name: string;
  /** The commit it was read at. */
  commit: string;
  spec: JsonObject;
}

/**
 * The three specs that make an edit: as Git held it, as the form showed it, and as the form was submitted.
 *
 * @public
 */
export interface FormEdit {
  base: JsonObject;
  from: JsonObject;
  to: JsonObject;
}

/**
 * What somebody changed in a form that was filled from a request.
 *
 * @public
 */
export function editFromForm(
  form: JsonObject,
  fields: FormFields,
  base: JsonObject,
): FormEdit {
  // As JSON holds it: fields without a value are not there.
  const shown = JSON.parse(JSON.stringify(formFromSpec(base, fields)));
  return {
    base,
    from: specFromForm(shown, fields, base),
    to: specFromForm(form, fields, base),
  };
}

/**
 * Reads the hidden field of a form; undefined where nothing was loaded.
 *
 * @public
 */
export function readLoaded(text: unknown): LoadedRequest | undefined {
  if (typeof text !== 'string' || !text.startsWith('{')) {
    return undefined;
  }
  try {
    const loaded: Partial<LoadedRequest> = JSON.parse(text);
    return typeof loaded.kind === 'string' &&
      typeof loaded.tenant === 'string' &&
      typeof loaded.name === 'string' &&
      typeof loaded.commit === 'string' &&
      typeof loaded.spec === 'object' &&
      loaded.spec !== null &&
      !Array.isArray(loaded.spec)
      ? (loaded as LoadedRequest)
      : undefined;
  } catch {
    return undefined;
  }
}
