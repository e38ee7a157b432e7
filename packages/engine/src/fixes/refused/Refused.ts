import type { Finding } from '../../model';
import type { RequestEnvelope } from '../../request';
import type { FixRisk } from '../Fix';
import type { FixContext } from '../FixContext';
import { stepsOf, valueAt, withValue } from '../fieldPlace';
import type { Way } from '../Trouble';

type Steps = ReturnType<typeof stepsOf>;

/** A field of a request in Git that is refused, to look for ways out. */
export class Refused {
  /** Where the field stands below the spec. */
  readonly steps: Steps;

  constructor(
    readonly context: FixContext,
    readonly request: RequestEnvelope,
    readonly finding: Finding,
  ) {
    this.steps = stepsOf(finding.field ?? '').slice(1);
  }

  /** What stands there. */
  get given(): unknown {
    return valueAt(this.request.spec, this.steps);
  }

  /** The same as a text; empty where it is none. */
  get text(): string {
    const { given } = this;
    return typeof given === 'string' ? given : '';
  }

  /** The environment whose override it stands in; undefined for what all have in common. */
  get override(): string | undefined {
    const at = this.steps.indexOf('overrides');
    return at < 0 ? undefined : String(this.steps[at + 1]);
  }

  /** A field beside or above this one: `up` steps are left out, `more` follow. */
  near(up: number, ...more: Steps): Steps {
    return [...this.steps.slice(0, this.steps.length - up), ...more];
  }

  /** Another value in place of it, or at other steps; undefined takes it out. */
  set(
    title: string,
    value: unknown,
    more: { at?: Steps; risk?: FixRisk } = {},
  ): Way {
    const { at = this.steps, risk } = more;
    return {
      title,
      request: this.request,
      to: withValue(this.request.spec, at, value),
      ...(risk ? { risk } : {}),
    };
  }

  /** Where the workload, route or the like that the field belongs to begins: `spec`, or a part of a Service request. */
  get part(): Steps {
    return this.request.kind === 'Service' ? this.steps.slice(0, 1) : [];
  }

  /** The environments whose spec this field is part of. */
  environments() {
    const all = this.context.environmentsOf(this.request);
    const { override } = this;
    if (override !== undefined) {
      return all.filter(({ name }) => name === override);
    }
    const [field] = this.steps.slice(this.part.length);
    return all.filter(
      ({ name }) =>
        valueAt(this.request.spec, [...this.part, 'overrides', name, field]) ===
        undefined,
    );
  }
}

/** Ways out of what is refused with one code, the likeliest first. */
export type RefusedRule = (refused: Refused) => Iterable<Way>;
