import type { ObjectRef } from '../../model';
import type { RequestEnvelope } from '../../request';
import type { FixRisk } from '../Fix';
import type { FixContext } from '../FixContext';
import { valueAt, withValue } from '../fieldPlace';
import type { Way } from '../Trouble';

type Steps = ReadonlyArray<string | number>;

/** The workload of a request as one environment runs it: what stands where, and how to write it. */
export class WorkloadPlace {
  private constructor(
    readonly request: RequestEnvelope,
    readonly environment: string,
    /** Where the workload begins below the spec. */
    readonly home: Steps,
    readonly isAlone: boolean,
  ) {}

  /** The workload that a Deployment, or its autoscaler, is made of; undefined where no request makes it. */
  static of(
    context: FixContext,
    ref: ObjectRef,
    environment: string,
  ): WorkloadPlace | undefined {
    const request = context.makerOf(ref);
    return request && WorkloadPlace.in(context, request, environment);
  }

  /** The workload of a request; undefined for one of another kind. */
  static in(
    context: FixContext,
    request: RequestEnvelope,
    environment: string,
  ): WorkloadPlace | undefined {
    const homes: Record<string, Steps> = {
      Workload: [],
      Service: ['workload'],
    };
    const home = Object.hasOwn(homes, request.kind)
      ? homes[request.kind]
      : undefined;
    return (
      home &&
      new WorkloadPlace(
        request,
        environment,
        home,
        context.environmentsOf(request).length === 1,
      )
    );
  }

  /** The same workload of a spec that was changed meanwhile. */
  static withSpec(
    { request, environment, home, isAlone }: WorkloadPlace,
    spec: Record<string, unknown>,
  ): WorkloadPlace {
    return new WorkloadPlace({ ...request, spec }, environment, home, isAlone);
  }

  /** What is written of a field where {@link written} writes it; an empty object for what is not there. */
  own(field: string): Record<string, unknown> {
    const override = valueAt(this.request.spec, this.#override(field));
    const common = valueAt(this.request.spec, [...this.home, field]);
    return Object(
      this.isAlone && override === undefined ? common : override ?? {},
    ) as Record<string, unknown>;
  }

  /** The value of a field as it holds here: of the environment's override, else of all. */
  get(field: string): unknown {
    return (
      valueAt(this.request.spec, this.#override(field)) ??
      valueAt(this.request.spec, [...this.home, field])
    );
  }

  /** A map that an environment adds to, such as `env`, as it holds here. */
  merged(field: string): Record<string, unknown> {
    return {
      ...Object(valueAt(this.request.spec, [...this.home, field])),
      ...Object(valueAt(this.request.spec, this.#override(field))),
    };
  }

  /** Another value of a field, for this environment alone and, where there are others that have it too, for all. */
  set(title: string, field: string, value: unknown, risk: FixRisk): Way[] {
    const own = this.#override(field);
    const common = [...this.home, field];
    const isOverridden = valueAt(this.request.spec, own) !== undefined;
    const way = (text: string, at: Steps): Way => ({
      title: text,
      request: this.request,
      to: withValue(this.request.spec, at, value),
      risk,
    });
    if (isOverridden) {
      return [way(title, own)];
    }
    return this.isAlone
      ? [way(title, common)]
      : [
          way(`${title} in ${this.environment}`, own),
          way(`${title} in all environments`, common),
        ];
  }

  /** A spec with a field written as it is written for this environment alone. */
  written(
    spec: Record<string, unknown>,
    field: string,
    value: unknown,
  ): Record<string, unknown> {
    const own = this.#override(field);
    return withValue(
      spec,
      this.isAlone && valueAt(spec, own) === undefined
        ? [...this.home, field]
        : own,
      value,
    );
  }

  /** The spec with a field written that no environment has for itself. */
  common(field: string, value: unknown): Record<string, unknown> {
    return withValue(
      this.request.spec as Record<string, unknown>,
      [...this.home, field],
      value,
    );
  }

  #override(field: string): Steps {
    return [...this.home, 'overrides', this.environment, field];
  }
}
