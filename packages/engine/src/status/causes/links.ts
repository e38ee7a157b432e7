import { CertificateStatus, SecretStatus } from '../../model';
import { isSame } from './find/syncFindings';
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

/** Whether the sync of an Application was refused, or never came to anything. */
export function isRefused({ status, about }: Found): boolean {
  if (status.of !== 'application') {
    return false;
  }
  const { operation, troubled } = status.status;
  return (
    troubled.some(
      ({ ref, sync }) =>
        sync === 'SyncFailed' && (!about || isSame(ref, about)),
    ) ||
    (['Failed', 'Error'].includes(operation?.phase ?? '') && !about)
  );
}

/** The finding of a store or issuer that is not ready. */
export function notReadyOf(
  refs: ReadonlyArray<{ kind: string; name: string; namespace?: string }>,
  world: World,
): Link | undefined {
  for (const { kind, name, namespace } of refs) {
    const found = world.findings.find(
      ({ status, ref }) =>
        status.of === 'shared' &&
        ref?.kind === kind &&
        ref.name === name &&
        ref.namespace === namespace,
    );
    if (found) {
      return { to: found.id, because: `it names ${kind} ${name}` };
    }
  }
  return undefined;
}

interface Maker {
  found: Found;
  secret: string;
  status: SecretStatus | CertificateStatus;
}

/** What makes Secrets in the environment of a finding, and does not fare well. */
export function makers(found: Found, world: World): Maker[] {
  return world.findings.flatMap(each => {
    const { status, environments } = each;
    const isMaker = status.of === 'secret' || status.of === 'certificate';
    return isMaker &&
      environments[0] === found.environments[0] &&
      status.status.secret !== undefined
      ? [{ found: each, secret: status.status.secret, status: status.status }]
      : [];
  });
}

export function makerOf(secret: string, found: Found, world: World) {
  return makers(found, world).find(
    each =>
      each.secret === secret &&
      each.found.ref?.namespace === found.ref?.namespace,
  )?.found;
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
  missing: { kind: string; name: string },
  world: World,
): Link | undefined {
  const environment = found.environments[0];
  const what = { ...missing, namespace: found.ref?.namespace };
  const because = `${missing.kind} ${missing.name} was not applied`;
  const [object] = world
    .ofObject(environment, what)
    .filter(({ status }) => status.of === 'object');
  if (object) {
    return { to: object.id, because };
  }
  const application = world.findings.find(
    each =>
      each.status.of === 'application' &&
      each.environments[0] === environment &&
      isSame(what, each.about) &&
      isRefused(each),
  );
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
