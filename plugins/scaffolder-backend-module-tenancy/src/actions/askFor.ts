import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  editFromForm,
  formFromSpec,
  type FormFields,
  type LoadedRequest,
  type PreviewInput,
  readLoaded,
  type RequestName,
  specFromForm,
} from '@groundwork/backstage-plugin-tenancy-common';
import { isRootKind, type ParseOptions } from '@groundwork/engine';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';
import type { FormInput } from './formInput';
import { requestDocument } from './requestDocument';
import { writtenSpec } from './writtenRequest';

/** What an action was given, beside the subject. */
interface Asked extends FormInput, ParseOptions {
  mode: 'create' | 'change' | 'either';
  confirmed?: string[];
  /** Makes the whole spec that is wanted of the one that Git holds, where no form is given. */
  specOf?: (present: JsonObject) => JsonObject;
}

/**
 * What is asked of the renderer: a whole request where it is new, else an edit of what Git holds. A form says itself what
 * it was filled from; without that the edit is against what Git holds now.
 *
 * @throws InputError when there is nothing to change, or the form was filled from another request
 */
export async function askFor(
  renderer: TenancyRenderer,
  credentials: BackstageCredentials,
  subject: RequestName,
  asked: Asked,
): Promise<PreviewInput> {
  const { mode, confirmed } = asked;
  const consent = confirmed ? { confirmed } : {};
  const base =
    mode === 'create'
      ? undefined
      : await presentSpec(renderer, credentials, subject, asked);
  if (!base) {
    const spec = wanted(asked, {}, subject);
    return {
      request: requestDocument({ ...envelopeOf(subject, asked), spec }),
      expect: mode === 'change' ? 'change' : 'create',
      ...consent,
    };
  }
  const { form, fields } = asked;
  return {
    edit: {
      ...envelopeOf(subject, asked),
      ...(form && fields && writtenOf(asked) === undefined
        ? editFromForm(wholeForm(asked, base), fields as FormFields, base)
        : { base, to: wanted(asked, base, subject) }),
    },
    ...consent,
  };
}

/**
 * The form as it was submitted. One that was not filled from the request, as from a script, says only what it wants
 * otherwise: a field that it leaves out stays, and an empty one goes.
 */
function wholeForm(
  { form, fields, loaded }: Asked,
  base: JsonObject,
): JsonObject {
  const given = form as JsonObject;
  return readLoaded(loaded ?? form?.loaded)
    ? given
    : { ...formFromSpec(base, fields as FormFields), ...given };
}

function envelopeOf(
  { kind, tenant, name }: RequestName,
  options: ParseOptions,
) {
  return isRootKind(kind, options) ? { kind, name } : { kind, name, tenant };
}

/** What somebody wrote as YAML instead of filling in the form; undefined where nobody did. */
function writtenOf({ yaml, form }: Asked): string | undefined {
  const text = yaml ?? form?.yaml;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function wanted(
  asked: Asked,
  present: JsonObject,
  subject: RequestName,
): JsonObject {
  const { form, fields, specOf } = asked;
  const written = writtenOf(asked);
  if (written !== undefined) {
    return writtenSpec(written, subject, asked);
  }
  if (form && fields && !asked.spec) {
    // Both came as JSON, and their schemas have been checked.
    return specFromForm(form as JsonObject, fields as FormFields, present);
  }
  if (form || fields || !specOf) {
    throw new InputError(
      'Set either spec, or form together with fields. The author of the template can fix this.',
    );
  }
  return specOf(present);
}

/** The spec that an edit starts from; undefined where there may be none and is none. */
async function presentSpec(
  renderer: TenancyRenderer,
  credentials: BackstageCredentials,
  subject: RequestName,
  asked: Asked,
): Promise<JsonObject | undefined> {
  const { mode, form, loaded } = asked;
  const shown = readLoaded(loaded ?? form?.loaded);
  if (shown) {
    assertSame(shown, subject);
    return shown.spec;
  }
  const { kind, tenant, name } = subject;
  const request = await renderer.request(subject, credentials);
  if (!request && mode === 'change') {
    throw new InputError(
      `metadata.name: there is no ${kind} ${name}${
        isRootKind(kind, asked) ? '' : ` of ${tenant}`
      } that you can change. Correct the name, or create a new one.`,
    );
  }
  return request?.spec;
}

function assertSame(loaded: LoadedRequest, subject: RequestName): void {
  const { kind, tenant, name } = loaded;
  if (
    kind !== subject.kind ||
    tenant !== subject.tenant ||
    name !== subject.name
  ) {
    throw new InputError(
      `The form was filled from ${kind} ${name} of ${tenant}, not from ${subject.kind} ${subject.name} of ${subject.tenant}. Go back to the first page, choose again, and wait until the form is filled.`,
    );
  }
}
