import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { type Finding, type Request, requestRef } from '@groundwork/engine';

function wrong(
  request: Request,
  finding: Pick<Finding, 'code' | 'field' | 'message' | 'fix'>,
): Finding {
  return {
    severity: 'error',
    subject: requestRef(request),
    mender: 'tenant',
    evidence: [],
    ...finding,
  };
}

/** Whether the request is new, or is there, as the caller expects. */
export function expectationFindings(
  request: Request,
  present: readonly Request[],
  expect: 'create' | 'change' | 'either',
): Finding[] {
  const { kind, metadata } = request;
  const exists = present.some(
    each => each.kind === kind && each.metadata.name === metadata.name,
  );
  if (expect === 'create' && exists) {
    return [
      wrong(request, {
        code: 'NameTaken',
        field: 'metadata.name',
        message: `The name ${metadata.name} is taken.`,
        fix: 'Choose another name, or change what is there.',
      }),
    ];
  }
  if (expect === 'change' && !exists) {
    return [
      wrong(request, {
        code: 'NothingToChange',
        field: 'metadata.name',
        message: `There is no ${kind} ${metadata.name} to change.`,
        fix: 'Correct the name, or ask for a new one.',
      }),
    ];
  }
  return [];
}

/** A tenant's owner must be a group of the catalog, and one that the caller is in. */
export async function ownerFindings(options: {
  request: Request;
  claims: ReadonlySet<string>;
  isAdmin: boolean;
  catalog: CatalogService;
  credentials: BackstageCredentials;
}): Promise<Finding[]> {
  const { request, claims, isAdmin, catalog, credentials } = options;
  if (request.kind !== 'Tenant') {
    return [];
  }
  const { owner } = request.spec;
  if (!(await catalog.getEntityByRef(owner, { credentials }))) {
    return [
      wrong(request, {
        code: 'UnknownOwner',
        field: 'spec.owner',
        message: `There is no group ${owner} in the catalog.`,
        fix: 'Choose a group of the catalog, or register it first.',
      }),
    ];
  }
  return isAdmin || claims.has(owner)
    ? []
    : [
        wrong(request, {
          code: 'NotYourGroup',
          field: 'spec.owner',
          message: `You are not a member of ${owner}.`,
          fix: 'Choose a group that you are in, or let one of its members ask.',
        }),
      ];
}
