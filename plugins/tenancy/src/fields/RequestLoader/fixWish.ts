import type { JsonObject } from '@backstage/types';
import {
  type FormFields,
  formFromSpec,
  type RequestName,
  specFromForm,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { FixOption } from '@groundwork/engine';
import type { TenancyApi } from '../../api';

/** A fix that a link asks to be filled in: which of the tenant's, and which of its ways. */
export interface FixWish {
  tenant: string;
  fix: string;
  option: number;
}

/** Reads the hidden field of a form that a link opened; undefined where it asks for no fix of this request. */
export function readFixWish(
  text: unknown,
  subject: RequestName | undefined,
): FixWish | undefined {
  if (typeof text !== 'string' || !text.startsWith('{') || !subject) {
    return undefined;
  }
  try {
    const { kind, tenant, name, fix, option } = JSON.parse(text);
    return kind === subject.kind &&
      tenant === subject.tenant &&
      name === subject.name &&
      typeof fix === 'string' &&
      Number.isInteger(option)
      ? { tenant, fix, option }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The way that was wished for, as it is computed now; undefined where nothing is wrong any more. */
export async function wishedFix(
  api: Pick<TenancyApi, 'getFixes'>,
  { tenant, fix, option }: FixWish,
): Promise<FixOption | undefined> {
  const answer = await api.getFixes(tenant);
  return answer?.data.items.find(({ id }) => id === fix)?.options[option];
}

/**
 * What a form holds once a fix is filled in. What it has no field for stands in it as the text of the request, which counts
 * before the fields.
 */
export function filledWith(
  { edit }: FixOption,
  present: JsonObject,
  fields: FormFields,
): JsonObject {
  if (!edit) {
    return {};
  }
  const to = edit.to as JsonObject;
  const form = JSON.parse(JSON.stringify(formFromSpec(to, fields)));
  const written = specFromForm(form, fields, present);
  if (isAlike(written, to)) {
    return form;
  }
  const document = {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: edit.kind,
    metadata: {
      name: edit.name,
      ...(edit.tenant === undefined ? {} : { tenant: edit.tenant }),
    },
    spec: to,
  };
  return { ...form, yaml: JSON.stringify(document, null, 2) };
}

/** Whether two specs say the same, whatever the order of their fields and without what is empty. */
function isAlike(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, plain(each)] as const)
      .filter(
        ([, each]) => !['[]', '{}', undefined].includes(JSON.stringify(each)),
      )
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
}
