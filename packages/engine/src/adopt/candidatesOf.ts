import type { Tenant } from '../manifests';
import { tenantDomains } from '../manifests/tenantDomains';
import { groupOf, KubernetesObject } from '../model';
import type { Fields } from '../model/fields';
import type { Steps } from '../steps';
import { RequestEnvelope, requestPath } from '../request';
import type { AdoptOptions, FoundObject } from './Adoption';
import type { AdoptWorld, Cell } from './AdoptWorld';
import { Candidate } from './Candidate';
import { partOf } from './partOf';
import { applicationReader } from './read/applicationReader';
import { Reader, Reading } from './read/Reading';
import { routeReader } from './read/routeReader';
import { scalerReader } from './read/scalerReader';
import { secretReader } from './read/secretReader';
import { workloadReader } from './read/workloadReader';
import { writtenObject } from './canonical';

/** Whoever scales comes first: workloads are rendered as their scaler wants them. */
const readers: readonly Reader[] = [
  scalerReader,
  workloadReader,
  routeReader,
  secretReader,
  applicationReader,
];

/** Objects that no request can stand for are passed in steps of so many. */
const slice = 200;

/** The requests that may stand for what a tenant has, each over all environments that have it. */
export function* candidatesOf(
  cells: readonly Cell[],
  world: AdoptWorld,
  tenant: Tenant,
  context: {
    options: AdoptOptions;
    isDone: (found: FoundObject) => boolean;
    /** Requests that are there already, whose places are taken. */
    taken: readonly RequestEnvelope[];
  },
): Steps<Candidate[]> {
  const { options, isDone, taken } = context;
  const { layout } = options.platform;
  const places = new Set(taken.map(each => requestPath(each, layout)));
  const found = new Map<
    string,
    { reader: Reader; kind: string; name: string; specs: Map<string, Fields> }
  >();
  for (const cell of cells) {
    const { environment, namespace } = cell;
    const part = partOf(cell, world);
    const reading: Reading = {
      platform: options.platform,
      environment,
      namespace,
      tenant: cell.tenant,
      tier: options.platform.tiers[tenant.spec.tier],
      domains: tenantDomains(tenant, environment),
      find: (group, kind, name) => part.find(group, kind, name),
      list: part.list,
    };
    const objects = [...cell.objects, ...world.applicationsOf(cell)].filter(
      each => !isDone(each),
    );
    for (const [index, { object }] of objects.entries()) {
      if (index % slice === slice - 1) {
        yield;
      }
      const reader = readers.find(({ kinds }) =>
        kinds.some(
          each =>
            each.kind === object.kind &&
            each.group === groupOf(object.apiVersion),
        ),
      );
      const name = reader && nameOf(reader, object, reading);
      if (reader && name !== undefined) {
        const spec = attempt(reader, writtenObject(object), reading);
        const key = `${reader.request} ${object.kind} ${name}`;
        const known = found.get(key) ?? {
          reader,
          kind: object.kind,
          name,
          specs: new Map<string, Fields>(),
        };
        if (spec) {
          known.specs.set(environment.name, spec);
          found.set(key, known);
        }
        yield;
      }
    }
  }
  return [...found.values()]
    .filter(
      ({ reader, name }) =>
        !places.has(
          requestPath(
            {
              kind: reader.request,
              metadata: { name, tenant: tenant.metadata.name },
            },
            layout,
          ),
        ),
    )
    .map(
      ({ reader, name, specs }) =>
        new Candidate(reader.request, name, specs, reader.overridable, tenant),
    );
}

function nameOf(
  reader: Reader,
  object: KubernetesObject,
  reading: Reading,
): string | undefined {
  return reader.nameOf ? reader.nameOf(object, reading) : object.metadata.name;
}

/** A malformed object is one that no request can say. */
function attempt(
  reader: Reader,
  object: KubernetesObject,
  reading: Reading,
): Fields | undefined {
  try {
    return reader.read(object, reading);
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}
