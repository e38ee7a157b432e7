import type {
  PreviewInput,
  RequestName,
} from '@groundwork/backstage-plugin-tenancy-common';

/** The requests that are asked about; none for the guard rails. What is no name is empty, and no tenant is called that. */
export function subjectsOf({
  request,
  edit,
  remove,
}: PreviewInput): RequestName[] {
  return [
    ...(request ? [nameOf(request)] : []),
    ...(edit
      ? [
          {
            kind: edit.kind,
            name: edit.name,
            tenant: edit.tenant ?? edit.name,
          },
        ]
      : []),
    ...(remove ? [remove] : []),
  ];
}

/** Tells what is pushed by one step from what another round of it pushes. */
export function keyOf(subjects: readonly RequestName[]): string {
  return (
    subjects
      .map(({ kind, tenant, name }) =>
        [kind, ...(tenant === name ? [] : [tenant]), name].join('.'),
      )
      .join('+') || 'platform'
  );
}

function nameOf(request: unknown): RequestName {
  const { kind, metadata } = record(request);
  const { name, tenant } = record(metadata);
  return {
    kind: text(kind),
    name: text(name),
    tenant: text(tenant ?? name),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
