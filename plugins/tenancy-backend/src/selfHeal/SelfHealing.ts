import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  PreviewView,
  RequestChangeView,
  RequestName,
  SelfHealInput,
  SelfHealView,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  type RequestEnvelope,
  selfHealEdit,
  selfHealStates,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import { readBase } from '../preview/readBase';
import { changeOf } from '../proposing/changeOf';
import { publishDecided } from '../proposing/publishDecided';
import type { Change, Published } from '../proposing/Publisher';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { requestChangeView } from '../views/requestChangeView';

/** What pausing self-heal needs of the rest. */
export type SelfHealParts = Pick<
  DeployingParts,
  | 'access'
  | 'authorOf'
  | 'directory'
  | 'git'
  | 'platform'
  | 'previews'
  | 'publisher'
  | 'requestIndex'
  | 'trees'
>;

/** Whose self-heal is paused or resumed, and by whom. */
export interface SelfHealAsk extends RequestName {
  viewer: Viewer;
}

interface Decided {
  request: RequestEnvelope;
  oid: string;
  owner?: string;
  application: string;
  preview: PreviewView;
}

/**
 * Pauses and resumes self-heal: an edit of the Tenant or Application request, which goes the way of every other change. Nothing is done
 * in a cluster.
 */
export class SelfHealing {
  readonly #parts: SelfHealParts;

  constructor(parts: SelfHealParts) {
    this.#parts = parts;
  }

  /** What of a tenant that the viewer sees is paused, and can be. */
  async of(viewer: Viewer, tenant: TenantEntry): Promise<SelfHealView> {
    const { access, requestIndex, platform } = this.#parts;
    const own = requestIndex.tenant(tenant.name);
    const items = requestIndex
      .requestsOf(tenant.name)
      .flatMap(({ kind, name, request }) =>
        own && request
          ? selfHealStates(request, own, platform).map(state => ({
              ...state,
              request: { tenant: tenant.name, kind, name },
            }))
          : [],
      );
    return {
      tenant: tenant.name,
      mayChange: await access.mayUpdate(viewer, tenant.name),
      items,
    };
  }

  /**
   * What a pause, or its end, would write.
   *
   * @throws NotFoundError where there is no such Application, or the tenant is not the viewer's; InputError for a time that is over
   */
  async preview(
    ask: SelfHealAsk,
    input: SelfHealInput,
  ): Promise<RequestChangeView> {
    return requestChangeView(
      (await this.#decide(ask, input)).preview,
      this.#parts.platform.layout,
    );
  }

  /**
   * Commits or proposes it.
   *
   * @throws as `preview`; InputError with what is refused; ConflictError where it is so already
   */
  async change(ask: SelfHealAsk, input: SelfHealInput): Promise<Published> {
    return publishDecided(this.#parts.publisher, () =>
      this.#changeOf(ask, input),
    );
  }

  async #changeOf(ask: SelfHealAsk, input: SelfHealInput): Promise<Change> {
    const { viewer, tenant, name } = ask;
    const { request, application, ...decided } = await this.#decide(ask, input);
    const { environment, until } = input;
    return changeOf(this.#parts, {
      ...decided,
      viewer,
      request: { tenant, kind: request.kind, name },
      title:
        until === undefined
          ? `Resume self-heal of ${application}`
          : `Pause self-heal of ${application}`,
      notes:
        until === undefined
          ? [`Argo CD puts back what was changed by hand in ${environment}.`]
          : [
              `Argo CD puts nothing back in ${environment} that is changed by hand, until somebody takes the pause out again. New commits are synced as before.`,
            ],
      word: 'self-heal',
    });
  }

  async #decide(ask: SelfHealAsk, input: SelfHealInput): Promise<Decided> {
    const { viewer, tenant, kind, name } = ask;
    const { environment } = input;
    const { access, directory, platform, previews } = this.#parts;
    await access.read(viewer, tenant);
    const { requestIndex } = await readBase({ ...this.#parts, fresh: true });
    const { owner } = await access.update(
      viewer,
      tenant,
      directory.at(requestIndex),
    );
    const own = requestIndex.tenant(tenant);
    const entry = requestIndex.find(tenant, kind, name);
    const request = entry?.request;
    const state =
      own &&
      request &&
      selfHealStates(request, own, platform).find(
        each => each.environment === environment,
      );
    if (!state) {
      throw new NotFoundError(
        `There is no Application of ${kind} ${name} of tenant ${tenant} in ${environment}`,
      );
    }
    const until = untilOf(input, state.maxDays);
    if (until === undefined && state.pausedUntil === undefined) {
      throw new ConflictError(
        `Self-heal of ${state.application} is not paused`,
      );
    }
    if (until !== undefined && !state.pause.allowed) {
      throw new InputError(state.pause.reason);
    }
    return {
      request,
      oid: entry.oid,
      ...(owner === undefined ? {} : { owner }),
      application: state.application,
      preview: await previews.ofRequest(viewer, {
        edit: selfHealEdit(request, environment, until),
        fresh: true,
      }),
    };
  }
}

/**
 * When a pause is to end.
 *
 * @throws InputError for a time that is over, or beyond what the platform allows
 */
function untilOf(
  { until }: SelfHealInput,
  maxDays: number,
): number | undefined {
  if (until === undefined) {
    return undefined;
  }
  const time = Date.parse(until);
  const now = Date.now();
  // Whole minutes are written.
  if (!(time >= now + 60_000)) {
    throw new InputError('until: must be a time to come, such as in an hour');
  }
  if (time > now + maxDays * 86_400_000) {
    throw new InputError(
      `until: the platform allows ${maxDays} ${
        maxDays === 1 ? 'day' : 'days'
      } at most`,
    );
  }
  return time;
}
