import { z } from 'zod';
import { Finding, KubernetesObject, ManifestFile } from '../model';
import { Platform } from '../platform';
import { RequestEnvelope } from '../request/envelope';
import { Refusals } from '../request/Refusals';
import { RenderContext } from './RenderContext';
import { Tenant } from './Tenant';

/**
 * One kind of request: its schema, what it renders to, and what people are told of it. Renderer, actions, pages and schemas take all
 * they know of a kind from here. To add one, see CONTRIBUTING.
 *
 * @public
 */
export interface Capability<
  K extends string = string,
  S extends z.ZodType<RequestEnvelope> = z.ZodType<RequestEnvelope>,
> {
  /** Kind of its requests, as in `Route`; letters only, and unique also without regard to case. */
  kind: K;
  /** Whether its requests are the tenants that all others belong to. One capability of a list has it. */
  root?: true;
  schema: S;
  /** What it does, as a sentence for lists of actions. */
  description: string;
  /** A request of this kind, for the examples of its action. */
  example: RequestExample<z.input<S>>;
  /** The template with its form; `kubernetes-<kind>` where it is absent, none where it is `false`. */
  form?: { template: string } | false;
  /** Whose tree its objects are rendered into, and so which Applications bring them to the cluster; the tenant's where it is absent. */
  layer?: 'platform';
  /**
   * Where in the spec the workload stands that versions are deployed of: an object with `image`, and `overrides` by environment that may
   * have one too. The names of the fields on the way there; none where the spec is it. Absent where no version is deployed.
   */
  workload?: readonly string[];
  /** The kinds of objects that it renders. */
  objectsOwned: readonly ObjectKind[];
  /** Refuses what can't be asked for beside what is there already. */
  check?(request: z.output<S>, context: CheckContext<z.output<S>>): void;
  /** Where requests of a tree are in each other's way. */
  checkAll?(
    requests: ReadonlyArray<z.output<S>>,
    platform: Platform,
  ): readonly Finding[];
  /**
   * The files of a request that its schema has accepted, of a tenant that exists and is active; the request file itself is added.
   * It is pure: the same request and platform give the same bytes. What it can't render goes to `context.refusals`.
   *
   * @throws RequestError, as `context.refusals` does
   */
  render(request: z.output<S>, context: RenderContext): readonly ManifestFile[];
  /**
   * Directories in which nothing of the request is rendered any more, since the tenant drains: what would keep its workloads running.
   * What the tenant's own Application syncs goes with that and is not named.
   */
  drop?(
    request: z.output<S>,
    tenant: Tenant,
    platform: Platform,
  ): readonly string[];
  /** The tenant's other requests that may render otherwise where this one is there: a change of it renders them again. */
  reshapes?(
    request: z.output<S>,
  ): ReadonlyArray<{ kind: string; name: string }>;
  /** What matters most of a new object that it renders, for the line that tells of it; undefined for an object that its name says enough of. */
  summarize?(object: KubernetesObject): string | undefined;
}

/**
 * A kind of object. The core group is `''`.
 *
 * @public
 */
export interface ObjectKind {
  group: string;
  kind: string;
}

/**
 * An example of a request.
 *
 * @public
 */
export interface RequestExample<R = RequestEnvelope> {
  /** What it asks for, in a few words. */
  description: string;
  name: string;
  spec: R extends { spec: infer T } ? T : unknown;
}

/**
 * What a request is held against before it is rendered.
 *
 * @public
 */
export interface CheckContext<R = RequestEnvelope> {
  platform: Platform;
  /** The request as it is in Git; absent where it is new. */
  previous?: R;
  /** Further requests of its kind: of the platform for a tenant, else of the tenant. */
  others: readonly R[];
  refusals: Refusals;
}

/**
 * The capability of a kind of request.
 *
 * @public
 */
export function capabilityOf(
  kind: string,
  capabilities: readonly Capability[],
): Capability | undefined {
  const wanted = kind.toLowerCase();
  return capabilities.find(({ kind: each }) => each.toLowerCase() === wanted);
}

/**
 * Name of the template with the form of a kind of request; undefined where it has none.
 *
 * @public
 */
export function templateOf({
  kind,
  form,
}: Pick<Capability, 'kind' | 'form'>): string | undefined {
  return form === false
    ? undefined
    : form?.template ?? `kubernetes-${kind.toLowerCase()}`;
}
