import { CertificateStatus, SecretStatus } from '../../model';
import { type Named } from './find/syncFindings';
import { Found, Link } from './Found';
import { World } from './World';

/** What Argo CD can't tell because of Git, it can't tell whatever the cluster does. */
export function isOfGit({ status, why }: Found): boolean {
  return (
    status.of === 'application' &&
    /repositor|repo-server|manifest generation|helm|kustomize/i.test(why)
  );
}

export function linkTo(
  world: World,
  id: string | undefined,
  because: string,
): Link | undefined {
  return id !== undefined && world.byId(id) ? { to: id, because } : undefined;
}

/** The store or issuer that a finding names and that is not ready, of its own cluster. */
export function notReadyOf(
  finding: Found,
  refs: readonly Named[],
  world: World,
): Link | undefined {
  for (const ref of refs) {
    const { kind, name } = ref;
    const found = world.shared(ref, finding);
    if (found) {
      return { to: found.id, because: `it names ${kind} ${name}` };
    }
  }
  return undefined;
}

/** Whether a Secret can't be there, since nothing ever made it. */
export function isNeverMade(status: SecretStatus | CertificateStatus): boolean {
  return 'refresh' in status
    ? status.refresh.last === undefined && status.state === 'Degraded'
    : status.expiresAt === undefined;
}

/** What an Application should have brought and did not. */
export function notApplied(
  found: Found,
  missing: Named,
  world: World,
): Link | undefined {
  const environment = found.environments[0];
  const namespace = missing.namespace ?? found.ref?.namespace;
  const what = {
    ...missing,
    ...(namespace === undefined ? {} : { namespace }),
  };
  const because = `${missing.kind} ${missing.name} was not applied`;
  const [object] = world
    .ofObject(environment, what)
    .filter(({ status }) => status.of === 'object');
  if (object) {
    return { to: object.id, because };
  }
  const application = world.refusedFor(environment, what);
  return application && { to: application.id, because };
}

/** The Service whose pods a finding lacks; one that asks for a port that its pods do not have is at fault itself. */
export function serviceBehind({ status, ref, id, why }: Found) {
  if (/port called/.test(why)) {
    return undefined;
  }
  if (status.of === 'route') {
    return status.hop?.kind === 'endpoints' ? status.hop.subject : undefined;
  }
  return status.of === 'shared' && id.endsWith('#endpoints') ? ref : undefined;
}
