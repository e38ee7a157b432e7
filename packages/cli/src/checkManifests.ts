import type { KindRegistry } from '@groundwork/engine';
import type { Checkout } from './checkout/Checkout';
import { collectUnits } from './checkout/collectUnits';
import { anywhere } from './checkout/homes';
import type { RenderChart } from './checkout/renderChart';
import type { Unit } from './checkout/Unit';
import { unreadFindings } from './checkout/unreadFindings';
import { agreedDefinitions, clusterSchemas } from './judge/clusterSchemas';
import { judgeUnits, settle } from './judge/judgeUnits';
import { missingPaths } from './judge/missingPaths';
import { onceEach } from './judge/onceEach';
import { withoutPlaceholders } from './judge/placeholders';
import type { LiveCluster } from './live/LiveCluster';
import type { Located } from './located';
import type { OwnRepository } from './repository/ownRepository';
import { UsageError } from './UsageError';

/** What manifests are checked with. */
export interface ManifestInputs {
  checkout: Checkout;
  kinds: KindRegistry;
  /** Renders charts; without it they are named as not judged. */
  renderChart?: RenderChart;
  /** A cluster whose definitions count; known releases do when absent. */
  live?: LiveCluster;
  /** The repository that is checked out, where that is known: Applications may deploy directories of it. */
  own?: OwnRepository;
}

/**
 * What API servers, Argo CD, External Secrets and cert-manager would refuse of the manifests of any repository, each by itself:
 * what Kustomizations build to, and all other files. Nobody says here to which cluster they go, so nothing is compared.
 *
 * @throws UsageError if there are none
 */
export async function checkManifests({
  checkout,
  kinds,
  renderChart,
  live,
  own,
}: ManifestInputs): Promise<Located[]> {
  const collected = collectUnits(checkout, anywhere, renderChart);
  const definitions = agreedDefinitions(collected.units);
  const schemasOf = clusterSchemas(
    live ? [{ ...live, cluster: '' }] : [],
    () => definitions,
  );
  const units = settle(collected.units, { schemasOf, kinds });
  if (units.length === 0 && collected.findings.length === 0) {
    throw new UsageError('There are no manifests, so nothing was checked.');
  }
  return onceEach(
    withoutPlaceholders([
      ...unreadFindings(checkout),
      ...collected.findings,
      ...judgeUnits(units, {
        schemasOf,
        kinds,
        projectOf: () => undefined,
      }),
      ...(own ? await missingPaths(units, own) : []),
      checked(units, live),
    ]),
  );
}

/** What was looked at, so that nobody takes it for more. */
function checked(
  units: readonly Unit[],
  live: LiveCluster | undefined,
): Located {
  const objects = units.reduce((sum, unit) => sum + unit.objects.length, 0);
  const built = units.filter(({ kustomization }) => kustomization).length;
  const by = live
    ? `the definitions of cluster ${live.cluster}`
    : 'known releases and the definitions in the checkout';
  return {
    finding: {
      code: 'NotChecked',
      severity: 'info',
      subject: { cluster: '', group: '', kind: 'Cluster', name: '' },
      message: `${counted(objects, 'object')} of ${counted(
        built,
        'Kustomization',
      )} and ${counted(
        units.length - built,
        'file',
      )} were checked by ${by}, each by itself. What belongs together was not compared.`,
      fix: live
        ? 'Check with a platform to have tenants, requests and clusters compared.'
        : 'Pass --kubeconfig to check by what a cluster has, or check with a platform to have tenants, requests and clusters compared.',
      fixableBy: 'platform',
      evidence: [],
    },
  };
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
