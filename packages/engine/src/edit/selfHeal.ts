import { applicationName } from '../capabilities/application';
import { syncOf } from '../capabilities/application/applicationObject';
import { applicationRequestSchema } from '../capabilities/application/request';
import { projectName } from '../capabilities/tenant/checkTenantName';
import { isTenantRequest } from '../capabilities/tenant/isTenantRequest';
import type { TenantRequest } from '../capabilities/tenant/request';
import { isDraining } from '../manifests';
import type { ActionOffer } from '../model';
import { type Environment, type Platform, usesArgoCd } from '../platform';
import { type RequestEnvelope, tenantOf } from '../request';
import type { SelfHealPause } from '../request/selfHealPauses';
import type { RequestEdit } from './applyEdit';

/**
 * Self-heal of an Application in an environment, as its request has it.
 *
 * @public
 */
export interface SelfHealState {
  environment: string;
  /** Name of the Application. */
  application: string;
  /** Until when it is to be paused, milliseconds since the epoch; absent where it heals. */
  pausedUntil?: number;
  /** Whether it may be paused. */
  pause: ActionOffer;
  /** The longest pause that the platform allows, in days. */
  maxDays: number;
}

/**
 * Self-heal of the Applications that a request renders to: of a tenant its own, of an Application request that. Empty for all other
 * requests.
 *
 * @public
 */
export function selfHealStates(
  request: RequestEnvelope,
  tenant: TenantRequest,
  platform: Platform,
): SelfHealState[] {
  const found = applicationsOf(request, tenant);
  return platform.environments.flatMap(environment => {
    const { name } = environment;
    if (
      !found?.environments.includes(name) ||
      !usesArgoCd(environment) ||
      tenant.spec.state === 'removed' ||
      isDraining(tenant, name)
    ) {
      return [];
    }
    const until = found.pauses.find(each => each.environment === name)?.until;
    return [
      {
        environment: name,
        application: found.nameIn(name),
        ...(until === undefined ? {} : { pausedUntil: Date.parse(until) }),
        pause: pauseOffer(environment, found.heals(name)),
        maxDays: environment.selfHealPauses.maxDays,
      },
    ];
  });
}

function applicationsOf(request: RequestEnvelope, tenant: TenantRequest) {
  if (isTenantRequest(request)) {
    const { metadata, spec } = request;
    return {
      environments: spec.environments,
      pauses: spec.selfHealPauses ?? [],
      nameIn: (environment: string) => projectName(metadata.name, environment),
      heals: () => true,
    };
  }
  if (request.kind !== 'Application') {
    return undefined;
  }
  const { metadata, spec } = applicationRequestSchema.parse(request);
  return {
    environments: spec.environments ?? tenant.spec.environments,
    pauses: spec.selfHealPauses ?? [],
    nameIn: (environment: string) =>
      applicationName(metadata.tenant, environment, metadata.name),
    heals(environment: string) {
      const { automated, selfHeal } = syncOf(spec, environment);
      return automated && selfHeal;
    },
  };
}

function pauseOffer(
  { name, selfHealPauses }: Environment,
  heals: boolean,
): ActionOffer {
  if (!selfHealPauses.allowed) {
    return {
      allowed: false,
      reason: `The platform does not let self-heal be paused in ${name}.`,
    };
  }
  return heals
    ? { allowed: true }
    : {
        allowed: false,
        reason: 'Its request has automatic sync or self-heal turned off.',
      };
}

/**
 * The edit of a Tenant or Application request that pauses self-heal in an environment until a time, or resumes it.
 *
 * @param until - milliseconds since the epoch, of which whole minutes count; undefined to resume
 * @public
 */
export function selfHealEdit(
  request: RequestEnvelope,
  environment: string,
  until: number | undefined,
): RequestEdit {
  const { selfHealPauses, ...rest } = request.spec;
  const others = ((selfHealPauses ?? []) as readonly SelfHealPause[]).filter(
    each => each.environment !== environment,
  );
  const pauses =
    until === undefined
      ? others
      : [...others, { environment, until: minuteOf(until) }];
  return {
    kind: request.kind,
    name: request.metadata.name,
    ...(request.metadata.tenant === undefined
      ? {}
      : { tenant: tenantOf(request) }),
    base: request.spec as Record<string, unknown>,
    to: {
      ...rest,
      ...(pauses.length > 0 ? { selfHealPauses: pauses } : {}),
    },
  };
}

/** `2026-11-30T18:00Z`. */
function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}
