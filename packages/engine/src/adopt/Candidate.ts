import type { Tenant } from '../manifests';
import { Finding, ManifestFile, KubernetesObject } from '../model';
import type { Fields } from '../model/fields';
import { parseRequest } from '../parse/parseRequest';
import { renderUnchecked } from '../render/render';
import { requestApiVersion, RequestEnvelope, RequestError } from '../request';
import type { AdoptedDifference, AdoptOptions, FoundObject } from './Adoption';
import type { AdoptWorld } from './AdoptWorld';
import { differencesOf } from './differencesOf';
import { mergeSpecs, Overridable } from './mergeSpecs';
import { withDefaults } from './withDefaults';

/** What requests are tried in. */
export interface Trial {
  tenant: Tenant;
  world: AdoptWorld;
  options: AdoptOptions;
}

/** An object that a request renders to, beside what is there. */
export interface Counterpart {
  environment: string;
  cluster: string;
  rendered: KubernetesObject;
  there?: FoundObject;
  differences: readonly AdoptedDifference[];
}

/** What a request renders to beside what is there, or why it renders to nothing. */
export function counterparts(
  request: RequestEnvelope,
  requests: readonly RequestEnvelope[],
  { tenant, world, options }: Trial,
): { found: readonly Counterpart[] } | Refusal {
  try {
    const { files } = renderUnchecked(request, options.platform, {
      tenant,
      requests,
      ...(options.capabilities ? { capabilities: options.capabilities } : {}),
      groups: options.groups ?? {},
      gatewayApi: options.gatewayApi ?? {},
    });
    return { found: files.flatMap(file => inFile(file, world, options)) };
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    return refusalOf(error);
  }
}

function inFile(
  { target, objects }: ManifestFile,
  world: AdoptWorld,
  { schemasOf }: AdoptOptions,
) {
  if (target === undefined) {
    return [];
  }
  const schemas = schemasOf?.(target.cluster);
  return objects.map((rendered): Counterpart => {
    const there = world.find(rendered, target);
    return {
      ...target,
      rendered,
      ...(there ? { there } : {}),
      differences: there
        ? differencesOf(
            withDefaults(rendered, schemas),
            withDefaults(there.object, schemas),
          )
        : [],
    };
  });
}

/** Why a request is refused: in a line, and by its fields. */
export interface Refusal {
  refused: string;
  findings: readonly Finding[];
}

export function refusalOf({ findings }: RequestError): Refusal {
  const [first, ...rest] = findings.map(({ field, message }) =>
    field === undefined || field === '' ? message : `${field}: ${message}`,
  );
  return {
    refused:
      rest.length > 0 ? `${first} (and ${rest.length} more)` : first ?? '',
    findings,
  };
}

/** A request that may stand for objects that are there, made of what each environment has. */
export class Candidate {
  request?: RequestEnvelope;
  found: readonly Counterpart[] = [];
  /** Why there is no request, or why it is not for an environment. */
  readonly reasons = new Map<string, string>();
  readonly #specs: Map<string, Fields>;

  constructor(
    readonly kind: string,
    readonly name: string,
    specs: ReadonlyMap<string, Fields>,
    readonly overridable: Overridable,
    readonly tenant: Tenant,
  ) {
    this.#specs = new Map(specs);
    this.#merge();
  }

  /** Where its request stands now; where it does not render to what is there, environments are taken from it, or all of it. */
  settle(requests: readonly RequestEnvelope[], trial: Trial): boolean {
    if (!this.request) {
      return false;
    }
    const whole = this.#judge(this.request, requests, trial);
    if (whole === undefined) {
      return false;
    }
    if (this.#specs.size === 1) {
      this.#drop([...this.#specs.keys()], whole);
      return true;
    }
    const failing: string[] = [];
    for (const [name, spec] of this.#specs) {
      const single = this.#parse(new Map([[name, spec]]));
      const why =
        'refused' in single
          ? single.refused
          : this.#judge(single.request, requests, trial);
      if (why !== undefined) {
        failing.push(name);
        this.reasons.set(name, why);
      }
    }
    // Each by itself is right and all together are not: nothing here can say them.
    this.#drop(failing.length > 0 ? failing : [...this.#specs.keys()], whole);
    return true;
  }

  /** Undefined where it renders to exactly what is there. */
  #judge(
    request: RequestEnvelope,
    requests: readonly RequestEnvelope[],
    trial: Trial,
  ): string | undefined {
    const result = counterparts(
      request,
      [...requests.filter(each => each !== this.request), request],
      trial,
    );
    if ('refused' in result) {
      return result.refused;
    }
    const wrong = result.found.find(
      ({ there, differences }) => !there || differences.length > 0,
    );
    if (!wrong) {
      if (request === this.request) {
        this.found = result.found;
      }
      return undefined;
    }
    const { rendered, there, differences } = wrong;
    const it = `${rendered.kind} ${rendered.metadata.name}`;
    return there
      ? `a ${this.kind} request would change ${differences[0].path} of ${it}`
      : `a ${this.kind} request would add ${it}`;
  }

  #drop(names: readonly string[], why: string): void {
    this.#remove(names, why);
    this.found = [];
    this.#merge();
  }

  /** Makes one request of all environments that agree on what no override can say; the others fall out. */
  #merge(): void {
    delete this.request;
    if (this.#specs.size === 0) {
      return;
    }
    const { environments } = mergeSpecs(this.#specs, this.overridable);
    this.#remove(
      [...this.#specs.keys()].filter(name => !environments.includes(name)),
      `the ${this.kind} request of this name is for environments that have it otherwise`,
    );
    const parsed = this.#parse(this.#specs);
    if ('request' in parsed) {
      this.request = parsed.request;
      return;
    }
    const names = [...this.#specs.keys()];
    const wrong = names.filter(
      name =>
        'refused' in
        this.#parse(new Map([[name, this.#specs.get(name) ?? {}]])),
    );
    this.#remove(wrong.length > 0 ? wrong : names, parsed.refused);
    this.#merge();
  }

  #remove(names: readonly string[], why: string): void {
    for (const name of names) {
      this.#specs.delete(name);
      if (!this.reasons.has(name)) {
        this.reasons.set(name, why);
      }
    }
  }

  #parse(
    specs: ReadonlyMap<string, Fields>,
  ): { request: RequestEnvelope } | { refused: string } {
    const { spec, environments } = mergeSpecs(specs, this.overridable);
    const all = this.tenant.spec.environments;
    try {
      return {
        request: parseRequest(
          {
            apiVersion: requestApiVersion,
            kind: this.kind,
            metadata: { name: this.name, tenant: this.tenant.metadata.name },
            spec: {
              ...(all.every(each => environments.includes(each))
                ? {}
                : { environments }),
              ...spec,
            },
          },
          undefined,
        ),
      };
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      return refusalOf(error);
    }
  }
}
