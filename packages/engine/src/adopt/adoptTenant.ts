import { projectName } from '../capabilities/tenant/checkTenantName';
import { guardRails } from '../guardrails/guardRails';
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
import { adoptReason } from './AdoptReason';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { Candidate, Counterpart, counterparts, Trial } from './Candidate';
import { candidatesOf } from './candidatesOf';
import { differencesOf } from './differencesOf';
import { extraObject } from './extraObject';
import { grantsOf } from './grantsOf';
import { heldLines } from './heldLines';
import type { HostnameClaims } from './HostnameClaims';
import {
  lostLines,
  type LostMetadata,
  lostMetadata,
  namespaceLines,
} from './lostMetadata';
import { isMade } from './isMade';
import { literalCredentialsInSteps } from './credentials/literalCredentials';
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

/** Objects that are kept of a namespace: of more, something makes them, and nobody reviews them. */
const mostKept = 1_000;

/** More would be one that never settles. */
const mostRounds = 4;

/** Adopts one tenant: its request, the requests for what it has, and the objects that are kept as they are. In steps of an object each. */
export function* adoptTenant(
  name: string,
  cells: readonly Cell[],
  world: AdoptWorld,
  claims: HostnameClaims,
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
  const { request: tenant } = outcome;
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
  tell(outcome.found, tenant, true);

  // What is asked for in Git already, and is right, stays as it is.
  const kept = (options.present ?? []).filter(
    each => !isTenant(each) && each.metadata.tenant === name,
  );
  for (const each of kept) {
    const result = counterparts(each, kept, trial);
    const isRight =
      'found' in result &&
      result.found.length > 0 &&
      result.found.every(
        ({ there, differences }) =>
          there && differences.length === 0 && !done.has(there),
      );
    if (isRight) {
      requests.push(each);
      tell(result.found, each, false);
    }
    yield;
  }

  const candidates = yield* candidatesOf(cells, world, tenant, {
    options,
    isDone: found => done.has(found),
    taken: requests,
  });
  yield* settle(candidates);
  const reasons = new Map<string, string>();
  for (const candidate of candidates) {
    const { request, found } = candidate;
    if (request) {
      requests.push(request);
      tell(found, request, false);
    }
    candidate.reasons.forEach((why, environment) =>
      reasons.set(`${environment} ${candidate.kind} ${candidate.name}`, why),
    );
  }
  for (const request of kept.filter(each => !requests.includes(each))) {
    const isReplaced = requests.some(
      each => requestPath(each, layout) === requestPath(request, layout),
    );
    const result = counterparts(request, kept, trial);
    if (!isReplaced && 'found' in result) {
      tell(result.found, request, true);
    }
  }
  const held = yield* heldLines(cells, outcome.found, options.platform);
  files.push(...requests.map(each => requestFile(each, layout)));
  for (const cell of cells) {
    yield* keep(cell);
  }
  return {
    tenant: {
      ...base,
      requests: requests.map(each => requestPath(each, layout)),
      grants: [
        ...grantsOf(tenant),
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

  /** Says of what a request renders to how it stands to what is there. */
  function tell(
    found: readonly Counterpart[],
    request: RequestEnvelope,
    withNew: boolean,
  ): void {
    for (const {
      environment,
      cluster,
      rendered,
      there,
      differences,
    } of found) {
      if (there ? !done.has(there) : withNew) {
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
          ...(changed ? { differences } : {}),
        });
      }
    }
  }

  function* keep(cell: Cell): Steps<void> {
    const namespace =
      namespaces.get(cell.environment.name) ??
      ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: cell.namespace },
      } as KubernetesObject);
    const schemas = options.schemasOf?.(cell.environment.cluster);
    const place = {
      cell,
      namespace,
      rules: guardRails(options.platform, cell.environment),
      ...(schemas ? { schemas } : {}),
      options,
    };
    const seen = new Set<string>();
    let count = 0;
    for (const found of [...cell.objects, ...world.applicationsOf(cell)]) {
      const { object } = found;
      const key = JSON.stringify(identityOf(object));
      const isFirst = world.find(object, {
        cluster: cell.environment.cluster,
        environment: cell.environment.name,
      });
      if (done.has(found)) {
        continue;
      }
      if (isMade(object)) {
        world.made += object.kind === 'Namespace' ? 0 : 1;
        continue;
      }
      done.add(found);
      if (
        seen.has(key) ||
        (isFirst && isFirst !== found && done.has(isFirst))
      ) {
        if (isFirst && differencesOf(isFirst.object, object).length > 0) {
          objects.push(
            told(object, cell, {
              fate: 'listed',
              ...adoptReason('foundTwice'),
            }),
          );
        }
        continue;
      }
      seen.add(key);
      yield;
      const extra =
        count < mostKept
          ? extraObject(found, place)
          : adoptReason('tooMany', { most: String(mostKept) });
      const why = reasons.get(
        `${cell.environment.name} ${requestKindOf(object)} ${requestNameOf(
          object,
          cell,
        )}`,
      );
      if ('why' in extra) {
        objects.push(
          told(object, cell, {
            fate: 'listed',
            ...(why === undefined ? extra : { why: `${why}; ${extra.why}` }),
          }),
        );
      } else {
        count += 1;
        files.push(...extra.files);
        objects.push(
          told(object, cell, {
            fate: 'kept',
            by: extra.path,
            ...(why === undefined ? {} : { why }),
          }),
        );
      }
    }
  }
}

function requestKindOf({ kind }: KubernetesObject): string {
  const kinds: Readonly<Record<string, string>> = {
    Deployment: 'Workload',
    ExternalSecret: 'Secret',
    ScaledObject: 'Scaler',
    Application: 'Application',
  };
  return Object.hasOwn(kinds, kind) ? kinds[kind] : 'Route';
}

/** A request for an Application has the name that follows that of the project. */
function requestNameOf(
  { kind, metadata: { name } }: KubernetesObject,
  { tenant, environment }: Cell,
): string {
  const project = `${projectName(tenant, environment.name)}.`;
  return kind === 'Application' && name.startsWith(project)
    ? name.slice(project.length)
    : name;
}
