import type { JsonObject } from '@backstage/types';
import {
  copyOf,
  type LoadedRequest,
  type PlatformView,
  type PreviewInput,
  type PreviewView,
  readLoaded,
  type RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { FormTexts } from '../../translations/forms';
import type { TenancyApi } from '../../api';
import {
  loadEngine,
  requestEdit,
  requestFromForm,
  subjectFromForm,
  textOf,
} from '../shared';
import type { RequestPreviewOptions } from './schema';

/** The guard rails have no request: they follow from the configuration. */
const PLATFORM = 'Platform';

/** What a form asks; undefined as long as the request has no name, or the one to change is not loaded. */
function previewQuestion(
  form: JsonObject,
  options: RequestPreviewOptions,
  confirmed: readonly string[] = [],
  platform?: PlatformView,
): PreviewInput | undefined {
  const consent = confirmed.length > 0 ? { confirmed: [...confirmed] } : {};
  if (options.action === 'render') {
    const again = againQuestion(form, options);
    return again && { ...again, ...consent };
  }
  if (options.action === 'remove') {
    const remove = subjectFromForm(form, options);
    return remove && { remove, ...consent };
  }
  if (options.action === 'copy') {
    const copy = copyQuestion(form, options, platform);
    return copy && { ...copy, ...consent };
  }
  if (!options.mode || textOf(form, options.mode) !== 'change') {
    const request = requestFromForm(form, options);
    const expect = options.mode ? 'create' : options.expect;
    return request && { request, ...(expect ? { expect } : {}), ...consent };
  }
  const subject = subjectFromForm(form, options);
  const loaded = readLoaded(form[options.loaded ?? 'loaded']);
  return subject && isOf(loaded, subject)
    ? { edit: requestEdit(form, options, loaded), ...consent }
    : undefined;
}

/** A tenant with nothing changed, which renders all of its requests again; or all tenants. Its request is read when it is asked. */
function againQuestion(
  form: JsonObject,
  options: RequestPreviewOptions,
): PreviewInput | undefined {
  if (textOf(form, 'scope') === 'all') {
    return { all: true };
  }
  const subject = subjectFromForm(form, { ...options, name: options.tenant });
  return (
    subject && {
      edit: { kind: subject.kind, name: subject.tenant, base: {}, to: {} },
    }
  );
}

async function withPresent(
  input: PreviewInput,
  api: TenancyApi,
): Promise<PreviewInput> {
  const { edit } = input;
  if (!edit) {
    return input;
  }
  const { kind, name } = edit;
  const { request } = await api.getRequest({ tenant: name, kind, name });
  const { spec } = request as { spec: JsonObject };
  return { ...input, edit: { ...edit, base: spec, to: spec } };
}

/** The request that a copy is made from, as the form carries it, under its new name. */
function copyQuestion(
  form: JsonObject,
  options: RequestPreviewOptions,
  platform?: PlatformView,
): PreviewInput | undefined {
  const from = subjectFromForm(form, options);
  const loaded = readLoaded(form[options.loaded ?? 'loaded']);
  return from && isOf(loaded, from)
    ? copyOf(loaded, form, platform)
    : undefined;
}

function isOf(
  loaded: LoadedRequest | undefined,
  { kind, tenant, name }: RequestName,
): loaded is LoadedRequest {
  return (
    loaded?.kind === kind && loaded.tenant === tenant && loaded.name === name
  );
}

/** What somebody wrote as YAML instead of filling in the form. */
function writtenOf(
  form: JsonObject,
  options: RequestPreviewOptions,
): string | undefined {
  return options.action ? undefined : textOf(form, options.yaml ?? 'yaml');
}

async function withWritten(
  input: PreviewInput,
  text: string,
  t: FormTexts,
): Promise<PreviewInput> {
  const { checkRequestText } = await loadEngine();
  const checked = checkRequestText(text);
  if ('problems' in checked) {
    throw new Error(t('preview.yamlProblems'));
  }
  const { edit } = input;
  const request = JSON.parse(JSON.stringify(checked.request));
  const { kind, metadata } = request;
  const form = (input.request ?? {
    kind: edit?.kind,
    metadata: { name: edit?.name, tenant: edit?.tenant },
  }) as typeof request;
  if (
    kind !== form.kind ||
    metadata.name !== form.metadata.name ||
    metadata.tenant !== form.metadata.tenant
  ) {
    throw new Error(t('preview.yamlOther'));
  }
  if (!edit) {
    return { ...input, request };
  }
  const { from: _, ...rest } = edit;
  return { ...input, edit: { ...rest, to: request.spec } };
}

/** The question as a text that changes whenever it does; undefined while there is none. */
export function previewKey(
  form: JsonObject,
  options: RequestPreviewOptions,
  confirmed?: readonly string[],
): string | undefined {
  if (options.kind === PLATFORM) {
    return PLATFORM;
  }
  const question = previewQuestion(form, options, confirmed);
  return question && JSON.stringify([question, writtenOf(form, options)]);
}

/** Asks what a form would write. */
export async function askPreview(question: {
  api: TenancyApi;
  formData: JsonObject;
  options: RequestPreviewOptions;
  confirmed?: readonly string[];
  signal?: AbortSignal;
  t: FormTexts;
}): Promise<PreviewView | undefined> {
  const { api, formData, options, confirmed, signal, t } = question;
  if (options.kind === PLATFORM) {
    return api.previewPlatform(signal);
  }
  const platform =
    options.action === 'copy' ? await api.getPlatform() : undefined;
  const input = previewQuestion(formData, options, confirmed, platform);
  if (input && options.action === 'render') {
    return api.preview(await withPresent(input, api), signal);
  }
  const text = writtenOf(formData, options);
  return (
    input &&
    api.preview(text ? await withWritten(input, text, t) : input, signal)
  );
}
