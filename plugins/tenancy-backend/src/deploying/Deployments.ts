import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import type {
  DeploymentInput,
  DeploymentState,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  capabilityOf,
  type ImageAsk,
  teamOf,
  setImage,
  type SetImage,
} from '@groundwork/engine';
import { createHash } from 'node:crypto';
import type { RequestEntry, RequestIndex } from '../git/RequestIndex';
import { readBase } from '../preview/readBase';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { type Caller, nameOf } from './Caller';
import { deploymentMessage, leastOf } from './deploymentMessage';
import type { DeployingParts } from './DeployingParts';
import { deploymentWords } from './deploymentWords';
import { progressOf } from './progressOf';
import { refuseFindings } from '../proposing/refuseFindings';

/** How often an edit is made anew because somebody else pushed meanwhile. */
const MAX_ATTEMPTS = 5;

/** What is deployed, and by whom. */
export interface DeploymentAsk {
  caller: Caller;
  tenant: string;
  workload: string;
}

interface Decided {
  tenant: TenantEntry;
  entry: RequestEntry & { request: NonNullable<RequestEntry['request']> };
  change: SetImage;
}

/**
 * Deploys versions: one edit of the images of one request. Nothing of a deployment is kept here: how far it is follows from Git and the
 * clusters, so any replica can tell.
 */
export class Deployments {
  readonly #parts: DeployingParts;

  constructor(parts: DeployingParts) {
    this.#parts = parts;
  }

  /**
   * Has environments run an image. Asked again for the same it changes nothing and tells how it is.
   *
   * @throws NotFoundError, the same for what is not there and not the caller's; InputError with what is refused, by field;
   * ConflictError where Git moves too fast, or the identity token has deployed something else
   */
  async start(
    ask: DeploymentAsk,
    input: DeploymentInput,
  ): Promise<DeploymentView> {
    const { caller } = ask;
    const wanted = wantedOf(caller, ask, input);
    const left = await this.#take(ask, wanted);
    const isDone = left.environments?.length === 0;
    for (let attempt = 1; ; attempt += 1) {
      const { requestIndex } = await readBase({ ...this.#parts, fresh: true });
      const decided = await this.#decide(
        ask,
        isDone ? wanted : left,
        requestIndex,
      );
      const { change, entry, tenant } = decided;
      refuseFindings(change.findings);
      if (!change.edit || isDone) {
        // What is there already was brought too, and is not brought again once somebody has replaced it.
        await this.#finish(ask, left);
        return this.#view(ask, decided, { changed: false });
      }
      try {
        const published = await this.#publish(ask, decided, wanted.image);
        await this.#finish(ask, left);
        return {
          ...this.#head(ask, entry, tenant),
          changed: true,
          ...(published.commit ? { commit: published.commit } : {}),
          url: published.url,
          ...this.#stateOf(
            ask,
            change.images.map(({ environment, to, from }) => ({
              environment,
              image: to,
              state:
                from !== to && !published.commit ? 'proposed' : 'committed',
            })),
          ),
        };
      } catch (error) {
        const again = isError(error) && error.name === 'ConflictError';
        if (!again || attempt === MAX_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /**
   * How far a version has come.
   *
   * @throws NotFoundError as `start`
   */
  async progress(
    ask: DeploymentAsk,
    input: DeploymentInput,
  ): Promise<DeploymentView> {
    const wanted = wantedOf(ask.caller, ask, input);
    const known = await this.#decide(ask, wanted, this.#parts.requestIndex);
    // What was pushed a moment ago, maybe by another replica, is no old version.
    const decided = known.change.edit
      ? await this.#decide(
          ask,
          wanted,
          (
            await readBase({ ...this.#parts, fresh: true })
          ).requestIndex,
        )
      : known;
    refuseFindings(
      decided.change.findings.filter(
        ({ code }) => code !== 'ImageRepositoryChanged',
      ),
    );
    return this.#view(ask, decided, { changed: false, isLook: true });
  }

  async #decide(
    { caller, tenant: name, workload }: DeploymentAsk,
    wanted: ImageAsk,
    requestIndex: RequestIndex,
  ): Promise<Decided> {
    const { access, directory } = this.#parts;
    const tenants = directory.at(requestIndex);
    const tenant =
      'viewer' in caller
        ? await this.#personal(caller.viewer, name, () =>
            access.update(caller.viewer, name, tenants),
          )
        : tenants.get(name);
    const [entry, ...others] = requestIndex
      .requestsOf(name)
      .filter(
        each =>
          each.name === workload &&
          capabilityOf(each.kind, requestIndex.capabilities)?.workload,
      );
    if (!tenant || tenant.isUnreadable || !entry) {
      access.assertAllRead(tenants);
      throw notThere(workload, name);
    }
    if (others.length > 0) {
      throw new ConflictError(
        `Tenant ${name} has several requests that deploy ${workload}: ${[
          entry,
          ...others,
        ]
          .map(({ path }) => path)
          .join(', ')}. Remove one of them`,
      );
    }
    const { request } = entry;
    if (!request) {
      throw new ConflictError(
        `${entry.path} cannot be read as a request, so no version can be deployed: ${entry.findings[0]?.message}`,
      );
    }
    return {
      tenant,
      entry: { ...entry, request },
      change: setImage(request, wanted, {
        tenantEnvironments: tenant.request?.spec.environments ?? [],
        capabilities: requestIndex.capabilities,
      }),
    };
  }

  /** Who sees a tenant and may not change it is told so; to all others it is not there. */
  async #personal(
    viewer: Extract<Caller, { viewer: unknown }>['viewer'],
    name: string,
    update: () => Promise<TenantEntry>,
  ): Promise<TenantEntry> {
    await this.#parts.access.read(viewer, name);
    return update();
  }

  async #publish(
    { caller, workload }: DeploymentAsk,
    { tenant, entry, change }: Decided,
    image: string,
  ) {
    const { previews, publisher } = this.#parts;
    const edit = change.edit ?? { kind: '', name: '', base: {}, to: {} };
    const preview = await ('viewer' in caller
      ? previews.ofRequest(caller.viewer, { edit, fresh: true })
      : previews.ofAdmitted(tenant.name, edit));
    refuseFindings(preview.findings);
    const { layout } = this.#parts.trees;
    const strange = preview.files.find(
      ({ path, change: what }) =>
        what !== 'same' && teamOf(path, layout) !== tenant.name,
    );
    if (strange) {
      throw new ConflictError(
        `This would change ${strange.path} too, which is not of ${entry.kind} ${workload} alone. Render the tenant again first`,
      );
    }
    const words = deploymentWords({
      caller: nameOf(caller),
      tenant: tenant.name,
      workload,
      change,
      changes: preview.changes,
    });
    return publisher.publish({
      preview,
      tenant: tenant.name,
      kind: entry.kind,
      name: entry.name,
      ...(tenant.owner ? { owner: tenant.owner } : {}),
      requestOid: entry.oid,
      ...words,
      branch: branchOf(entry, tenant.name, change, image),
      author: await this.#parts.authorOf(caller),
      by: nameOf(caller),
    });
  }

  async #view(
    ask: DeploymentAsk,
    { tenant, entry, change }: Decided,
    { changed, isLook = false }: { changed: boolean; isLook?: boolean },
  ): Promise<DeploymentView> {
    const progress = await progressOf(this.#parts, {
      tenant,
      entry,
      images: change.images,
      by: nameOf(ask.caller),
    });
    return {
      ...this.#head(ask, entry, tenant),
      changed,
      ...(progress.commit ? { commit: progress.commit } : {}),
      ...(progress.url ? { url: progress.url } : {}),
      ...this.#stateOf(ask, progress.environments, !isLook),
    };
  }

  #head(
    { workload }: DeploymentAsk,
    { kind }: RequestEntry,
    tenant: TenantEntry,
  ): Pick<DeploymentView, 'tenant' | 'workload' | 'kind'> {
    return { tenant: tenant.name, workload, kind };
  }

  #stateOf(
    { workload }: DeploymentAsk,
    environments: DeploymentView['environments'],
    isSame = false,
  ): Pick<DeploymentView, 'state' | 'message' | 'environments'> {
    const state: DeploymentState = leastOf(environments);
    return {
      state,
      message: deploymentMessage(state, workload, isSame),
      environments,
    };
  }

  /** What is still to be deployed: of an identity token only where it has not deployed yet. */
  async #take(ask: DeploymentAsk, wanted: ImageAsk): Promise<ImageAsk> {
    const ids = tokenIdsOf(ask, wanted);
    if (ids.size === 0) {
      return wanted;
    }
    const done = await this.#parts.tokens.take([...ids.values()], wanted.image);
    if (!done) {
      throw new ConflictError(
        'This identity token has deployed another image already. A new run of the pipeline gets a new one',
      );
    }
    return {
      ...wanted,
      environments: [...ids].flatMap(([name, id]) =>
        done.has(id) ? [] : [name],
      ),
    };
  }

  async #finish(ask: DeploymentAsk, left: ImageAsk): Promise<void> {
    const ids = tokenIdsOf(ask, left);
    if (ids.size > 0) {
      await this.#parts.tokens.finish([...ids.values()]);
    }
  }
}

/** The names of an identity token by environment: it deploys to each of them once. Empty of all other callers. */
function tokenIdsOf(
  { caller, tenant, workload }: DeploymentAsk,
  { environments = [] }: ImageAsk,
): Map<string, string> {
  const { tokenId } = 'deployer' in caller ? caller : { tokenId: undefined };
  return new Map(
    tokenId === undefined
      ? []
      : environments.map(name => [
          name,
          createHash('sha256')
            .update(JSON.stringify([tokenId, tenant, workload, name]))
            .digest('hex'),
        ]),
  );
}

/**
 * What is asked, within what the caller may ask.
 *
 * @throws NotFoundError
 */
function wantedOf(
  caller: Caller,
  { tenant, workload }: DeploymentAsk,
  { image, environments, allowRepository }: DeploymentInput,
): ImageAsk {
  if ('viewer' in caller) {
    return {
      image,
      ...(environments ? { environments } : {}),
      ...(allowRepository ? { repositories: 'any' as const } : {}),
    };
  }
  const { deployer } = caller;
  const named = [...new Set(environments ?? deployer.environments)].sort();
  if (
    deployer.tenant !== tenant ||
    deployer.workload !== workload ||
    named.some(name => !deployer.environments.includes(name))
  ) {
    throw notThere(workload, tenant);
  }
  return { image, environments: named, repositories: deployer.repositories };
}

function notThere(workload: string, tenant: string): NotFoundError {
  return new NotFoundError(
    `There is no workload ${workload} of tenant ${tenant} that you may deploy there`,
  );
}

/** The same for the same change of the same file. */
function branchOf(
  entry: Decided['entry'],
  tenant: string,
  { images }: SetImage,
  image: string,
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([entry.path, entry.oid, images, image]))
    .digest('hex');
  return `groundwork/deploy-${tenant}-${entry.name}-${hash.slice(0, 12)}`;
}
