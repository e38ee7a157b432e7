import {
  CardProblem,
  KubernetesObject,
  SecretsStatus,
  Snapshot,
  UnknownSecret,
  Verdict,
  isKnown,
  lastValue,
} from '../../model';
import { kindsOf } from '../../platform';
import { ClusterView, Kind } from '../../snapshot/clusterView';
import { eachNamespace, NamespaceContext } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { certificateStatus } from './certificateStatus';
import type { SecretContext } from './SecretContext';
import { secretStatus } from './secretStatus';
import { secretUsers } from './secretUsers';

const externalSecret = { group: 'external-secrets.io', kind: 'ExternalSecret' };
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
  const found: Omit<SecretsStatus, keyof Verdict> = {
    secrets: [],
    certificates: [],
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
      users: secretUsers(place.namespace, place.view),
    };
    const { view, namespace } = place;
    const read = (kind: Kind) => readIn(kind, place, found.problems);
    found.secrets.push(
      ...read(externalSecret).map(object => secretStatus(object, context)),
    );
    found.certificates.push(
      ...read(certificate).map(object => certificateStatus(object, context)),
    );
    found.unknown.push(...unknownIn(context, madeIn(view, namespace, options)));
  }
  const worst = worstOf<Verdict>([
    ...found.secrets.map(each => ({
      ...verdictOf(each),
      why: each.why && `${each.environment}: ${each.secret}: ${each.why}`,
    })),
    ...found.certificates.map(each => ({
      ...verdictOf(each),
      why: each.why && `${each.environment}: ${each.ref.name}: ${each.why}`,
    })),
    ...found.problems.map(({ environment, why }) =>
      verdict('Unknown', `${environment}: ${why}`, { fixableBy: 'platform' }),
    ),
  ]);
  return { ...(worst ?? healthy()), ...found };
}

/** The objects of a kind, by name; that it can't be read is a problem, that the cluster does not have it is none. */
function readIn(
  kind: Kind,
  { view, namespace, environment }: NamespaceContext,
  problems: CardProblem[],
): KubernetesObject[] {
  const known = view.list(kind, namespace);
  if (!isKnown(known) && known.unknown !== 'notServed') {
    problems.push({
      environment: environment.name,
      why: `${kind.kind}: ${whyUnknown(known)}`,
    });
  }
  return [...(lastValue(known) ?? [])].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
}

/** The Secrets that something makes; undefined where some of what may make them can't be read. */
function madeIn(
  view: ClusterView,
  namespace: string,
  { platform }: StatusOptions,
): Set<string> | undefined {
  const made = new Set<string>();
  for (const kind of kindsOf(platform).watched.filter(({ makes }) => makes)) {
    const known = view.list(kind, namespace);
    if (!isKnown(known) && known.unknown !== 'notServed') {
      return undefined;
    }
    (lastValue(known) ?? [])
      .flatMap(object => kind.makes?.(object) ?? [])
      .forEach(name => made.add(name));
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
