import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  ActionAccepted,
  ActionInputs,
  SyncInput,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Environment } from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { ActingParts } from './ActingParts';
import type { ActedObject } from './actedObjects';
import type { Actor, ObjectTarget, Target } from './Actor';
import type { Actors } from './Actors';
import { assertMerged } from './assertMerged';
import {
  assertOffered,
  managingApplication,
  type OwnApplication,
  ownApplication,
  ownApplications,
  ownObjects,
} from './own';

/** What an action is about, and who wants it. */
export interface Ask {
  viewer: Viewer;
  tenant: string;
  environment: string;
}

/**
 * Acts on what runs of a tenant. Nothing of it is kept here: what runs stands in the Applications themselves, so that any replica can
 * tell of it.
 */
export class Acting {
  readonly #tenancy: ActingParts;
  readonly #actors: Actors;

  constructor(tenancy: ActingParts, actors: Actors) {
    this.#tenancy = tenancy;
    this.#actors = actors;
  }

  async sync(ask: Ask, input: SyncInput): Promise<ActionAccepted> {
    const { target, own, actor, by } = await this.#application(
      ask,
      input.application,
      'sync',
      input.key,
    );
    const { revision, dryRun = false, prune = false, force = false } = input;
    const { automated } = own.acted.offers;
    if (revision !== undefined) {
      await assertMerged(this.#tenancy, target.object, revision, {
        tenant: ask.tenant,
        automated,
        dryRun,
      });
    }
    await actor.verify(target);
    if (own.acted.operation?.key === input.key) {
      return {
        message: `Argo CD has heard of this sync of ${target.ref.name}.`,
      };
    }
    await actor.sync(target, {
      prune,
      dryRun,
      force,
      key: input.key,
      by,
      ...(revision === undefined ? {} : { revision }),
      ...(input.resources ? { resources: input.resources } : {}),
    });
    return {
      message: dryRun
        ? `Argo CD tries out a sync of ${target.ref.name}; nothing is changed.`
        : `Argo CD syncs ${target.ref.name}.`,
    };
  }

  async refresh(
    ask: Ask,
    { application, hard = false }: ActionInputs['refresh'],
  ): Promise<ActionAccepted> {
    const { target, actor } = await this.#application(
      ask,
      application,
      'refresh',
    );
    await actor.verify(target);
    await actor.refresh(target, hard ? 'hard' : 'normal');
    return {
      message: `Argo CD ${
        hard ? 'renders again and compares' : 'compares'
      } ${application} with Git.`,
    };
  }

  async terminate(
    ask: Ask,
    { application }: ActionInputs['terminate'],
  ): Promise<ActionAccepted> {
    const { target, actor } = await this.#application(
      ask,
      application,
      'terminate',
    );
    await actor.verify(target);
    await actor.terminate(target);
    return {
      message: `Argo CD ends the operation of ${application}. What it did so far stays.`,
    };
  }

  async restart(
    ask: Ask,
    { kind, name }: ActionInputs['restart'],
  ): Promise<ActionAccepted> {
    const { target, actor } = await this.#object(
      ask,
      each =>
        each.action === 'restart' &&
        each.ref.kind === kind &&
        each.ref.name === name,
      `${kind} ${name}`,
    );
    await actor.verify(target);
    await actor.restart(target, new Date());
    return { message: `The pods of ${kind} ${name} are replaced.` };
  }

  async refreshSecret(
    ask: Ask,
    { name, key }: ActionInputs['refresh-secret'],
  ): Promise<ActionAccepted> {
    const { target, actor } = await this.#object(
      ask,
      each => each.action === 'refresh-secret' && each.ref.name === name,
      `ExternalSecret ${name}`,
    );
    await actor.verify(target);
    await actor.refreshSecret(target, key);
    return { message: `External Secrets reads ${name} from its store.` };
  }

  async #application(
    ask: Ask,
    name: string,
    action: 'sync' | 'refresh' | 'terminate',
    key?: string,
  ): Promise<{
    target: Target;
    own: OwnApplication;
    actor: Actor;
    by: string;
  }> {
    const { tenant, environment } = await this.#allowed(ask);
    const actor = this.#actor(environment, 'applications');
    const own = ownApplication(this.#tenancy, tenant, environment, name);
    // The second click of one that was heard is no conflict.
    if (key === undefined || own.acted.operation?.key !== key) {
      assertOffered(own, action, ask.viewer);
    }
    return {
      own,
      actor,
      target: { ref: own.status.ref, object: own.acted.object },
      by: ask.viewer.user ?? '',
    };
  }

  async #object(
    ask: Ask,
    isIt: (object: ActedObject) => boolean,
    what: string,
  ): Promise<{ target: ObjectTarget; actor: Actor }> {
    const { tenant, environment } = await this.#allowed(ask);
    const actor = this.#actor(environment, 'objects');
    const found = ownObjects(this.#tenancy, tenant, environment).find(isIt);
    if (!found) {
      throw new NotFoundError(
        `There is no ${what} of tenant ${tenant.name} in ${environment.name}`,
      );
    }
    if (found.isPlatforms && !ask.viewer.isAdmin) {
      throw new ConflictError(
        `${what} is the platform's. Ask the platform team`,
      );
    }
    const application = managingApplication(
      ownApplications(this.#tenancy, tenant, environment),
      found.ref,
    );
    return {
      actor,
      target: {
        ref: found.ref,
        version: found.version,
        ...(application ? { application } : {}),
      },
    };
  }

  async #allowed({
    viewer,
    tenant: name,
    environment: place,
  }: Ask): Promise<{ tenant: TenantEntry; environment: Environment }> {
    const { access, platform } = this.#tenancy;
    const tenant = await access.act(viewer, name);
    const environment = platform.environments.find(each => each.name === place);
    if (
      !environment ||
      !tenant.environments.some(each => each.name === place)
    ) {
      throw new NotFoundError(`Tenant ${name} is in no environment ${place}`);
    }
    this.#assertRead(environment);
    return { tenant, environment };
  }

  /** Whose something is must be known of now, and not from before the start. */
  #assertRead({ cluster, argocd }: Environment): void {
    const { snapshot } = this.#tenancy;
    const deciding = [
      { cluster, group: '', kind: 'Namespace' },
      { cluster: argocd.cluster, group: 'argoproj.io', kind: 'Application' },
    ];
    const unread = deciding.find(each => snapshot.isRestored(each));
    if (unread) {
      throw new ServiceUnavailableError(
        `Cluster ${unread.cluster} was not read yet since the portal started, so nobody acts in it. Try again in a moment, or ask the platform team`,
      );
    }
  }

  #actor({ name }: Environment, part: 'applications' | 'objects'): Actor {
    const actor = this.#actors.of(name)?.[part];
    if (!actor) {
      throw new ConflictError(
        `The portal has no credential to act in ${name}. The platform team can configure one (environments.actions.credential)`,
      );
    }
    return actor;
  }
}
