import type {
  EnvironmentDrift,
  Finding,
  ManifestFile,
  NetworkStatus,
  ObjectRef,
  QuotasStatus,
  SecretsStatus,
  Snapshot,
  SyncStatus,
  WorkloadsStatus,
} from '../model';
import type { Tenant } from '../manifests';
import type { Environment, Platform, Tier } from '../platform';
import { isTenant } from '../manifests';
import {
  FindingsError,
  type RequestEnvelope,
  requestPath,
  tenantOf,
} from '../request';
import { render, type RenderOptions, renderUnchecked } from '../render/render';
import type { Steps } from '../steps';
import { type MadeObject, ObjectMakers } from './ObjectMakers';

/**
 * What is known of how a tenant fares, where clusters are read. What is absent is not known, and nothing is made of it.
 *
 * @public
 */
export interface FixStatuses {
  snapshot: Snapshot;
  sync?: SyncStatus;
  network?: NetworkStatus;
  workloads?: WorkloadsStatus;
  secrets?: SecretsStatus;
  quotas?: QuotasStatus;
  drift?: readonly EnvironmentDrift[];
  /** What the checks find of the tenant as it is. */
  findings?: readonly Finding[];
}

/** What fixes of one tenant are looked for in. */
export class FixContext {
  readonly platform: Platform;
  readonly tenant: RequestEnvelope & Tenant;
  /** The tenant's requests as Git holds them, its own first. */
  readonly requests: readonly RequestEnvelope[];
  readonly statuses: FixStatuses | undefined;
  readonly #makers = new ObjectMakers();
  readonly #all: readonly RequestEnvelope[];
  readonly #options: RenderOptions;

  constructor(options: {
    platform: Platform;
    tenant: RequestEnvelope & Tenant;
    /** Those of the tenant, and the Tenant requests of others. */
    requests: readonly RequestEnvelope[];
    statuses?: FixStatuses;
    render?: Pick<RenderOptions, 'capabilities' | 'groups' | 'gatewayApi'>;
  }) {
    const { tenant } = options;
    this.platform = options.platform;
    this.tenant = tenant;
    this.#all = options.requests;
    this.requests = [
      tenant,
      ...options.requests.filter(
        each => !isTenant(each) && tenantOf(each) === tenant.metadata.name,
      ),
    ];
    this.statuses = options.statuses;
    this.#options = options.render ?? {};
  }

  /** The environments of a request, as the platform orders them: those that it names, else all of its tenant. */
  environmentsOf(request: RequestEnvelope): Environment[] {
    const named = (request.spec.environments ??
      this.tenant.spec.environments) as readonly string[];
    return this.platform.environments.filter(({ name }) =>
      named.includes(name),
    );
  }

  environment(name: string | undefined): Environment | undefined {
    return this.platform.environments.find(each => each.name === name);
  }

  get tier(): Tier | undefined {
    const { tiers } = this.platform;
    const { tier } = this.tenant.spec;
    return Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  }

  /** Why a request can't be rendered with this spec, as findings; empty where it can. */
  refusals(
    request: RequestEnvelope,
    spec: RequestEnvelope['spec'] = request.spec,
  ): readonly Finding[] {
    try {
      render({ ...request, spec }, this.platform, this.#optionsOf(request));
      return [];
    } catch (error) {
      if (error instanceof FindingsError) {
        return error.findings;
      }
      throw error;
    }
  }

  #optionsOf(request: RequestEnvelope): RenderOptions {
    const path = requestPath(request, this.platform.layout);
    const others = this.#all.filter(
      each => requestPath(each, this.platform.layout) !== path,
    );
    return isTenant(request)
      ? { ...this.#options, previous: request, others: others.filter(isTenant) }
      : {
          ...this.#options,
          tenant: this.tenant,
          requests: others.filter(
            each => !isTenant(each) && this.requests.includes(each),
          ),
        };
  }

  /** What a request renders to with this spec; nothing where it can't be rendered. */
  filesOf(
    request: RequestEnvelope,
    spec: RequestEnvelope['spec'] = request.spec,
  ): readonly ManifestFile[] {
    try {
      return renderUnchecked(
        { ...request, spec },
        this.platform,
        this.#optionsOf(request),
      ).files;
    } catch (error) {
      if (error instanceof FindingsError) {
        return [];
      }
      throw error;
    }
  }

  /** Finds out which request makes what, in steps of a request each. To be run before {@link FixContext.makerOf} is asked. */
  *prepare(): Steps<void> {
    yield* this.#makers.read(this.requests, request => this.filesOf(request));
  }

  /** The request that renders an object of a cluster. */
  makerOf(ref: ObjectRef): RequestEnvelope | undefined {
    return this.#makers.of(ref)?.request;
  }

  /** An object as a request renders it, with that request. */
  objectOf(ref: ObjectRef): MadeObject | undefined {
    return this.#makers.of(ref);
  }
}
