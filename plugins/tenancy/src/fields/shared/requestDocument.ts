import type { JsonObject } from '@backstage/types';
import {
  specFromForm,
  type FormFields,
} from '@groundwork/backstage-plugin-tenancy-common';
import { textOf } from './formData';

/** Which request a form is about. Values are keys of the form. */
export interface SubjectMapping {
  /** Kind of the request, as in `Tenant`. */
  kind: string;
  /** Form field with the name of the request. */
  name?: string;
  /** Form field with the tenant, for all requests that belong to one. */
  tenant?: string;
}

/** How a form becomes a request document. */
export interface RequestMapping extends SubjectMapping {
  /** How form fields become the spec. */
  spec?: FormFields;
}

/** A request by its kind and names. A Tenant is its own tenant. */
export interface RequestSubject {
  kind: string;
  tenant: string;
  name: string;
}

/** A request as it would stand in Git. */
export interface RequestDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; tenant?: string };
  spec: JsonObject;
}

/** The request that a form is about; undefined as long as a name is missing. */
export function subjectFromForm(
  formData: JsonObject,
  mapping: SubjectMapping,
): RequestSubject | undefined {
  const { kind } = mapping;
  const name = textOf(formData, mapping.name);
  const tenant = mapping.tenant ? textOf(formData, mapping.tenant) : name;
  return name && tenant ? { kind, tenant, name } : undefined;
}

/** The request that the form asks for so far; undefined as long as it has no name. */
export function requestFromForm(
  formData: JsonObject,
  mapping: RequestMapping,
  current?: JsonObject,
): RequestDocument | undefined {
  const subject = subjectFromForm(formData, mapping);
  return (
    subject && {
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind: subject.kind,
      metadata: {
        name: subject.name,
        ...(mapping.tenant ? { tenant: subject.tenant } : {}),
      },
      spec: specFromForm(formData, mapping.spec ?? [], current),
    }
  );
}
