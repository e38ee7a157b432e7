import {
  capabilities as builtIn,
  check,
  Capability,
  type CompareOptions,
  CustomCheck,
  capabilityOf,
  tenantRequestPath,
  Finding,
  KubernetesObject,
  refKey,
  refOf,
  kindsOf,
  Platform,
  arraySnapshot,
  overlaySnapshot,
} from '@groundwork/engine';
import { Files } from './checkout/Collected';
import { collectUnits } from './checkout/collectUnits';
import type { Unread } from './checkout/Checkout';
import { Unit, UnitObject } from './checkout/Unit';
import { homesOf } from './checkout/homes';
import type { RenderChart } from './checkout/renderChart';
import { withOwner } from './checkout/fileFinding';
import { unreadFindings } from './checkout/unreadFindings';
import { clusterSchemas, plannedDefinitions } from './judge/clusterSchemas';
import { applicationFindings } from './judge/applicationFindings';
import { judgeUnits, settle } from './judge/judgeUnits';
import { locate } from './judge/locate';
import { onceEach } from './judge/onceEach';
import { withoutPlaceholders } from './judge/placeholders';
import { Projects } from './judge/Projects';
import { sharedObjects } from './judge/sharedObjects';
import { LiveCluster } from './live/LiveCluster';
import { Located } from './located';
import { checkRender } from './tree/checkRender';
import { routeApis } from './tree/routeApis';

/** What a tree is checked with. */
export interface TreeInputs {
  checkout: Files & { readonly unread: readonly Unread[] };
  platform: Platform;
  groups?: Readonly<Record<string, string>>;
  /** The kinds of requests there are; those of Groundwork when absent. */
  capabilities?: readonly Capability[];
  /** Further checks, those of extensions. */
  checks?: readonly CustomCheck[];
  /** Renders charts; without it they are named as not judged. */
  renderChart?: RenderChart;
  /** What clusters answered; absent when none was asked. */
  live?: readonly LiveCluster[];
  /** Milliseconds since the epoch. */
  now: number;
}

/**
 * Everything that is wrong with a tree: requests that are refused, files edited by hand, objects that an API server
 * or the tenant's AppProject would refuse, and what does not fit the clusters. Where no cluster was asked, what needs
 * one is said to be unchecked, once.
 */
export function checkTree(inputs: TreeInputs): Located[] {
  const { checkout, platform, groups, live, now } = inputs;
  const { capabilities = builtIn } = inputs;
  const kinds = kindsOf(platform);
  const collected = collectUnits(
    checkout,
    homesOf(platform),
    inputs.renderChart,
  );
  const schemasOf = clusterSchemas(live ?? [], cluster =>
    plannedDefinitions(collected.units, cluster),
  );
  const projects = new Projects(collected.units, live ?? [], platform);
  const units = settle(projects.housed(collected.units), {
    schemasOf,
    kinds,
  });
  const base = arraySnapshot(
    (live ?? []).filter(isRead).map(({ cluster, objects, asOf }) => ({
      cluster,
      objects,
      asOf,
    })),
    (live ?? []).flatMap(({ unknowns }) => unknowns),
  );
  const planned = units.map(({ home, objects }) => ({
    cluster: home.cluster,
    objects: objects.map(({ object }) => object).filter(isWhole),
    judged: true,
  }));
  const crossed = check(overlaySnapshot(base, planned), {
    platform,
    now,
    ...(inputs.checks ? { checks: inputs.checks } : {}),
  });
  const places = placesOf(units);
  const texts = textsOf(checkout);
  const rendered = checkRender(texts, platform, {
    capabilities,
    ...(groups ? { groups } : {}),
    gatewayApi: routeApis(live ?? []),
  });
  return onceEach(
    withoutPlaceholders([
      ...unreadFindings(checkout),
      ...collected.findings,
      ...projects.findings(units),
      ...rendered.map(finding =>
        inFile(finding, texts, { capabilities, layout: platform.layout }),
      ),
      ...judgeUnits(units, {
        schemasOf,
        kinds,
        platform,
        projectOf: unit => projects.of(unit),
      }),
      ...sharedObjects(units),
      ...applicationFindings(units, platform),
      ...(live ? crossed : withoutClusters(crossed)).map(finding =>
        placed(finding, places),
      ),
    ]),
  ).map(found => withOwner(found, platform.layout));
}

/** A cluster that could not be asked at all knows of no kind, rather than of none. */
function isRead({ unknowns }: LiveCluster): boolean {
  return unknowns.every(({ kind }) => kind !== undefined);
}

function isWhole({ apiVersion, kind, metadata }: KubernetesObject): boolean {
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
  );
}

/** The texts of a checkout that rendering may read or write, with the line ends of rendered files. */
export function textsOf(files: Files): ReadonlyMap<string, string> {
  const isText = (path: string) =>
    /\.(ya?ml|md|txt|hcl|json)$/.test(path) || /(^|\/)CODEOWNERS$/.test(path);
  return new Map(
    files.paths.filter(isText).flatMap(path => {
      const found = files.text(path);
      return found === undefined
        ? []
        : [[path, found.replace(/\r\n/g, '\n')] as const];
    }),
  );
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
      message: 'No cluster was checked, only the files.',
      fix: 'Pass a kubeconfig with --kubeconfig.',
      fixableBy: 'tenant',
      evidence: [],
    },
  ];
}

type Places = ReadonlyMap<string, { unit: Unit; item: UnitObject }>;

function placesOf(units: readonly Unit[]): Places {
  return new Map(
    units.flatMap(unit =>
      unit.objects
        .filter(({ object }) => isWhole(object))
        .map(
          item =>
            [
              refKey(refOf(unit.home.cluster, item.object)),
              { unit, item },
            ] as const,
        ),
    ),
  );
}

function placed(finding: Finding, places: Places): Located {
  const place = places.get(refKey(finding.subject));
  return place
    ? { finding, ...locate(place.unit, place.item, finding.field) }
    : { finding };
}

function inFile(
  finding: Finding,
  files: ReadonlyMap<string, string>,
  known: CompareOptions,
): Located {
  const path = [finding.subject.name, requestPathOf(finding, known)].find(
    name => name !== undefined && files.has(name),
  );
  return path === undefined ? { finding } : { finding, path, line: 1 };
}

/** The file of a request that a finding is about, as far as its name tells. */
function requestPathOf(
  { subject, message }: Finding,
  { capabilities = builtIn, layout }: CompareOptions,
): string | undefined {
  if (subject.cluster !== 'git') {
    return undefined;
  }
  if (capabilityOf(subject.kind, capabilities)?.root) {
    return tenantRequestPath(subject.name, layout);
  }
  // A file that is no request is named at the beginning of the sentence.
  return /^(\S+\.ya?ml): /.exec(message)?.[1];
}
