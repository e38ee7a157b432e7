import {
  CertificateStatus,
  KubernetesObject,
  ObjectRef,
  SecretStatus,
  Selector,
  Snapshot,
  lastValue,
} from '../../model';
import { at, fieldsOf } from '../../model/fields';
import { matchesSelector, selectorOf } from '../../snapshot/selector';
import { Steps } from '../../steps';
import { type Named, isSame } from './find/syncFindings';
import { Found, environmentOf } from './Found';
import { Groups } from './Groups';
import { isRefused } from './isRefused';

/** What makes a Secret, and does not fare well. */
export interface Maker {
  found: Found;
  secret: string;
  status: SecretStatus | CertificateStatus;
}

/** All findings of a tenant, with the ways to look at what they are about: each is read once, however many ask. */
export class World {
  readonly findings: readonly Found[];
  readonly #object: (ref: ObjectRef) => KubernetesObject | undefined;
  readonly #byId: ReadonlyMap<string, Found>;
  readonly #byName = new Groups<Found>();
  readonly #shared = new Groups<Found>();
  /** Makers by the name of their Secret, and by what uses it. */
  readonly #makers = new Groups<Found>();
  readonly #makersFor = new Groups<{ user: Named; maker: Maker }>();
  /** Applications whose sync was refused, by what they are about. */
  readonly #refused = new Groups<Found>();
  readonly #isRefused = new Set<Found>();
  readonly #scaled = new Map<string, Found>();
  /** Workloads by their namespace and each label of their pods. */
  readonly #workloads = new Groups<Found>();
  readonly #selected = new Map<string, Found | undefined>();
  readonly #labels = new Map<Found, Readonly<Record<string, string>>>();

  /**
   * @param object - an object as it lives, or lived when it was last seen; undefined where it is not there
   */
  constructor(
    findings: readonly Found[],
    object: (ref: ObjectRef) => KubernetesObject | undefined,
  ) {
    this.findings = findings;
    this.#object = object;
    this.#byId = new Map(findings.map(each => [each.id, each]));
  }

  /** Reads the findings, before they are asked for. */
  *read(): Steps<void> {
    for (const found of this.findings) {
      this.#add(found);
      yield;
    }
  }

  byId(id: string): Found | undefined {
    return this.#byId.get(id);
  }

  /** The findings of an object in an environment, by whatever card tells them. */
  ofObject(environment: string | undefined, ref: Named): Found[] {
    return this.#byName
      .of(nameKey(environment, ref))
      .filter(found => isSame(ref, found.ref));
  }

  /** What only others tell of in the cluster of a finding, such as a store or an issuer. */
  shared(ref: Named, { cluster }: Found): Found | undefined {
    return this.#shared
      .of(keyOf(cluster, ref.kind, ref.name, ref.namespace))
      .find(found => isSame(ref, found.ref));
  }

  /** What makes a Secret of the namespace of a finding, and does not fare well. */
  makerOf(secret: string, { environments, ref }: Found): Found | undefined {
    return this.#makers.of(keyOf(environments[0], secret, ref?.namespace))[0];
  }

  /** What makes the Secrets that something of an environment uses, and does not fare well. */
  makersFor(environment: string | undefined, user: Named): Maker[] {
    return this.#makersFor
      .of(nameKey(environment, user))
      .filter(each => isSame(each.user, user))
      .map(({ maker }) => maker);
  }

  /** Whether the sync of an Application was refused, or never came to anything. */
  isRefused(found: Found): boolean {
    return this.#isRefused.has(found);
  }

  /** The Application whose sync was refused because of an object. */
  refusedFor(environment: string | undefined, ref: Named): Found | undefined {
    return this.#refused
      .of(nameKey(environment, ref))
      .find(({ about }) => isSame(ref, about));
  }

  /** The workload that a warning names an autoscaler of. */
  scaledBy(
    environment: string | undefined,
    autoscaler: string,
  ): Found | undefined {
    return this.#scaled.get(keyOf(environment, autoscaler));
  }

  /** The worst of the workloads whose pods a Service selects and that do not fare well. */
  selectedBy(
    environment: string | undefined,
    service: ObjectRef,
  ): Found | undefined {
    const selector = selectorOf({
      matchLabels: at(this.#object(service)?.spec, 'selector'),
    });
    const place = keyOf(environment, service.namespace);
    const key = keyOf(place, JSON.stringify(selector?.matchLabels));
    if (!this.#selected.has(key)) {
      this.#selected.set(key, this.#worstOf(place, selector));
    }
    return this.#selected.get(key);
  }

  #worstOf(place: string, selector: Selector | undefined): Found | undefined {
    const [fewest] = Object.entries(selector?.matchLabels ?? {})
      .map(([key, value]) => this.#workloads.of(keyOf(place, key, value)))
      .sort((a, b) => a.length - b.length);
    // A Service without a selector has its endpoints from elsewhere.
    const selected = (fewest ?? []).filter(found =>
      matchesSelector(selector, this.#labels.get(found)),
    );
    return selected.find(({ state }) => state === 'Degraded') ?? selected[0];
  }

  object(ref: ObjectRef): KubernetesObject | undefined {
    return this.#object(ref);
  }

  #add(found: Found): void {
    const { status, ref, about, environments } = found;
    if (ref) {
      this.#byName.add(nameKey(environmentOf(found), ref), found);
    }
    if (ref && status.of === 'shared') {
      this.#shared.add(
        keyOf(found.cluster, ref.kind, ref.name, ref.namespace),
        found,
      );
    }
    if (status.of === 'application' && isRefused(found)) {
      this.#isRefused.add(found);
      if (about) {
        this.#refused.add(nameKey(environments[0], about), found);
      }
    }
    if (status.of === 'secret' || status.of === 'certificate') {
      this.#addMaker(found, status.status);
    }
    if (status.of === 'workload') {
      this.#addWorkload(found);
    }
  }

  #addMaker(found: Found, status: Maker['status']): void {
    const { secret, usedBy } = status;
    const [environment] = found.environments;
    if (secret !== undefined) {
      const maker = { found, secret, status };
      this.#makers.add(keyOf(environment, secret, found.ref?.namespace), found);
      usedBy.forEach(user =>
        this.#makersFor.add(nameKey(environment, user), { user, maker }),
      );
    }
  }

  #addWorkload(found: Found): void {
    const { ref, isWarning, id, why, environments } = found;
    const [environment] = environments;
    if (isWarning) {
      const [, autoscaler] = /^Autoscaler (\S+) /.exec(why) ?? [];
      const key = keyOf(environment, autoscaler);
      if (autoscaler !== undefined && !this.#scaled.has(key)) {
        this.#scaled.set(key, found);
      }
    } else if (ref && !id.includes('#')) {
      // Of several findings of one workload the first speaks for it.
      const labels = podLabelsOf(this.#object(ref));
      this.#labels.set(found, labels);
      const place = keyOf(environment, ref.namespace);
      Object.entries(labels).forEach(([key, value]) =>
        this.#workloads.add(keyOf(place, key, value), found),
      );
    }
  }
}

/** Reads objects by their reference, each one once. */
export function objectsOf(
  snapshot: Snapshot,
): (ref: ObjectRef) => KubernetesObject | undefined {
  const known = new Map<string, KubernetesObject | undefined>();
  return ({ cluster, group, kind, namespace, name }) => {
    const key = keyOf(cluster, group, kind, namespace, name);
    if (!known.has(key)) {
      const place = namespace === undefined ? {} : { namespace };
      const query = { cluster, group, kind, ...place, name };
      known.set(key, lastValue(snapshot.list(query))?.[0]);
    }
    return known.get(key);
  };
}

/** Words that no two different lists have in common: hostile names hold any separator. */
function keyOf(...parts: ReadonlyArray<string | undefined>): string {
  return parts
    .map(part => (part === undefined ? '-' : `${part.length}:${part}`))
    .join();
}

function nameKey(
  environment: string | undefined,
  { kind, name }: Pick<ObjectRef, 'kind' | 'name'>,
): string {
  return keyOf(environment, kind, name);
}

function podLabelsOf(
  workload: KubernetesObject | undefined,
): Record<string, string> {
  const labels = at(workload?.spec, 'template', 'metadata', 'labels');
  return Object.fromEntries(
    Object.entries(fieldsOf(labels)).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
