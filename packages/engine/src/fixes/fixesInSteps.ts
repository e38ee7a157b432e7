import { isTenant } from '../manifests';
import { refKey } from '../model';
import type { Steps } from '../steps';
import { handEdits } from './handEdits';
import type { Fix, FixOption } from './Fix';
import { FixContext, type FixStatuses } from './FixContext';
import { troublesOf } from './troublesOf';
import { Trial, type TrialOptions } from './Trial';
import type { Trouble } from './Trouble';

/** So many things are looked at of one tenant, and so many ways of each. */
const most = { fixes: 30, tried: 8, options: 5 };

/**
 * What is wrong with a tenant and can be put right by an edit of a request, with the edits that were tried: previewed over
 * what Git and the clusters hold, none of which yields a new error or warning, leaves the fault that it is for, or takes
 * anything away. What is not known makes no fix. In steps of a file or an object each.
 *
 * @param options - what a preview needs; `tenant`: the request of the tenant; `requests`: those in Git of the tenant, and the
 *   Tenant requests of all others; `statuses`: how it fares, where clusters are read
 * @public
 */
export function* fixesInSteps(
  options: TrialOptions & {
    tenant: string;
    statuses?: FixStatuses;
  },
): Steps<Fix[]> {
  const { requests, statuses } = options;
  const tenant = requests
    .filter(isTenant)
    .find(({ metadata }) => metadata.name === options.tenant);
  if (!tenant || tenant.spec.state !== 'active') {
    return [];
  }
  const context = new FixContext({
    platform: options.platform,
    tenant,
    requests,
    ...(statuses ? { statuses } : {}),
    render: {
      ...(options.capabilities ? { capabilities: options.capabilities } : {}),
      ...(options.groups ? { groups: options.groups } : {}),
      ...(options.gatewayApi ? { gatewayApi: options.gatewayApi } : {}),
    },
  });
  const trial = new Trial(options);
  const troubles = [
    ...(yield* troublesOf(context)),
    ...handEdits(context, options.files, yield* trial.before(tenant)),
  ];
  const fixes: Fix[] = [];
  for (const trouble of troubles) {
    if (fixes.length === most.fixes) {
      break;
    }
    const found: FixOption[] = [];
    for (const way of trouble.ways.slice(0, most.tried)) {
      const option =
        found.length < most.options
          ? yield* trial.tried(trouble, way)
          : undefined;
      if (option && !found.some(other => isSame(other, option))) {
        found.push(option);
      }
    }
    // What leaves nothing else to be done comes first.
    found.sort((a, b) => a.remaining.length - b.remaining.length);
    if (found.length > 0) {
      const same = fixes.find(fix => isToldBy(fix, trouble, found));
      if (same) {
        alsoOf(same, trouble);
      } else {
        fixes.push(fixOf(trouble, found, fixes));
      }
    }
  }
  return fixes;
}

/** The same field that is wrong in several environments is one thing to fix. */
function isToldBy(
  fix: Fix,
  { code }: Trouble,
  options: readonly FixOption[],
): boolean {
  return (
    fix.code === code &&
    options.every(option => fix.options.some(each => isSame(each, option)))
  );
}

function alsoOf(fix: Fix, { environment, subjects }: Trouble): void {
  const known = new Set(fix.subjects.map(refKey));
  fix.subjects.push(...subjects.filter(ref => !known.has(refKey(ref))));
  if (environment !== undefined && !fix.environments.includes(environment)) {
    fix.environments.push(environment);
  }
}

function isSame(a: FixOption, b: FixOption): boolean {
  return (
    JSON.stringify(a.edit?.to) === JSON.stringify(b.edit?.to) &&
    JSON.stringify(a.request) === JSON.stringify(b.request)
  );
}

function fixOf(
  { code, message, environment, subjects }: Trouble,
  options: FixOption[],
  others: readonly Fix[],
): Fix {
  const [{ request }] = options;
  const [subject] = subjects;
  const base = [
    code,
    request.kind,
    request.name,
    environment ?? '',
    subject ? refKey(subject) : '',
  ].join('/');
  const alike = others.filter(({ id }) => id.startsWith(base)).length;
  return {
    id: alike === 0 ? base : `${base}/${alike}`,
    code,
    message,
    environments: environment === undefined ? [] : [environment],
    subjects: [...subjects],
    options,
  };
}
