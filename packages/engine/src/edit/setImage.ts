import { capabilities as builtIn } from '../capabilities/list';
import type { Capability } from '../manifests';
import type { Finding } from '../model';
import { Refusals, type RequestEnvelope, requestRef } from '../request';
import type { RequestEdit } from './applyEdit';
import { refuseImage, wholeImage } from './deployedImage';
import { type DeployedWorkload, deployedWorkload } from './deployedWorkload';

/**
 * A version that is to run.
 *
 * @public
 */
export interface ImageAsk {
  /** An image with tag or digest; or `:tag` or `@digest` alone, of the repository that runs now. */
  image: string;
  /** Where; everywhere the request is for when absent. */
  environments?: readonly string[];
  /** Repositories that it may come from beside the present one. None when absent. */
  repositories?: readonly string[] | 'any';
}

/**
 * What an environment runs, and what it is to run.
 *
 * @public
 */
export interface ImageChange {
  environment: string;
  from: string;
  to: string;
}

/**
 * The edit of a request that makes it run a version.
 *
 * @public
 */
export interface SetImage {
  /** Absent where Git holds it already, or where there are findings. */
  edit?: RequestEdit;
  /** Each environment that was named, also where nothing changes in it. */
  images: readonly ImageChange[];
  findings: readonly Finding[];
}

/**
 * The images that a request runs, by environment; undefined where no version is deployed of its kind.
 *
 * @param tenantEnvironments - the environments of its tenant
 * @public
 */
export function imagesOf(
  request: RequestEnvelope,
  tenantEnvironments: readonly string[],
  capabilities: readonly Capability[] = builtIn,
): Record<string, string> | undefined {
  const workload = deployedWorkload(request, capabilities);
  return (
    workload &&
    Object.fromEntries(
      environmentsOf(request, tenantEnvironments).map(name => [
        name,
        imageIn(workload, name),
      ]),
    )
  );
}

/**
 * Makes the edit of a request that has environments run a version. What all run alike stands once in the request; what differs stands
 * in the overrides of an environment. Nothing but images is edited.
 *
 * @returns findings `NothingDeployed`, `UnknownEnvironment`, `InvalidImage`, `ImageNotPinned` and `ImageRepositoryChanged`; registries
 * are judged where the request is rendered
 * @public
 */
export function setImage(
  request: RequestEnvelope,
  ask: ImageAsk,
  options: {
    tenantEnvironments: readonly string[];
    capabilities?: readonly Capability[];
  },
): SetImage {
  const { capabilities = builtIn } = options;
  const refusals = new Refusals(requestRef(request));
  const workload = deployedWorkload(request, capabilities);
  if (!workload) {
    refusals.add({
      code: 'NothingDeployed',
      field: 'kind',
      given: request.kind,
      message: 'No version of an image is deployed by a request of this kind.',
      fix: 'Name a workload or a service.',
    });
    return { images: [], findings: refusals.all() };
  }
  const all = environmentsOf(request, options.tenantEnvironments);
  const named = [...new Set(ask.environments ?? all)];
  for (const name of named.filter(each => !all.includes(each))) {
    refusals.add({
      code: 'UnknownEnvironment',
      field: 'environments',
      given: name,
      message: `${request.kind} ${request.metadata.name} is not deployed there.`,
      fix: `Use one of: ${all.join(', ')}; or add it to spec.environments.`,
    });
  }
  const images = named
    .filter(each => all.includes(each))
    .map(environment => {
      const from = imageIn(workload, environment);
      return { environment, from, to: wholeImage(ask.image, from) };
    });
  for (const { environment, from, to } of images) {
    refuseImage(refusals, {
      field: fieldOf(workload, environment),
      image: to,
      present: from,
      allowed: ask.repositories ?? [],
    });
  }
  const findings = refusals.all();
  if (findings.length > 0 || images.every(({ from, to }) => from === to)) {
    return { images, findings };
  }
  const { name, tenant } = request.metadata;
  return {
    images,
    findings,
    edit: {
      kind: request.kind,
      name,
      ...(tenant === undefined ? {} : { tenant }),
      base: request.spec,
      to: workload.specWith(partWith(workload, all, images)),
    },
  };
}

function environmentsOf(
  { spec }: RequestEnvelope,
  tenantEnvironments: readonly string[],
): readonly string[] {
  const { environments } = spec;
  return Array.isArray(environments)
    ? environments.map(String)
    : tenantEnvironments;
}

function imageIn(workload: DeployedWorkload, environment: string): string {
  const image = overrideIn(workload, environment)?.image;
  return typeof image === 'string' ? image : workload.image;
}

function overrideIn(
  { overrides }: DeployedWorkload,
  environment: string,
): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(overrides, environment)
    ? overrides[environment]
    : undefined;
}

function fieldOf(workload: DeployedWorkload, environment: string): string {
  return overrideIn(workload, environment)?.image === undefined
    ? `${workload.field}.image`
    : `${workload.field}.overrides.${environment}.image`;
}

function partWith(
  workload: DeployedWorkload,
  all: readonly string[],
  changes: readonly ImageChange[],
): Pick<DeployedWorkload, 'image' | 'overrides'> {
  const wanted = new Map(all.map(name => [name, imageIn(workload, name)]));
  changes.forEach(({ environment, to }) => wanted.set(environment, to));
  const [one = workload.image, ...others] = new Set(wanted.values());
  const image = others.length === 0 ? one : workload.image;
  const touched = new Set(
    others.length === 0 ? all : changes.map(({ environment }) => environment),
  );
  const overrides = Object.entries(workload.overrides).flatMap(
    ([name, override]) => {
      if (!touched.has(name)) {
        return [[name, override] as const];
      }
      const { image: _, ...rest } = override;
      return Object.keys(rest).length > 0 || wanted.get(name) !== image
        ? [[name, rest] as const]
        : [];
    },
  );
  const result = new Map<string, Readonly<Record<string, unknown>>>(overrides);
  for (const name of touched) {
    const own = wanted.get(name);
    if (own !== undefined && own !== image) {
      result.set(name, { image: own, ...result.get(name) });
    }
  }
  return { image, overrides: Object.fromEntries(result) };
}
