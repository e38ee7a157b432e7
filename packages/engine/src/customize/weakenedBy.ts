import { sameValue } from '../edit/mergeValues';
import type { KindRegistry } from '../kinds';
import { KubernetesObject, groupOf } from '../model';
import { at } from '../model/fields';
import { nanosOf } from '../units/quantity';

/** One thing that a guard rail no longer holds. */
export interface Weakened {
  field: string;
  what: string;
}

type Rule = (
  before: KubernetesObject | undefined,
  after: KubernetesObject,
) => Weakened[];

/** Rules by kind, for kinds whose changes can be told apart: what they do not name is no weaker. */
const rules: Readonly<Record<string, Rule>> = {
  '/Namespace': namespace,
  '/ResourceQuota': quota,
  '/LimitRange': limits,
  '/ServiceAccount': account,
  'rbac.authorization.k8s.io/Role': role,
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'networking.k8s.io/NetworkPolicy': policy,
};

/**
 * What of the guard rails an object holds less of than before; of a new object, what it opens. Of a kind that closes or opens
 * something and has no rule here, every change counts: what can't be told to be harmless is not called so.
 */
export function weakenedBy(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  kinds: KindRegistry,
): Weakened[] {
  const key = `${groupOf(after.apiVersion)}/${after.kind}`;
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  const found = rule?.(before, after) ?? unruled(before, after, kinds);
  return [...found, ...sync(before, after)];
}

/** Who writes objects of a kind can open something with them. */
function isGuard(object: KubernetesObject, kinds: KindRegistry): boolean {
  const kind = kinds.of(object);
  return (
    kind !== undefined &&
    (kind.guarded === true ||
      kind.binding === true ||
      kind.foreignPolicy !== undefined ||
      kind.kind === 'ReferenceGrant')
  );
}

function unruled(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  kinds: KindRegistry,
): Weakened[] {
  if (!isGuard(after, kinds)) {
    return [];
  }
  if (!before) {
    return [
      {
        field: 'spec',
        what: `it adds a ${after.kind}, which only the platform may write since it can open what is closed`,
      },
    ];
  }
  return fieldsOf(before, after)
    .filter(field => !sameValue(before[field], after[field]))
    .map(field => ({
      field,
      what: `it changes ${field} of the ${after.kind}, which may let through more than before`,
    }));
}

/** The fields of two objects that are not about who they are. */
function fieldsOf(before: KubernetesObject, after: KubernetesObject): string[] {
  const skipped = ['apiVersion', 'kind', 'metadata', 'status'];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    field => !skipped.includes(field),
  );
}

/** Finalizers keep what a tenant runs from outliving its guard rails. */
function sync(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  const gone = (before?.metadata.finalizers ?? []).filter(
    name => !after.metadata.finalizers?.includes(name),
  );
  return gone.map(name => ({
    field: 'metadata.finalizers',
    what: `it takes the finalizer ${name} away`,
  }));
}

/** Pod Security is in labels that no entry can change. What else is set there, meshes and schedulers go by. */
function namespace(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  return (['labels', 'annotations'] as const).flatMap(part => {
    const had = before?.metadata[part] ?? {};
    const has = after.metadata[part] ?? {};
    return [...new Set([...Object.keys(had), ...Object.keys(has)])]
      .filter(
        key =>
          had[key] !== has[key] &&
          (Object.hasOwn(had, key) ||
            key.startsWith('scheduler.alpha.kubernetes.io/')),
      )
      .map(key => ({
        field: `metadata.${part}[${JSON.stringify(key)}]`,
        what: `the namespace has another ${key} than its tier and environment give it`,
      }));
  });
}

function quota(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  if (!before) {
    return [];
  }
  const [was, is] = [before, after].map(object =>
    record(at(object, 'spec', 'hard')),
  );
  const raised = Object.keys(was).flatMap(name =>
    isMore(was[name], is[name])
      ? [
          {
            field: `spec.hard[${JSON.stringify(name)}]`,
            what: `the quota allows ${said(
              is[name],
            )} of ${name} in place of ${said(was[name])}`,
          },
        ]
      : [],
  );
  const narrowed = ['scopes', 'scopeSelector'].flatMap(field =>
    sameValue(at(before, 'spec', field), at(after, 'spec', field))
      ? []
      : [
          {
            field: `spec.${field}`,
            what: 'the quota counts other pods than before',
          },
        ],
  );
  return [...raised, ...narrowed];
}

function limits(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  if (!before) {
    return [];
  }
  const list = (object: KubernetesObject) => {
    const found: unknown = at(object, 'spec', 'limits');
    return Array.isArray(found) ? found.map(record) : [];
  };
  const now = list(after);
  return list(before).flatMap(limit => {
    const type = String(limit.type);
    const same = now.filter(each => each.type === limit.type);
    return Object.entries(record(limit.max))
      .filter(
        ([name, most]) =>
          !same.some(each => !isMore(most, record(each.max)[name])),
      )
      .map(([name, most]) => ({
        field: 'spec.limits',
        what: `a ${type} may have more ${name} than ${said(most)}`,
      }));
  });
}

function account(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  const field = 'automountServiceAccountToken';
  return before?.[field] === false && after[field] !== false
    ? [
        {
          field,
          what: `pods get the token of the account ${after.metadata.name} unasked`,
        },
      ]
    : [];
}

function role(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  const had = new Set(rights(before));
  const all = rights(after).filter(right => !had.has(right));
  return all.slice(0, 5).map(right => ({
    field: 'rules',
    what: `the role ${after.metadata.name} may also ${right}`,
  }));
}

/** What a role lets do, one right an item. */
function rights(object: KubernetesObject | undefined): string[] {
  const list = (value: unknown): string[] =>
    Array.isArray(value) ? value.map(String) : [];
  return records(object?.rules).flatMap(rule => {
    const groups = list(rule.apiGroups).map(group =>
      group ? `.${group}` : '',
    );
    const names = list(rule.resourceNames);
    const only = names.length > 0 ? names.map(name => ` ${name}`) : [''];
    const on = [
      ...list(rule.resources).flatMap(resource =>
        groups.map(group => `${resource}${group}`),
      ),
      ...list(rule.nonResourceURLs),
    ];
    return list(rule.verbs).flatMap(verb =>
      on.flatMap(what => only.map(name => `${verb} ${what}${name}`)),
    );
  });
}

function binding(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  const had = records(before?.subjects);
  const more = records(after.subjects).filter(
    subject => !had.some(each => sameValue(each, subject)),
  );
  const { name } = record(after.roleRef);
  const other = before && !sameValue(before.roleRef, after.roleRef);
  return [
    ...more.map(subject => ({
      field: 'subjects',
      what: `${said(subject.kind)} ${said(subject.name)} gets the role ${said(
        name,
      )}`,
    })),
    ...(other
      ? [{ field: 'roleRef', what: `the binding gives the role ${said(name)}` }]
      : []),
  ];
}

/** Policies only ever add: what lets something through that was not let through counts, and what no longer closes. */
function policy(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): Weakened[] {
  const part = (object: KubernetesObject | undefined, field: string) =>
    records(at(object?.spec, field));
  const name = `the network policy ${after.metadata.name}`;
  const opened = ['ingress', 'egress'].flatMap(field => {
    const had = part(before, field);
    return part(after, field).some(
      rule => !had.some(each => sameValue(each, rule)),
    )
      ? [
          {
            field: `spec.${field}`,
            what: `${name} lets through more (${field})`,
          },
        ]
      : [];
  });
  const changed = before
    ? ['podSelector', 'policyTypes']
        .filter(
          field => !sameValue(at(before.spec, field), at(after.spec, field)),
        )
        .map(field => ({
          field: `spec.${field}`,
          what: `${name} no longer closes what it closed (${field})`,
        }))
    : [];
  return [...opened, ...changed];
}

/** Whether a limit is gone or higher; one that can't be read counts as higher. */
function isMore(before: unknown, after: unknown): boolean {
  if (sameValue(before, after)) {
    return false;
  }
  const [was, is] = [before, after].map(amount =>
    typeof amount === 'string' || typeof amount === 'number'
      ? nanosOf(String(amount))
      : undefined,
  );
  return was === undefined || is === undefined || is > was;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function said(value: unknown): string {
  return value === undefined ? 'any amount' : String(value).slice(0, 80);
}
