import { check } from '../check';
import { Finding, KubernetesObject, refKey } from '../model';
import { Platform } from '../platform';
import { arraySnapshot, overlaySnapshot } from '../snapshot';
import { readDefinitions, schemaSet, validate } from '../validate';
import { bundledSchemas } from '../validate/bundled';
import { LiveCluster } from './live/LiveCluster';
import { Located } from './located';
import { checkRender } from './tree/checkRender';
import { RouteApis } from './tree/routeApis';
import { treeObjects } from './tree/treeObjects';

/** What a tree is checked with. */
export interface TreeInputs {
  files: ReadonlyMap<string, string>;
  platform: Platform;
  groups?: Readonly<Record<string, string>>;
  /** What clusters answered; absent when none was asked. */
  live?: readonly LiveCluster[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Everything that is wrong with a tree: requests that are refused, files edited by hand, objects that an API server
 * would refuse, and what does not fit the clusters. Where no cluster was asked, what needs one is said to be unchecked, once.
 */
export function checkTree(inputs: TreeInputs): Located[] {
  const { files, platform, groups, live, now } = inputs;
  const { planned, places, findings } = treeObjects(files, platform);
  const gatewayApi = routeApis(live ?? []);
  const rendered = checkRender(files, platform, {
    ...(groups ? { groups } : {}),
    gatewayApi,
  });
  const invalid = planned.flatMap(({ cluster, objects }) => {
    const source = live?.find(item => item.cluster === cluster);
    const schemas = schemaSet({
      cluster,
      bundled: bundledSchemas(),
      ...(source?.crds
        ? { definitions: readDefinitions(source.crds), asOf: source.asOf }
        : {}),
    });
    return validate(objects, schemas);
  });
  const base = arraySnapshot(
    (live ?? []).filter(isRead).map(({ cluster, objects, asOf }) => ({
      cluster,
      objects,
      asOf,
    })),
    (live ?? []).flatMap(({ unknowns }) => unknowns),
  );
  const crossed = check(overlaySnapshot(base, planned), { platform, now });
  return [
    ...findings,
    ...[
      ...rendered,
      ...invalid,
      ...(live ? crossed : withoutClusters(crossed)),
    ].map(finding => locate(finding, places, files)),
  ];
}

/** A cluster that could not be asked at all knows of no kind, rather than of none. */
function isRead({ unknowns }: LiveCluster): boolean {
  return unknowns.every(({ kind }) => kind !== undefined);
}

/** Without a cluster every kind is unread: one sentence says so as well as a hundred. */
function withoutClusters(findings: readonly Finding[]): Finding[] {
  const read = findings.filter(({ code }) => code !== 'NotChecked');
  return [
    ...read,
    {
      code: 'NotChecked',
      severity: 'info',
      subject: { cluster: '', group: '', kind: 'Cluster', name: '' },
      message:
        'Nothing was compared with what the clusters hold: none was asked.',
      fix: 'Give a kubeconfig with --kubeconfig.',
      mender: 'tenant',
      evidence: [],
    },
  ];
}

function locate(
  finding: Finding,
  places: ReadonlyMap<string, { path: string; line: number }>,
  files: ReadonlyMap<string, string>,
): Located {
  const { subject } = finding;
  const place = places.get(refKey(subject));
  if (place) {
    return { finding, ...place };
  }
  const path = [subject.name, requestPathOf(finding)].find(
    name => name !== undefined && files.has(name),
  );
  return path === undefined ? { finding } : { finding, path, line: 1 };
}

/** The file of a request that a finding is about, as far as its name tells. */
function requestPathOf({ subject, message }: Finding): string | undefined {
  if (subject.cluster !== 'git') {
    return undefined;
  }
  if (subject.kind === 'Tenant') {
    return `platform/tenants/${subject.name}.yaml`;
  }
  // A file that is no request is named at the beginning of the sentence.
  return /^(\S+\.ya?ml): /.exec(message)?.[1];
}

function routeApis(live: readonly LiveCluster[]): RouteApis {
  return Object.fromEntries(
    live.flatMap(({ cluster, crds = [] }) => {
      const annotations = crds.find(isGateway)?.metadata.annotations ?? {};
      const version = annotations['gateway.networking.k8s.io/bundle-version'];
      const channel = annotations['gateway.networking.k8s.io/channel'];
      return version && (channel === 'standard' || channel === 'experimental')
        ? [[cluster, { version, channel }]]
        : [];
    }),
  );
}

function isGateway({ metadata }: KubernetesObject): boolean {
  return metadata.name === 'gateways.gateway.networking.k8s.io';
}
