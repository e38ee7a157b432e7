import { ConflictError } from '@backstage/errors';
import {
  clustersOf,
  inTurns,
  letOthers,
  ownerFindings,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  type AdoptedTenant,
  type FilesInGit,
  isTenant,
  type OwnerRule,
  previewAdoptionInSteps,
  readRequests,
  requestPath,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import type { Base } from '../preview/readBase';
import { changeOf } from '../proposing/changeOf';
import type { Change } from '../proposing/Publisher';
import { adoptionRun, type RunParts } from './adoptionRun';
import { adoptionTenant } from './adoptionTenant';
import type { NamespaceRow } from './NamespaceRows';
import { openPullRequests, type ProposalParts } from './heldBack';
import { noSuchTenant } from './noSuchTenant';

/** Tenants whose names stand in the title of a change. */
const MOST_NAMED = 3;

/**
 * The change that brings tenants to Git: their requests, what they render to, and the objects that are kept, judged together, since what is
 * free to each of two need not be free to both.
 *
 * @throws NotFoundError; ConflictError with what keeps one of them from it; InputError with what is refused
 */
export async function adoptionChange(
  parts: RunParts & ProposalParts & Pick<DeployingParts, 'authorOf'>,
  options: {
    viewer: Viewer;
    rules: readonly OwnerRule[];
    tenants: readonly string[];
    /** Namespaces by tenant. */
    waiting: ReadonlyMap<string, readonly NamespaceRow[]>;
  },
): Promise<Change> {
  const { viewer, rules, tenants, waiting } = options;
  const { catalog, extensions, platform, schemas, snapshot } = parts;
  const { layout } = platform;
  const rows = tenants.flatMap(tenant => {
    const own = waiting.get(tenant);
    if (!own) {
      throw noSuchTenant(tenant);
    }
    return own;
  });
  const { adoption, notRead, base, groups } = await adoptionRun(parts, {
    viewer,
    rows,
    given: rules,
    fresh: true,
  });
  const adopted: AdoptedTenant[] = [];
  const blocked: string[] = [];
  for (const tenant of tenants) {
    const own = adoption.tenants.find(each => each.tenant === tenant);
    const [reason] = own
      ? adoptionTenant(own, adoption, { notRead, layout }).blocked
      : [{ why: 'nothing of it is there any more' }];
    if (own && !reason) {
      adopted.push(own);
    } else {
      blocked.push(`Tenant ${tenant} can't be proposed: ${reason?.why}`);
    }
    await letOthers();
  }
  if (blocked.length > 0) {
    throw new ConflictError(blocked.join('\n'));
  }
  const { requestIndex } = base;
  const { requests } = readRequests(
    new Map(adoption.files.map(({ path, content }) => [path, content])),
    { capabilities: extensions.capabilities, layout },
  );
  const paths = new Set(requests.map(each => requestPath(each, layout)));
  const present = tenants
    .flatMap(tenant => requestIndex.requestsOf(tenant))
    .flatMap(({ request }) => request ?? []);
  const entries = tenants.map(tenant =>
    requestIndex.find(tenant, 'Tenant', tenant),
  );
  const preview = await inTurns(
    previewAdoptionInSteps({
      platform,
      tenants,
      requests: [
        ...requests,
        ...present.filter(each => !paths.has(requestPath(each, layout))),
      ],
      adopted: adoption.files,
      others: requestIndex
        .tenants()
        .filter(other => !tenants.includes(other))
        .flatMap(other => requestIndex.tenant(other) ?? []),
      previous: entries.flatMap(entry => entry?.request ?? []),
      files: await filesOf(tenants, base),
      capabilities: extensions.capabilities,
      groups,
      gatewayApi: schemas.gatewayApi(clustersOf(platform)),
      schemasOf: cluster => schemas.of(cluster),
      live: { snapshot, now: Date.now(), checks: extensions.checks },
      mayRead: () => viewer.isAdmin,
    }),
  );
  const findings = [];
  // An owner that is wrong is wrong for all of its tenants, and is told once.
  const owned = new Map(
    requests.filter(isTenant).map(each => [each.spec.owner, each]),
  );
  for (const request of owned.values()) {
    findings.push(...(await ownerFindings({ ...viewer, request, catalog })));
  }
  const [first, ...rest] = adopted.map(({ tenant, owner }, index) => {
    const oid = entries[index]?.oid;
    return { tenant, owner, ...(oid === undefined ? {} : { requestOid: oid }) };
  });
  const change = await changeOf(parts, {
    viewer,
    request: { tenant: first.tenant, kind: 'Tenant', name: first.tenant },
    preview: {
      ...preview,
      files: [...preview.files],
      findings: [...findings, ...preview.findings],
      sources: [],
      base: { ...base.commits },
    },
    owner: first.owner,
    ...(first.requestOid === undefined ? {} : { oid: first.requestOid }),
    ...(rest.length > 0 ? { alike: rest } : {}),
    title: titleOf(tenants),
    notes: [
      ...adopted.flatMap(notesOf),
      `The owners are from the mapping of ${
        viewer.user ?? 'an administrator'
      }.`,
    ],
    word: 'adopt',
  });
  // Whoever asks for the same again finds what is open.
  const waits = [...(await openPullRequests(parts, tenants))].filter(
    ([, { branch }]) => branch !== change.branch,
  );
  if (waits.length > 0) {
    throw new ConflictError(
      waits
        .map(
          ([tenant, { url }]) =>
            `Tenant ${tenant} waits for review already, in ${url}. Have that merged or closed first`,
        )
        .join('\n'),
    );
  }
  return change;
}

async function filesOf(
  tenants: readonly string[],
  base: Base,
): Promise<FilesInGit> {
  const platform = new Map<string, string>();
  const own = new Map<string, string>();
  for (const tenant of tenants) {
    const files = await base.filesOf(tenant);
    files.platform.forEach((text, path) => platform.set(path, text));
    files.tenants.forEach((text, path) => own.set(path, text));
    await letOthers();
  }
  return { platform, tenants: own };
}

function titleOf(tenants: readonly string[]): string {
  if (tenants.length === 1) {
    return `Adopt tenant ${tenants[0]}`;
  }
  const more = tenants.length - MOST_NAMED;
  return `Adopt ${tenants.length} tenants: ${tenants
    .slice(0, MOST_NAMED)
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notesOf({
  tenant,
  owner,
  namespaces,
  grants,
  left,
}: AdoptedTenant): string[] {
  const places = namespaces.map(
    ({ environment, namespace }) => `${environment}/${namespace}`,
  );
  return [
    `Tenant ${tenant} (${owner}), of ${places.join(', ')}, as it is there now.`,
    ...grants.map(grant => `Look at ${tenant}: ${grant}`),
    ...left.map(line => `Left out of ${tenant}: ${line}`),
  ];
}
