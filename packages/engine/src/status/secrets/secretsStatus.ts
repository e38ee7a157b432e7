import {
  SecretsStatus,
  Snapshot,
  UnknownSecret,
  Verdict,
  isKnown,
  lastValue,
} from '../../model';
import { kindsOf } from '../../platform';
import { ClusterView } from '../../snapshot/clusterView';
import { Steps, finish } from '../../steps';
import { asSeen, cardVerdict, objectsIn } from '../cardParts';
import { eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { certificateStatus } from './certificateStatus';
import type { SecretContext } from './SecretContext';
import { pushStatus } from './pushStatus';
import { secretStatus } from './secretStatus';
import { secretUsersInSteps } from './secretUsers';

const externalSecret = { group: 'external-secrets.io', kind: 'ExternalSecret' };
const pushSecret = { group: 'external-secrets.io', kind: 'PushSecret' };
const certificate = { group: 'cert-manager.io', kind: 'Certificate' };

/**
 * The secrets card of a tenant: its ExternalSecrets and Certificates, who uses what they make, and which Secrets are needed
 * that nothing known here makes. Secrets themselves are never read, so that of those it is not known whether they are there.
 *
 * @public
 */
export function secretsStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): SecretsStatus {
  return finish(secretsStatusInSteps(tenant, snapshot, options));
}

/**
 * As {@link secretsStatus}, in steps: tenants of hundreds of Secrets take longer than others may be held up.
 *
 * @public
 */
export function* secretsStatusInSteps(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): Steps<SecretsStatus> {
  const found: Omit<SecretsStatus, keyof Verdict> = {
    secrets: [],
    certificates: [],
    pushes: [],
    unknown: [],
    problems: [],
  };
  for (const place of eachNamespace(
    tenant,
    snapshot,
    options,
    found.problems,
  )) {
    const context: SecretContext = {
      ...place,
      users: yield* secretUsersInSteps(place.namespace, place.view),
    };
    const { view, namespace } = place;
    const secrets = objectsIn(externalSecret, place, found.problems);
    for (const object of secrets.objects) {
      yield;
      found.secrets.push(asSeen(secretStatus(object, context), secrets));
    }
    const certificates = objectsIn(certificate, place, found.problems);
    for (const object of certificates.objects) {
      yield;
      found.certificates.push(
        asSeen(certificateStatus(object, context), certificates),
      );
    }
    const pushes = objectsIn(pushSecret, place, found.problems);
    for (const object of pushes.objects) {
      yield;
      found.pushes.push(asSeen(pushStatus(object, context), pushes));
    }
    const made = yield* madeIn(view, namespace, options);
    yield;
    found.unknown = found.unknown.concat(unknownIn(context, made));
  }
  yield;
  const parts = [
    ...found.secrets.map(each => ({ ...each, name: each.secret })),
    ...[...found.certificates, ...found.pushes].map(each => ({
      ...each,
      name: each.ref.name,
    })),
  ];
  return { ...cardVerdict(parts, found.problems), ...found };
}

/** The Secrets that something makes; undefined where some of what may make them can't be read. */
function* madeIn(
  view: ClusterView,
  namespace: string,
  { platform }: StatusOptions,
): Steps<Set<string> | undefined> {
  const made = new Set<string>();
  for (const kind of kindsOf(platform).watched.filter(({ makes }) => makes)) {
    const known = view.list(kind, namespace);
    if (!isKnown(known) && known.unknown !== 'notServed') {
      return undefined;
    }
    for (const object of lastValue(known) ?? []) {
      yield;
      kind.makes?.(object).forEach(name => made.add(name));
    }
  }
  return made;
}

function unknownIn(
  { users, environment }: SecretContext,
  made: ReadonlySet<string> | undefined,
): UnknownSecret[] {
  return made === undefined
    ? []
    : [...users]
        .filter(([name]) => !made.has(`Secret/${name}`))
        .map(([name, usedBy]) => ({
          environment: environment.name,
          name,
          usedBy,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
