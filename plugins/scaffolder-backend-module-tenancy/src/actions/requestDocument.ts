/** An object without the members that a template left empty: an unset parameter renders to nothing or to an empty text. */
function withoutUnset(spec: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  );
}

/** A request document as it stands in Git. The renderer parses it and refuses what is wrong. */
export function requestDocument(options: {
  kind: string;
  name: string;
  tenant?: string;
  spec: Record<string, unknown>;
}) {
  const { kind, name, tenant, spec } = options;
  return {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind,
    metadata: { name, ...(tenant === undefined ? {} : { tenant }) },
    spec: withoutUnset(spec),
  };
}
