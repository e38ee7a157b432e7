import { capabilities as builtIn } from '../../capabilities/list';
import { labelOf } from '../../kinds/labelOf';
import { Capability, capabilityOf } from '../../manifests';
import { Commits, EnvironmentChange } from '../../model';
import { Platform, kindsOf } from '../../platform';
import { type Layout, inEnvironment, requestPlace } from '../../request';
import { Difference, Side } from './Difference';
import { originOf } from './origin';

/** The objects of one request, or one object that none made, as a change: whose it is, and what in a few words. */
export function changeOf(
  group: readonly Difference[],
  earlier: Side,
  later: Side,
  {
    platform,
    commits,
    capabilities = builtIn,
  }: {
    platform: Platform;
    commits?: Commits;
    capabilities?: readonly Capability[];
  },
): EnvironmentChange {
  const meant = group.filter(({ intended }) => !intended);
  const counted = meant.length > 0 ? meant : group;
  const only = onlySideOf(counted);
  const { layout } = platform;
  const origin = originOf(
    {
      earlier: pathsOf(counted, 'earlier', earlier, layout),
      later: pathsOf(counted, 'later', later, layout),
    },
    only,
    commits,
    platform,
  );
  const direction = meant.length === 0 ? 'intended' : origin.direction;
  const [{ of }] = counted;
  const what = whatOf(counted, direction, only, {
    kinds: kindsOf(platform),
    capabilities,
    layout,
  });
  return {
    ...origin,
    direction,
    what,
    ...(of.request === undefined ? {} : { request: of.request }),
    objects: group.map(({ object }) => object),
  };
}

/** The side that alone has all of it. */
function onlySideOf(
  group: readonly Difference[],
): 'earlier' | 'later' | undefined {
  if (group.every(({ object }) => object.is === 'onlyEarlier')) {
    return 'earlier';
  }
  return group.every(({ object }) => object.is === 'onlyLater')
    ? 'later'
    : undefined;
}

/** The files of one side; where an object is not there, the place where it would be. */
function pathsOf(
  group: readonly Difference[],
  side: 'earlier' | 'later',
  own: Side,
  layout: Layout,
): string[] {
  const paths = group.flatMap(each => {
    const there = each[side];
    const elsewhere = each.of.path;
    return [
      there?.path ?? inEnvironment(elsewhere, own.environment.name, layout),
    ];
  });
  return [...new Set(paths)];
}

function whatOf(
  group: readonly Difference[],
  direction: EnvironmentChange['direction'],
  only: 'earlier' | 'later' | undefined,
  {
    kinds,
    capabilities,
    layout,
  }: {
    layout: Layout;
    kinds: ReturnType<typeof kindsOf>;
    capabilities: readonly Capability[];
  },
): string {
  const versions = group.flatMap(each => each.versions ?? []);
  if (group.every(each => each.versions)) {
    const side = direction === 'ahead' ? 1 : 0;
    const [first, ...rest] = new Set(versions.map(each => each[side]));
    return `image ${first}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
  }
  const [{ of }] = group;
  const place =
    of.request === undefined ? undefined : requestPlace(of.request, layout);
  const name = place
    ? `${(
        capabilityOf(place.kind ?? '', capabilities)?.kind ??
        place.kind ??
        'tenant'
      ).toLowerCase()} ${place.name}`
    : `${labelOf(of.object, 1, kinds)} ${of.object.metadata.name}`;
  // What one side took away is missing on that side.
  const isRemoval =
    (only === 'earlier' && direction === 'ahead') ||
    (only === 'later' && direction === 'behind');
  return isRemoval ? `removal of ${name}` : name;
}
