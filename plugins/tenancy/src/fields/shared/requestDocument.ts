import type { JsonObject } from '@backstage/types';
import {
  editFromForm,
  specFromForm,
  type FormFields,
  type LoadedRequest,
  type RequestName,
  tenantKind,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { RequestEdit } from '@groundwork/engine';
import { textOf } from './formData';

/** Which request a form is about. Values are keys of the form. */
interface SubjectMapping {
  /** Kind of the request, as in `Tenant`. */
  kind?: string;
  /** Form field with the kind, instead of `kind`. */
  kindField?: string;
  /** Form field with the name of the request. */
  name?: string;
  /** Form field with the tenant, for all requests that belong to one. */
  tenant?: string;
}

/** How a form becomes a request document. */
interface RequestMapping extends SubjectMapping {
  /** How form fields become the spec. */
  spec?: FormFields;
}

/** A request as it would stand in Git. */
export interface RequestDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; tenant?: string };
  spec: JsonObject;
}

/** The kind of request that a form is about; undefined as long as none is chosen. */
export function kindFromForm(
  formData: JsonObject,
  { kind, kindField }: Pick<SubjectMapping, 'kind' | 'kindField'>,
): string | undefined {
  return kind ?? textOf(formData, kindField);
}

/** The request that a form is about; undefined as long as a name is missing. */
export function subjectFromForm(
  formData: JsonObject,
  mapping: SubjectMapping,
): RequestName | undefined {
  const kind = kindFromForm(formData, mapping);
  const tenant = textOf(formData, mapping.tenant ?? mapping.name);
  const name =
    kind === tenantKind && mapping.tenant
      ? tenant
      : textOf(formData, mapping.name);
  return kind && name && tenant ? { kind, tenant, name } : undefined;
}

/** The request that the form asks for so far; undefined as long as it has no name. */
export function requestFromForm(
  formData: JsonObject,
  mapping: RequestMapping,
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
      spec: specFromForm(formData, mapping.spec ?? []),
    }
  );
}

/** What somebody changed in a form that was filled from a request. */
export function requestEdit(
  formData: JsonObject,
  mapping: RequestMapping,
  loaded: LoadedRequest,
): RequestEdit {
  const { kind, tenant, name, spec } = loaded;
  return {
    kind,
    name,
    ...(mapping.tenant ? { tenant } : {}),
    ...editFromForm(formData, mapping.spec ?? [], spec),
  };
}
