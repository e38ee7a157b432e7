import { cause, refusal, refuseInvalid } from './ApiError';
import { Fields, isFields, read, write } from './KubeObject';
import { Admit } from './Writer';
import { Authorizer, RBAC, Rule } from './auth/Authorizer';
import { admitDefinition } from './definitions';

const admitNamespace: Admit = (object, before) => {
  const { labels, name } = object.metadata;
  const all = { ...labels, ['kubernetes.io/metadata.name']: name };
  const named = write(object, 'metadata.labels', all);
  return before ? named : write(named, 'spec.finalizers', ['kubernetes']);
};

const admitSecret: Admit = ({ stringData, data, ...secret }) => {
  const all: Fields = { ...(data as Fields) };
  for (const [key, text] of Object.entries(stringData ?? {})) {
    all[key] = Buffer.from(text).toString('base64');
  }
  return Object.keys(all).length > 0 ? { ...secret, data: all } : secret;
};

const admitService: Admit = (object, before) => {
  const part = () => Math.floor(Math.random() * 254) + 1;
  const given =
    read(object, 'spec.clusterIP') || read(before, 'spec.clusterIP');
  const address = given || `10.96.${part()}.${part()}`;
  const spec = {
    ...(object.spec as Fields),
    clusterIP: address,
    clusterIPs: [address],
  };
  return read(object, 'spec.type') === 'ExternalName'
    ? object
    : { ...object, spec };
};

const admitWorkload: Admit = (object, _before, { resource, name }) => {
  const labels = read(object, 'spec.template.metadata.labels');
  const wanted = Object.entries(
    read(object, 'spec.selector.matchLabels') ?? {},
  );
  const missing = wanted.some(
    ([key, value]) => !isFields(labels) || labels[key] !== value,
  );
  const why = `${JSON.stringify(
    labels,
  )}: \`selector\` does not match template \`labels\``;
  refuseInvalid(resource, name, [
    missing && cause('Invalid', 'spec.template.metadata.labels', why),
  ]);
  return object;
};

/** Nobody may give away by a role what they don't have themselves. */
function admitRoles(authorizer: Authorizer): Admit {
  return (object, _before, { resource, namespace, name }, user) => {
    const ref = object.roleRef as { kind: string; name: string } | undefined;
    const rules = ref
      ? authorizer.roleRules(object)
      : ((object.rules ?? []) as Rule[]);
    const role = ref
      ? { resource: `${ref.kind.toLowerCase()}s`, name: ref.name }
      : { resource: resource.plural, name };
    const asked = {
      verb: ref ? 'bind' : 'escalate',
      group: RBAC,
      namespace,
      ...role,
    };
    if (
      !authorizer.allows(user, asked) &&
      !authorizer.covers(user, rules, namespace)
    ) {
      const why = `% is forbidden: user "${user.username}" (groups=${user.groups}) is attempting to grant RBAC permissions not currently held`;
      throw refusal(403, resource, name, why);
    }
    return object;
  };
}

/** The few built-in kinds that need more than to be stored. */
export function admission(authorizer: Authorizer): Admit {
  const roles = admitRoles(authorizer);
  const rules: Record<string, Admit> = {
    CustomResourceDefinition: admitDefinition,
    Namespace: admitNamespace,
    Secret: admitSecret,
    Service: admitService,
    Deployment: admitWorkload,
    ReplicaSet: admitWorkload,
    StatefulSet: admitWorkload,
    DaemonSet: admitWorkload,
    Role: roles,
    ClusterRole: roles,
    RoleBinding: roles,
    ClusterRoleBinding: roles,
  };
  return (object, before, target, user) => {
    const { definition, kind } = target.resource;
    const rule = definition ? undefined : rules[kind];
    return rule ? rule(object, before, target, user) : object;
  };
}
