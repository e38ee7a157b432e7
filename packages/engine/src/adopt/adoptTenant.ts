import { isTenant } from '../manifests';
import { KubernetesObject, ManifestFile } from '../model';
import { requestFile } from '../render/render';
import { RequestEnvelope, requestPath } from '../request';
import type { Steps } from '../steps';
import type {
  AdoptedObject,
  AdoptedTenant,
  AdoptOptions,
  FoundObject,
  LiteralCredential,
} from './Adoption';
import { adoptedTenant } from './adoptedTenant';
import { adoptReason, type AdoptReason } from './AdoptReason';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { Candidate, Counterpart, counterparts, Trial } from './Candidate';
import { candidatesOf } from './candidatesOf';
import type { GitObject, GitObjects } from './GitObjects';
import { grantsOf } from './grantsOf';
import { heldLines } from './heldLines';
import type { HostnameClaims } from './HostnameClaims';
import {
  lostLines,
  type LostMetadata,
  lostMetadata,
  namespaceLines,
} from './lostMetadata';
import { isBeingDeleted } from './isBeingDeleted';
import { isMade } from './isMade';
import { keepObjects } from './keepObjects';
import { literalCredentialsInSteps } from './credentials/literalCredentials';
import { ManagedLines, Managers } from './managers';
import { partOf } from './partOf';
import { identityOf, told } from './told';
import { isUnread, unreadLines } from './unread';

/** What comes of one tenant. */
export interface TenantAdoption {
  tenant: AdoptedTenant;
  files: readonly ManifestFile[];
  objects: readonly AdoptedObject[];
  credentials: readonly LiteralCredential[];
  /** All objects of which something was said. */
  done: ReadonlySet<FoundObject>;
  /** What its namespaces have and no request says. */
  lost: readonly LostMetadata[];
}

/** More would be one that never settles. */
const mostRounds = 4;

/** Adopts one tenant: its request, the requests for what it has, and the objects that are kept as they are. In steps of an object each. */
export function* adoptTenant(
  name: string,
  cells: readonly Cell[],
  world: AdoptWorld,
  claims: HostnameClaims,
  gitObjects: GitObjects,
  options: AdoptOptions,
): Steps<TenantAdoption> {
  const parts = cells.map(cell => partOf(cell, world));
  const { layout } = options.platform;
  const outcome = yield* adoptedTenant(
    name,
    cells,
    parts,
    world,
    claims,
    options,
  );
  const objects: AdoptedObject[] = [];
  const credentials: LiteralCredential[] = [];
  const files: ManifestFile[] = [];
  const done = new Set<FoundObject>();
  const besides: string[] = [];
  const base = {
    tenant: name,
    owner: cells[0].owner,
    tier: outcome.tier,
    tierBy: outcome.tierBy,
    namespaces: cells.map(({ environment, namespace }) => ({
      environment: environment.name,
      namespace,
    })),
  };
  const unread = options.wholeOnly
    ? unreadLines(cells, options.notRead ?? [])
    : [];
  if ('refused' in outcome || unread.length > 0) {
    return {
      tenant: {
        ...base,
        requests: [],
        grants: [],
        left: [],
        refused: [
          ...('refused' in outcome ? [outcome.refused] : []),
          ...unread,
        ],
      },
      files,
      credentials,
      done,
      lost: [],
      objects: cells.flatMap(cell =>
        cell.objects
          .filter(
            ({ object }) => object.kind === 'Namespace' || !isMade(object),
          )
          .map(found =>
            told(found.object, cell, {
              fate: 'listed',
              ...adoptReason('cannotBeAdopted'),
            }),
          ),
      ),
    };
  }
  const { request: tenant, found: own } = outcome;
  const lost = lostMetadata(outcome.found);
  const trial: Trial = { tenant, world, options };
  const requests: RequestEnvelope[] = [tenant];
  const namespaces = new Map<string, KubernetesObject>();
  for (const { environment, rendered } of outcome.found) {
    if (rendered.kind === 'Namespace') {
      namespaces.set(environment, rendered);
    }
  }
  for (const cell of cells) {
    for (const found of [...cell.objects, ...world.applicationsOf(cell)]) {
      const fields = yield* literalCredentialsInSteps(found.object);
      credentials.push(
        ...fields.map(field => ({
          environment: cell.environment.name,
          kind: found.object.kind,
          namespace: cell.namespace,
          name: found.object.metadata.name,
          field,
        })),
      );
      if (fields.length > 0) {
        done.add(found);
        objects.push(
          told(found.object, cell, {
            fate: 'listed',
            ...adoptReason('credentials', { fields: String(fields.length) }),
          }),
        );
      }
      yield;
    }
  }
  tell(outcome.found, tenant);

  // What is asked for in Git already stays as it is there: a cluster may be behind.
  const present = (options.present ?? []).filter(
    each => !isTenant(each) && each.metadata.tenant === name,
  );
  const refusedRequests = new Map<string, string>();
  for (const each of present) {
    requests.push(each);
    const result = counterparts(each, present, trial);
    if ('found' in result) {
      tell(result.found, each, adoptReason('gitOtherwise'));
    } else {
      refusedRequests.set(`${each.kind} ${each.metadata.name}`, result.refused);
    }
    yield;
  }
  const inGit = new Map<FoundObject, GitObject>();
  const managed = new ManagedLines();
  for (const cell of cells) {
    yield* passOver(cell);
  }

  const candidates = yield* candidatesOf(cells, world, tenant, {
    options,
    isDone: found => done.has(found) || inGit.has(found),
    taken: requests,
  });
  yield* settle(candidates);
  const reasons = new Map<string, string>();
  for (const candidate of candidates) {
    const { request, found } = candidate;
    if (request) {
      requests.push(request);
      tell(found, request);
    }
    candidate.reasons.forEach((why, environment) =>
      reasons.set(`${environment} ${candidate.kind} ${candidate.name}`, why),
    );
  }
  const held = yield* heldLines(cells, outcome.found, options.platform);
  files.push(...requests.map(each => requestFile(each, layout)));
  for (const cell of cells) {
    const kept = yield* keepObjects(cell, {
      world,
      options,
      done,
      inGit,
      reasons,
      refusedRequests,
      ...(namespaces.has(cell.environment.name)
        ? { namespace: namespaces.get(cell.environment.name) }
        : {}),
    });
    files.push(...kept.files);
    objects.push(...kept.objects);
  }
  return {
    tenant: {
      ...base,
      requests: requests.map(each => requestPath(each, layout)),
      grants: [
        ...grantsOf(tenant),
        ...outcome.notes,
        ...besides,
        ...managed.lines(),
        ...namespaceLines(
          outcome.found.filter(
            ({ rendered, there, cluster }) =>
              there || !isUnread(rendered, cluster, options.notRead ?? []),
          ),
        ),
        ...lostLines(lost),
        ...held,
      ],
      left: [
        ...outcome.left,
        ...cells.flatMap(each => claims.leftOf(name, each.environment.name)),
      ],
    },
    lost,
    files,
    objects,
    credentials,
    done,
  };

  function* settle(all: readonly Candidate[]): Steps<void> {
    for (let round = 0; round < mostRounds; round += 1) {
      const now = () => [
        ...requests,
        ...all.flatMap(({ request }) => request ?? []),
      ];
      let isChanged = false;
      for (const each of all) {
        isChanged = each.settle(now(), trial) || isChanged;
        yield;
      }
      if (!isChanged) {
        return;
      }
    }
  }

  /** Leaves to others what is theirs, before requests are made of it. */
  function* passOver(cell: Cell): Steps<void> {
    const managers = new Managers(cell, world, own);
    for (const { rendered, there, environment } of own) {
      const manager =
        there && environment === cell.environment.name
          ? managers.besides(there)
          : undefined;
      if (manager) {
        besides.push(
          `${rendered.kind} ${rendered.metadata.name} in ${environment} is managed by ${manager.name} too, and both would fight over it; have that let go of it without deleting it first`,
        );
      }
    }
    for (const found of [...cell.objects, ...world.applicationsOf(cell)]) {
      const { object } = found;
      const isFirst =
        world.find(object, {
          cluster: found.cluster ?? cell.environment.cluster,
          environment: cell.environment.name,
        }) === found;
      if (done.has(found) || isMade(object) || !isFirst) {
        continue;
      }
      const git = gitObjects.find(cell, object);
      const manager = git ? undefined : managers.of(found);
      if (git) {
        inGit.set(found, git);
      } else if (isBeingDeleted(object) || manager) {
        done.add(found);
        objects.push(
          told(object, cell, {
            fate: 'listed',
            ...(manager
              ? adoptReason('managedBy', { manager: manager.name })
              : adoptReason('beingDeleted')),
          }),
        );
        if (manager) {
          managed.add(cell, manager);
        }
      }
      yield;
    }
  }

  /** Says of what a request renders to how it stands to what is there. */
  function tell(
    found: readonly Counterpart[],
    request: RequestEnvelope,
    otherwise?: AdoptReason,
  ): void {
    for (const {
      environment,
      cluster,
      rendered,
      there,
      differences,
    } of found) {
      if (there ? !done.has(there) : true) {
        if (there) {
          done.add(there);
        }
        const changed = differences.length > 0;
        const fate = changed ? 'changed' : 'same';
        objects.push({
          ...identityOf(rendered),
          environment,
          tenant: name,
          by: requestPath(request, layout),
          fate: there ? fate : 'new',
          ...(there || !isUnread(rendered, cluster, options.notRead ?? [])
            ? {}
            : adoptReason('kindUnread')),
          ...(changed ? { ...otherwise, differences } : {}),
        });
      }
    }
  }
}
